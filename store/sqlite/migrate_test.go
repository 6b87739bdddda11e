package sqlite_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"entente/kg"
	"entente/store/sqlite"
	"entente/store/storetest"
)

// pastBatches are batches that supersede and retract records of all classes, hide and
// reveal them, and give an id to another class.
func pastBatches(t *testing.T) []kg.Batch {
	t.Helper()
	source := func(title string) *kg.Source {
		return &kg.Source{Header: kg.Header{ID: "press"}, Title: title}
	}
	named := func(id kg.ID, names ...string) *kg.Entity {
		e := newActor(id)
		e.Names = nil
		for _, name := range names {
			e.Names = append(e.Names, kg.Name{Text: name, Kind: kg.NameAlias})
		}
		return e
	}
	hidden := named("b", "Hidden")
	hidden.Access = kg.AccessRestricted
	oneWay := newTie(t, "r", "c", "a", "2015/2016")
	oneWay.Symmetric, oneWay.Type = false, "custody"
	secret := newTie(t, "r", "a", "b", "2014/2020")
	secret.Restricted = true
	claim := func(rank kg.Rank) *kg.Claim {
		return &kg.Claim{
			Header: kg.Header{ID: "claim"}, About: "r", Property: "exists", Stance: kg.StanceAsserts,
			Source: "press", Rank: rank, SaidAt: "2025-01",
		}
	}
	retract := func(id string, records ...kg.Record) kg.Batch {
		b := batchOf(id, records...)
		for i := range b.Writes {
			b.Writes[i].Retract = true
		}
		return b
	}
	return []kg.Batch{
		batchOf("first", source("The Press"), named("a", "Jolani", "Abu Mohammad"), named("b", "B"),
			named("c", "Ç"), newTie(t, "r", "a", "b", "2014/2020"), newTie(t, "self", "a", "a", "2014"),
			claim(kg.RankNormal), &kg.Term{Header: kg.Header{ID: "kind:state"}}),
		batchOf("change", named("a", "Sharaa"), oneWay, claim(kg.RankPreferred), source("Press")),
		batchOf("hide", hidden, secret),
		retract("retract", claim(kg.RankNormal), secret, newTie(t, "self", "a", "a", "2014")),
		batchOf("again", named("b", "B"), newTie(t, "r", "b", "c", "/2021")),
		retract("empty", newTie(t, "r", "b", "c", "/2021"), named("b", "B")),
		batchOf("class", &kg.Source{Header: kg.Header{ID: "b"}, Title: "B"}),
		batchOf("last", named("a", "Jolani"), newTie(t, "r", "c", "a", "2015/2016")),
	}
}

// writePast applies the batches to a store in a new file and to a model, a second
// apart. It returns the file's name, the model and the moments of the batches.
func writePast(t *testing.T) (string, *storetest.Model, []kg.RecordedTime) {
	t.Helper()
	now := time.Date(2026, 2, 1, 8, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	path, model := newPath(t), storetest.NewModel(clock)
	s := openAt(t, path, sqlite.Clock(clock))
	var moments []kg.RecordedTime
	for _, b := range pastBatches(t) {
		now = now.Add(time.Second)
		moments = append(moments, apply(t, s, b).RecordedAt)
		apply(t, model, b)
	}
	closeNow(t, s)
	return path, model, moments
}

// database opens a file with other means than a Store, on one connection.
func database(t *testing.T, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	return db
}

// asVersion1 writes what is in a file into a new one as version 1 of the tables had
// it: bodies are all that it kept of superseded versions.
func asVersion1(t *testing.T, path string) string {
	t.Helper()
	older := newPath(t)
	statements := []string{
		sqlite.Migration(1), fmt.Sprintf("PRAGMA application_id = %d", sqlite.ApplicationID),
		"PRAGMA user_version = 1", "ATTACH '" + path + "' AS newer", "DELETE FROM meta",
		"INSERT INTO version SELECT record, version, class, restricted, recorded_from," +
			" recorded_to, sequence, body FROM newer.version ORDER BY number",
	}
	for _, table := range []string{
		"record", "edge", "reference", "name_key", "change", "receipt", "meta",
	} {
		statements = append(statements,
			fmt.Sprintf("INSERT INTO main.%[1]s SELECT * FROM newer.%[1]s", table))
	}
	foreign(t, older, statements...)
	return older
}

// contents returns the schema of a file and the rows of all of its tables.
func contents(t *testing.T, path string) []string {
	t.Helper()
	db := database(t, path)
	defer db.Close()
	lines := texts(t, db, "SELECT name || ': ' || coalesce(sql, '') FROM sqlite_schema ORDER BY name")
	lines = append(lines, texts(t, db, "SELECT user_version FROM pragma_user_version")...)
	for _, table := range texts(t, db,
		"SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name") {
		columns := strings.Join(texts(t, db, "SELECT name FROM pragma_table_info('"+table+"')"), ", ")
		rows := texts(t, db, fmt.Sprintf("SELECT json_array(%s) FROM %s ORDER BY %[1]s", columns, table))
		for _, row := range rows {
			lines = append(lines, table+" "+row)
		}
	}
	return lines
}

// texts returns the first column of what a statement selects.
func texts(t *testing.T, db *sql.DB, statement string) []string {
	t.Helper()
	rows, err := db.Query(statement)
	if err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
	defer rows.Close()
	var list []string
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			t.Fatal(err)
		}
		list = append(list, text)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return list
}

// TestMigratedFileIsLikeOneWrittenNow compares all tables.
func TestMigratedFileIsLikeOneWrittenNow(t *testing.T) {
	path, _, _ := writePast(t)
	older := asVersion1(t, path)
	closeNow(t, openAt(t, older))
	if diff := cmp.Diff(contents(t, path), contents(t, older)); diff != "" {
		t.Errorf("the migrated file: (-want +got):\n%s", diff)
	}
}

// TestMigratedFileShowsThePast compares it with the model at and around each write.
func TestMigratedFileShowsThePast(t *testing.T) {
	path, model, moments := writePast(t)
	older := asVersion1(t, path)
	for name, option := range map[string]sqlite.Option{
		"a short history": sqlite.Readers(1), "a long history": sqlite.WalkHistory(),
	} {
		s := openAt(t, older, option)
		for i, moment := range moments {
			for _, known := range []kg.RecordedTime{moment - 1, moment, moment + 1} {
				for _, v := range []kg.View{{Known: known}, {Known: known, Restricted: true}} {
					want, got := shown(t, model, v), shown(t, s, v)
					if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
						t.Errorf("%s, %d µs after write %d, restricted %t: (-want +got):\n%s",
							name, known-moment, i+1, v.Restricted, diff)
					}
				}
			}
		}
		closeNow(t, s)
	}
}

// shown returns what a store shows through every door.
func shown(t *testing.T, s kg.Store, v kg.View) []any {
	t.Helper()
	var answers []any
	for record, err := range s.All(t.Context(), v) {
		if err != nil {
			t.Fatalf("All: got error %v, want none", err)
		}
		answers = append(answers, record)
	}
	records, err := s.Records(t.Context(), v, []kg.ID{"a", "b", "c", "r", "self", "claim", "press"})
	queries := []kg.Query{
		{Class: kg.ClassRelationship, Of: "a", Order: kg.Order{Field: kg.OrderStart}},
		{Class: kg.ClassRelationship, Of: "b", Order: kg.Order{Field: kg.OrderName}},
		{Class: kg.ClassRelationship, Order: kg.Order{Field: kg.OrderEnd, Descending: true}},
		{Class: kg.ClassEntity, Order: kg.Order{Field: kg.OrderName}},
		{Class: kg.ClassClaim, About: "r", Order: kg.Order{Field: kg.OrderRank}},
	}
	found, findErr := s.Find(t.Context(), v, queries)
	tallies, countErr := s.Count(t.Context(), v, queries)
	hits, searchErr := s.Search(t.Context(), v, []kg.NameProbe{
		{Form: kg.NameFull, Text: "jolani", Limit: 9},
		{Form: kg.NameToken, Prefix: true, Limit: 9},
	})
	if err := errors.Join(err, findErr, countErr, searchErr); err != nil {
		t.Fatalf("reads as of %d: got error %v, want none", v.Known, err)
	}
	return append(answers, records, found, tallies, hits)
}

// TestFailedMigrationLeavesTheFile has a body that cannot be read, and a caller who
// does not wait.
func TestFailedMigrationLeavesTheFile(t *testing.T) {
	path, _, _ := writePast(t)
	older := asVersion1(t, path)
	foreign(t, older, "UPDATE version SET body = '{' WHERE record = 'claim' AND version = 2",
		"PRAGMA journal_mode = WAL")
	before := contents(t, older)
	refused(t, older, "version 2", "version 2 of claim")
	if diff := cmp.Diff(before, contents(t, older)); diff != "" {
		t.Errorf("after a failed migration: (-want +got):\n%s", diff)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := sqlite.Open(ctx, older); !errors.Is(err, context.Canceled) {
		t.Errorf("Open: got error %v, want one that wraps context.Canceled", err)
	}
	if diff := cmp.Diff(before, contents(t, older)); diff != "" {
		t.Errorf("after an ended context: (-want +got):\n%s", diff)
	}
}
