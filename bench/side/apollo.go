package side

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"entente/bench/load"
)

// ErrNotInstalled says that what a peer needs is not on this machine.
var ErrNotInstalled = errors.New("the peer is not installed")

// An Apollo is a server of @neo4j/graphql, in as many processes as it was told.
type Apollo struct {
	*Process
	// Host is where it listens.
	Host string
	// PIDs are the numbers of all its processes.
	PIDs []int
}

// StartApollo starts the server in folder, which is bench/peers/neo4j-graphql, on a database
// that [LoadActors] filled. Each of its workers is a process; 0 is one for each processor.
// The error is an [ErrNotInstalled] where Node or its packages are missing.
func StartApollo(ctx context.Context, folder string, workers int, db Database) (*Apollo, error) {
	node, err := exec.LookPath("node")
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNotInstalled, err)
	}
	// npm writes this file last.
	if _, err := os.Stat(filepath.Join(folder, "node_modules", ".package-lock.json")); err != nil {
		return nil, fmt.Errorf("%w: run npm --prefix %s ci", ErrNotInstalled, folder)
	}
	cmd := exec.CommandContext(ctx, node, "server.mjs")
	cmd.Dir = folder
	cmd.Env = append(os.Environ(), "NODE_ENV=production", "PORT=0", "NEO4J_URI="+db.direct(),
		"NEO4J_USERNAME="+db.Username, "NEO4J_PASSWORD="+db.Password)
	if workers > 0 {
		cmd.Env = append(cmd.Env, "WORKERS="+strconv.Itoa(workers))
	}
	p, line, err := start(ctx, cmd, func(line string) (string, bool) {
		return line, strings.HasPrefix(line, `{"msg":"ready"`)
	})
	if err != nil {
		return nil, err
	}
	var told struct {
		URL       string
		Processes []int
	}
	if err := json.Unmarshal([]byte(line), &told); err != nil {
		return nil, errors.Join(fmt.Errorf("what the peer said: %w", err), p.Stop())
	}
	host := strings.TrimSuffix(strings.TrimPrefix(told.URL, "http://"), "/")
	return &Apollo{Process: p, Host: host, PIDs: told.Processes}, nil
}

//go:embed apollo.graphql
var apolloDocument string

// OneHop connects a client that asks for the actor of an id with its ties in force on a day.
func (a *Apollo) OneHop(id func(i int) string, day string) func() (load.Client, error) {
	return openHTTP(a.Host, func(i int) load.Message { return askApollo(id(i), day) })
}

// askApollo is the question for one actor. Its ties are in the answer, either way, each way
// as a list.
func askApollo(id, day string) load.Message {
	begins := fmt.Appendf(nil, `{"data":{"actors":[{"id":%s,"name":"`, quoted(id))
	return load.Message{
		Path: "/",
		Body: fmt.Appendf(nil, `{"query":%s,"variables":{"id":%s,"day":%s}}`,
			quotedDocument, quoted(id), quoted(day)),
		Check: func(body []byte) error {
			if !bytes.HasPrefix(body, begins) ||
				!bytes.Contains(body, []byte(`"outConnection":{"edges":[`)) ||
				!bytes.Contains(body, []byte(`"inConnection":{"edges":[`)) {
				return fmt.Errorf("not the ties of %s: %s", id, body)
			}
			return nil
		},
	}
}

var quotedDocument = quoted(apolloDocument)

// quoted writes a text as JSON.
func quoted(text string) []byte {
	written, err := json.Marshal(text)
	if err != nil {
		panic(err) // every text has one
	}
	return written
}
