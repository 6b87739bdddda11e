package neo4j

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/internal/neo4jlocal/neo4jtest"
	"entente/kg"
)

// crowd is how many actors the history has: their versions are more than one step
// of a migration fills.
const crowd = migrateChunk/2 + 50

// history writes a graph in which everything changes, and returns when.
func history(t *testing.T, s *Store) []kg.RecordedTime {
	t.Helper()
	var moments []kg.RecordedTime
	write := func(writes ...kg.Write) {
		b := kg.Batch{ID: fmt.Sprintf("b%d", len(moments)), Writer: "tester", Writes: writes}
		receipt, err := s.Apply(t.Context(), b)
		if err != nil {
			t.Fatalf("Apply: got error %v, want a receipt", err)
		}
		moments = append(moments, receipt.RecordedAt)
	}
	all := func(records ...kg.Record) []kg.Write { return batchOf("", records...).Writes }
	hidden := actor("hidden", "Shown at first")
	hidden.Access = kg.AccessRestricted
	moved := tie("r", "b", "a")
	moved.Validity = lasting(5, 50)
	write(all(source("press"), actor("a", "First"), actor("b", "B"), actor("gone", "Gone"),
		actor("hidden", "Shown at first"), tie("r", "a", "b"), claim("c", "r", "press"))...)
	write(all(actor("a", "Second"), moved, hidden)...)
	write(kg.Write{Record: actor("gone", "Gone"), Expect: kg.AnyVersion, Retract: true},
		kg.Write{Record: claim("c", "r", "press"), Expect: kg.AnyVersion, Retract: true})
	for round := range 3 {
		var many []kg.Record
		for i := range crowd {
			id := kg.ID(fmt.Sprintf("actor-%03d", i))
			many = append(many, actor(id, fmt.Sprintf("Round %d", round)))
		}
		write(all(many...)...)
	}
	write(all(actor("a", "Third"), source("gone"))...)
	return moments
}

// seen is what a store shows at the moments, to editors and to all.
func seen(t *testing.T, s *Store, moments []kg.RecordedTime) (answers []any) {
	t.Helper()
	add := func(answer any, err error) {
		if err != nil {
			t.Fatalf("reading the past: got error %v, want none", err)
		}
		answers = append(answers, answer)
	}
	ctx := t.Context()
	for i := range 2 * len(moments) {
		v := kg.View{Known: moments[i/2], Restricted: i%2 == 0}
		var records []kg.Record
		for record, err := range s.All(ctx, v) {
			if err != nil {
				t.Fatalf("All: got error %v, want none", err)
			}
			records = append(records, record)
		}
		add(records, nil)
		add(s.Records(ctx, v, []kg.ID{"a", "b", "gone", "hidden", "r", "c"}))
		queries := []kg.Query{
			{Class: kg.ClassRelationship, Of: "a", Direction: kg.DirectionOut},
			{Class: kg.ClassRelationship, Of: "a", Direction: kg.DirectionIn},
			{Class: kg.ClassClaim, About: "r"},
			{Class: kg.ClassEntity, Order: kg.Order{Field: kg.OrderName}, Limit: 5},
		}
		add(s.Find(ctx, v, queries))
		add(s.Count(ctx, v, queries))
		var probes []kg.NameProbe
		for _, text := range []string{"first", "second", "gone", "shown at first", "round 1"} {
			probes = append(probes, kg.NameProbe{Form: kg.NameFull, Text: text, Limit: 3})
		}
		add(s.Search(ctx, v, probes))
	}
	return answers
}

// makeOld brings the test database to what schema version 1 would have written.
func makeOld(t *testing.T, driver neo4j.DriverWithContext) {
	t.Helper()
	for _, text := range []string{
		`MATCH (v:Version) SET v = {recordId: v.recordId, class: v.class, kind: v.kind,
			name: v.name, restricted: v.restricted, version: v.version,
			recordedFrom: v.recordedFrom, recordedTo: v.recordedTo, sequence: v.sequence,
			body: v.body}`,
		"MATCH (k:PastNameKey) DELETE k",
		"MATCH (k:NameKey) REMOVE k.recordedFrom",
		"MATCH (m:Meta) SET m.schemaVersion = 1",
		"DROP INDEX entente_version_class",
		"DROP INDEX entente_version_from",
		"DROP INDEX entente_version_to",
		"DROP INDEX entente_version_about",
		"DROP INDEX entente_pastnamekey_text",
		"DROP INDEX entente_relationship_by_kind",
		"CREATE INDEX entente_version_recorded FOR (n:Version) ON (n.recordedTo)",
	} {
		cypher(t, driver, text, nil)
	}
}

// ticking returns a clock that moves on by a second whenever it is read.
func ticking() func() time.Time {
	now := time.Date(2026, 2, 1, 8, 0, 0, 0, time.UTC)
	return func() time.Time {
		now = now.Add(time.Second)
		return now
	}
}

// TestMigration opens data of schema version 1 by two programs at once, after a
// third was cut off in the middle. The past is then as version 2 would have kept it.
func TestMigration(t *testing.T) {
	s := openEmpty(t, Clock(ticking()))
	moments := history(t, s)
	want := seen(t, s, moments)
	target, driver := neo4jtest.ForTest(t), driverFor(t)
	makeOld(t, driver)

	next, err := s.migrateStep(t.Context(), (*migration).fillVersions, "")
	if err != nil || next == "" {
		t.Fatalf("the first step: got %q, %v, want an id to go on from", next, err)
	}
	if got := schemaOf(t, driver); got != 1 {
		t.Fatalf("schema version in the middle: got %d, want 1", got)
	}
	opened := make(chan error)
	for range 2 {
		go func() {
			other, err := Open(t.Context(), target.URI, Credentials(target.Username, target.Password))
			if err == nil {
				err = other.Close()
			}
			opened <- err
		}()
	}
	for range 2 {
		if err := <-opened; err != nil {
			t.Errorf("Open: got error %v, want a migrated store", err)
		}
	}
	if got := schemaOf(t, driver); got != schemaVersion {
		t.Errorf("schema version: got %d, want %d", got, schemaVersion)
	}
	if diff := cmp.Diff(want, seen(t, openAt(t, target), moments)); diff != "" {
		t.Errorf("the past after the migration differs (-want +got):\n%s", diff)
	}
	const old = "SHOW INDEXES YIELD name WHERE name = 'entente_version_recorded' RETURN name"
	if got := cypher(t, driver, old, nil).Records; len(got) > 0 {
		t.Errorf("the index of schema version 1: got it, want it dropped")
	}
	put(t, s, "later", actor("b", "Later"))
	if diff := cmp.Diff(want, seen(t, s, moments)); diff != "" {
		t.Errorf("the past after a write differs (-want +got):\n%s", diff)
	}
}

func schemaOf(t *testing.T, driver neo4j.DriverWithContext) int64 {
	t.Helper()
	result := cypher(t, driver, "MATCH (m:Meta) RETURN m.schemaVersion", nil)
	return result.Records[0].Values[0].(int64)
}
