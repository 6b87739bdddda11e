package command

import (
	"database/sql"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"entente/kg"
	"entente/seed"
	"entente/store"
)

// plant writes the starting graph.
func (d *desk) plant(address string) {
	d.Helper()
	opened, err := store.Open(d.Context(), address)
	if err != nil {
		d.Fatal(err)
	}
	batch, err := seed.Batch()
	if err == nil {
		_, err = kg.NewGraph(opened, time.Now).Write(d.Context(), batch)
	}
	if err = errors.Join(err, opened.Close()); err != nil {
		d.Fatal(err)
	}
}

// damage runs a statement on a file past the store.
func (d *desk) damage(path, statement string) {
	d.Helper()
	db, err := sql.Open("sqlite", path)
	if err == nil {
		_, err = db.Exec(statement)
		err = errors.Join(err, db.Close())
	}
	if err != nil {
		d.Fatal(err)
	}
}

func TestTheStartingGraphIsSound(t *testing.T) {
	d := newDesk(t)
	d.plant("file:data/entente.db")
	if out := d.ok("check"); !strings.HasPrefix(out, "no findings in ") {
		t.Errorf("check: got %q, want no findings", out)
	}
	if out := d.ok("check", "--json"); out != "" {
		t.Errorf("check --json: got %q, want no line", out)
	}
}

func TestFindingsAreLinesAndAnExitCode(t *testing.T) {
	d := newDesk(t)
	d.write("small.jsonl", small)
	d.ok("import", "small.jsonl")
	d.damage("data/entente.db", "UPDATE record SET label = 'x' WHERE id = 'a'")
	err := d.run("check")
	var exit *ExitError
	if !errors.As(err, &exit) || exit.Code != 3 {
		t.Errorf("check: got error %v, want exit code 3", err)
	}
	if out := d.out.String(); !strings.HasPrefix(out, "INDEX a: ") || strings.Count(out, "\n") != 1 {
		t.Errorf("check: got %q, want one line about a", out)
	}
	if err := d.run("check", "--json"); err == nil {
		t.Error("check --json: got no error, want one")
	}
	var f kg.Finding
	if err := json.Unmarshal(d.out.Bytes(), &f); err != nil || f.Kind != kg.FindingIndex || f.Record != "a" || f.Remedy == "" {
		t.Errorf("check --json: got %q, %v; want a finding about a", d.out.String(), err)
	}
}

func TestWhatCannotBeCheckedIsNoFinding(t *testing.T) {
	d := newDesk(t)
	d.refused("there is no graph", "check")
	d.serve("file:data/entente.db")
	d.refused("or check a backup", "check")
	err := d.run("check")
	if exit, is := errors.AsType[*ExitError](err); is {
		t.Errorf("check of a graph that a server has: got exit code %d, want that of any error", exit.Code)
	}
}
