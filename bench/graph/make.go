package graph

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// ErrNoScript says that make_scale.py is not where it was looked for.
var ErrNoScript = errors.New("there is no make_scale.py")

// A Graph is a synthetic graph in a folder.
type Graph struct {
	// Folder holds entities.csv and relationships.csv.
	Folder string
	// Size is how many relationships it has. It has a tenth as many actors.
	Size int
	// degrees counts the relationships of each actor, and names has what each is called.
	degrees map[string]int
	names   map[string]string
	// disputed are the ties that claims disagree about, and open those that go on.
	disputed, open []string
}

// Make makes the graph of a size below folder, if it is not there, with the script in data.
func Make(ctx context.Context, data, folder string, size int) (*Graph, error) {
	g := &Graph{Folder: filepath.Join(folder, strconv.Itoa(size)), Size: size}
	if _, err := os.Stat(g.Folder); err != nil {
		if err := g.make(ctx, filepath.Join(data, "make_scale.py")); err != nil {
			return nil, err
		}
	}
	return g, g.count()
}

// make writes the two files, in a folder that gets its name once they are whole.
func (g *Graph) make(ctx context.Context, script string) error {
	if _, err := os.Stat(script); err != nil {
		return fmt.Errorf("%w at %s; name its folder with -data", ErrNoScript, script)
	}
	if err := os.MkdirAll(filepath.Dir(g.Folder), 0o755); err != nil {
		return err
	}
	part := g.Folder + ".part"
	if err := os.RemoveAll(part); err != nil {
		return err
	}
	made := exec.CommandContext(ctx, "python3", script,
		"--out", part, "--relationships", strconv.Itoa(g.Size))
	if out, err := made.CombinedOutput(); err != nil {
		return fmt.Errorf("make_scale.py: %w\n%s", err, out)
	}
	return os.Rename(part, g.Folder)
}

// count reads what is to be known of the actors and ties.
func (g *Graph) count() error {
	g.degrees = make(map[string]int, g.Size/10)
	g.names = make(map[string]string, g.Size/10)
	for actor, err := range g.Actors() {
		if err != nil {
			return err
		}
		g.names[strings.Clone(actor.ID)] = strings.Clone(actor.Name)
	}
	n := 0
	for tie, err := range g.Ties() {
		if err != nil {
			return err
		}
		g.degrees[tie.From]++
		g.degrees[tie.To]++
		if n++; n%disputedOf == 0 {
			g.disputed = append(g.disputed, tie.ID)
		} else if tie.Open {
			g.open = append(g.open, tie.ID)
		}
	}
	return nil
}
