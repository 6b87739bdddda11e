package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"time"

	"entente/bench/compare"
	"entente/bench/graph"
	"entente/bench/side"
	"entente/internal/neo4jlocal"
)

// A ground is what experiments run on: graphs, and servers that have them loaded. Each is
// made when it is first asked for, and all are gone at the end.
type ground struct {
	options
	graphs  map[int]*graph.Graph
	files   map[int]*side.Entente // of SQLite, by size
	neo4js  map[int]*database     // by size
	apollos map[int]*side.Apollo  // by how many processes
	raw     side.RawSQLite
	loads   []loaded
	earlier time.Duration // what was kept took an earlier run
	ended   atomic.Int64  // ties that were ended
	closers []func() error
}

// A loaded tells how long it took to load a graph, and how large a file became. It is kept
// beside what was loaded.
type loaded struct {
	Store         string
	Size, Records int
	Took          time.Duration
	Bytes         int64
}

// A database is a Neo4j that has a graph, and a server of Entente on it.
type database struct {
	*neo4jlocal.Server
	size    int
	entente *side.Entente
	store   *side.Store
	raw     *side.RawDriver // once the layout of the peers is loaded too
}

func newGround(o options) *ground {
	g := &ground{
		options: o, graphs: make(map[int]*graph.Graph), files: make(map[int]*side.Entente),
		neo4js: make(map[int]*database), apollos: make(map[int]*side.Apollo),
	}
	if text, err := os.ReadFile(g.endedFile()); err == nil {
		n, _ := strconv.ParseInt(string(text), 10, 64) // it is ours
		g.ended.Store(n)
	}
	return g
}

// close ends all that was started, the last first.
func (g *ground) close() error {
	var errs []error
	for i := len(g.closers) - 1; i >= 0; i-- {
		errs = append(errs, g.closers[i]())
	}
	g.closers = nil
	ended := strconv.FormatInt(g.ended.Load(), 10)
	return errors.Join(append(errs, os.WriteFile(g.endedFile(), []byte(ended), 0o644))...)
}

func (g *ground) atEnd(f func() error) { g.closers = append(g.closers, f) }

// graph returns the graph of a size.
func (g *ground) graph(ctx context.Context, size int) (*graph.Graph, error) {
	if made := g.graphs[size]; made != nil {
		return made, nil
	}
	g.say("making the graph of %d relationships", size)
	made, err := graph.Make(ctx, g.data, g.work, size)
	g.graphs[size] = made
	return made, err
}

// sqlite returns a server on a file with the graph of a size.
func (g *ground) sqlite(ctx context.Context, size int) (*side.Entente, error) {
	if running := g.files[size]; running != nil {
		return running, nil
	}
	made, err := g.graph(ctx, size)
	if err != nil {
		return nil, err
	}
	path := filepath.Join(made.Folder, databaseFile)
	if err := g.load(ctx, "SQLite", made, "file:"+path, path); err != nil {
		return nil, err
	}
	// Listeners come from one address, which by default may have fewer.
	running, err := side.StartEntente(ctx, g.program, "file:"+path,
		fmt.Sprintf("ENTENTE_LIMIT_STREAMS=%d", listening+10))
	if err != nil {
		return nil, err
	}
	g.atEnd(running.Stop)
	g.files[size] = running
	return running, nil
}

// neo4j returns a Neo4j with the graph of a size, and a server on it.
func (g *ground) neo4j(ctx context.Context, size int) (*database, error) {
	if running := g.neo4js[size]; running != nil {
		return running, nil
	}
	made, err := g.graph(ctx, size)
	if err != nil {
		return nil, err
	}
	g.say("starting a Neo4j for it")
	heap, pages := memoryFor(size)
	server, err := neo4jlocal.Start(ctx, neo4jlocal.Options{
		Home: filepath.Join(made.Folder, "neo4j"), Heap: heap, PageCache: pages,
		Progress: io.Discard,
	})
	if err != nil {
		return nil, err
	}
	g.atEnd(server.Stop)
	password := "NEO4J_PASSWORD=" + server.Password
	if err := g.load(ctx, "Neo4j", made, server.URI, "", password); err != nil {
		return nil, err
	}
	entente, err := side.StartEntente(ctx, g.program, server.URI, password)
	if err != nil {
		return nil, err
	}
	g.atEnd(entente.Stop)
	running := &database{Server: server, size: size, entente: entente}
	g.neo4js[size] = running
	return running, nil
}

// memoryFor is the heap and page cache of a Neo4j for a graph.
func memoryFor(size int) (heap, pages string) {
	if size > 2_000_000 {
		return "4g", "6g"
	}
	return "2g", "2g"
}

// once loads something into a folder that is kept, unless an earlier run did so, and tells
// how long that took, and how large the file became that was written, where file names one.
func (g *ground) once(
	made *graph.Graph, what, file string, load func() error,
) (loaded, error) {
	kept := filepath.Join(made.Folder, what+".loaded")
	l := loaded{Store: what, Size: made.Size, Records: made.Records()}
	text, err := os.ReadFile(kept)
	if err == nil {
		err := json.Unmarshal(text, &l)
		g.earlier += l.Took
		return l, err
	}
	g.say("loading it into %s", what)
	begin := time.Now()
	if err := load(); err != nil {
		return l, err
	}
	l.Took = time.Since(begin)
	if file != "" {
		info, err := os.Stat(file)
		if err != nil {
			return l, err
		}
		l.Bytes = info.Size()
	}
	if text, err = json.Marshal(l); err != nil {
		return l, err
	}
	return l, os.WriteFile(kept, text, 0o644)
}

// databaseFile is the file of SQLite in a graph's folder.
const databaseFile = "entente.db"

// load imports a graph into a store with the command that people use.
func (g *ground) load(
	ctx context.Context, store string, made *graph.Graph, url, file string, environment ...string,
) error {
	l, err := g.once(made, store, file, func() error {
		lines, err := made.Lines()
		if err != nil {
			return err
		}
		cmd := exec.CommandContext(ctx, g.program, "import", lines, "--store", url, "--quiet")
		cmd.Env = append(os.Environ(), environment...)
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("import into %s: %w\n%s", store, err, out)
		}
		return nil
	})
	g.loads = append(g.loads, l)
	return err
}

// endedFile is where a folder that is kept has how many ties were ended in it.
func (g *ground) endedFile() string { return filepath.Join(g.work, "ended") }

// say tells the person who waits what goes on.
func (g *ground) say(format string, args ...any) {
	fmt.Fprintf(os.Stderr, "%s  "+format+"\n",
		append([]any{time.Now().Format(time.TimeOnly)}, args...)...)
}

// server and both name processes for a side.
func server(e *side.Entente) []compare.Process {
	return []compare.Process{{Role: "server", PID: e.PID()}}
}

func (d *database) both(pids ...int) []compare.Process {
	processes := []compare.Process{d.process()}
	for _, pid := range pids {
		processes = append(processes, compare.Process{Role: "server", PID: pid})
	}
	return processes
}

func (d *database) process() compare.Process {
	return compare.Process{Role: "database", PID: d.PID()}
}
