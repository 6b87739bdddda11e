package sqlite_test

import (
	"strings"
	"testing"
	"time"

	"entente/kg"
	"entente/store/storetest"
)

// allowed returns a graph that the rules of kg allow: terms, a source, three actors, ties,
// claims, and a history of each.
func allowed(tb testing.TB, s kg.Store) *kg.Graph {
	tb.Helper()
	g := kg.NewGraph(s, time.Now)
	tie := func(validity string) *kg.Relationship {
		r := newTie(tb, "ab", "a", "b", validity)
		r.Sources = []kg.ID{"press"}
		return r
	}
	claim := &kg.Claim{
		Header: kg.Header{ID: "said"}, About: "ab", Property: "exists", Source: "press",
		Value: kg.Value{Type: kg.ValueNone}, Stance: kg.StanceAsserts, Rank: kg.RankNormal, AssertedBy: "c",
	}
	renamed := newActor("a")
	renamed.Names = append(renamed.Names, kg.Name{Text: "Another name", Kind: kg.NameAlias})
	write := func(writes ...kg.Write) {
		tb.Helper()
		if _, err := g.Write(tb.Context(), kg.Batch{Writer: "tester", Writes: writes}); err != nil {
			tb.Fatal(err)
		}
	}
	put := func(r kg.Record) kg.Write { return kg.Write{Record: r, Expect: kg.AnyVersion} }
	write(put(&kg.Term{
		Header: kg.Header{ID: kg.TermID(kg.TermKindOfEntity, "state")}, TermKind: kg.TermKindOfEntity,
		Name: "state", Label: "state", Classes: []kg.EntityClass{kg.ClassActor},
	}), put(&kg.Term{
		Header:   kg.Header{ID: kg.TermID(kg.TermRelationshipType, "partnership")},
		TermKind: kg.TermRelationshipType, Name: "partnership", Label: "partnership", Symmetric: true,
		Sign: kg.SignCooperative,
	}), put(&kg.Term{
		Header:   kg.Header{ID: kg.TermID(kg.TermClaimProperty, "exists")},
		TermKind: kg.TermClaimProperty, Name: "exists", Label: "exists", ValueType: kg.ValueNone,
	}), put(&kg.Source{Header: kg.Header{ID: "press"}, Title: "The press"}))
	write(put(newActor("a")), put(newActor("b")), put(newActor("c")), put(tie("2014/2020")), put(claim))
	write(put(renamed), put(tie("2015/2020")))
	write(kg.Write{Record: claim, Retract: true, Expect: kg.AnyVersion})
	write(put(claim))
	gone := newActor("gone")
	write(put(gone))
	write(kg.Write{Record: gone, Retract: true, Expect: kg.AnyVersion})
	return g
}

// audited returns what a graph finds wrong with itself.
func audited(tb testing.TB, g *kg.Graph) (findings []kg.Finding) {
	tb.Helper()
	_, err := g.Audit(tb.Context(), kg.AuditReport{
		Found: func(f kg.Finding) { findings = append(findings, f) }, Progress: func(string, int) {},
	})
	if err != nil {
		tb.Fatalf("Audit: got error %v, want findings", err)
	}
	return findings
}

// number selects the number of a record or of a version.
func number(id string) string { return "(SELECT number FROM record WHERE id = '" + id + "')" }

func TestEveryDamageIsFoundAndNamed(t *testing.T) {
	const body = "UPDATE record SET body = "
	for _, tt := range []struct {
		name, damage string
		kind         kg.FindingKind
		record       kg.ID
		says         string
	}{
		{"nothing", "SELECT 1", "", "", ""},
		{"a body that is no JSON", body + "'{' WHERE id = 'b'", kg.FindingUnreadable, "b", "body"},
		{"a body of another", body + "replace(body, 'press', 'pr') WHERE id = 'press'", kg.FindingIndex, "press", "that of pr"},
		{"a past body that is no JSON", "UPDATE version SET body = '{' WHERE record = 'a'", kg.FindingUnreadable, "a", "body"},
		{"a label", "UPDATE record SET label = 'x' WHERE id = 'a'", kg.FindingIndex, "a", "lists find it by"},
		{"a restriction", "UPDATE record SET restricted = 1 WHERE id = 'a'", kg.FindingIndex, "a", "lists find it by"},
		{"a past key", "UPDATE version SET kind = 'x' WHERE record = 'a'", kg.FindingIndex, "a", "lists find it by"},
		{"an end", "UPDATE record SET to_number = " + number("c") + " WHERE id = 'ab'", kg.FindingIndex, "ab", "ends"},
		{"an edge that is gone", "DELETE FROM edge WHERE entity = " + number("a"), kg.FindingIndex, "ab", "table edge"},
		{"an edge of nothing", "UPDATE edge SET number = 900 WHERE entity = " + number("a"), kg.FindingIndex, "", "900"},
		{"an edge of another time", "UPDATE edge SET end_latest = 7", kg.FindingIndex, "ab", "table edge"},
		{"a past edge", "DELETE FROM past_edge WHERE entity = 'b'", kg.FindingIndex, "ab", "table past_edge"},
		{"a name that is gone", "DELETE FROM name_key WHERE id = 'b' AND form = 'FULL'", kg.FindingIndex, "b", "lacks 1"},
		{"a name too many", "INSERT INTO name_key SELECT form, 'x', folded, id, name, kind, entity, entity_class," +
			" restricted FROM name_key WHERE id = 'b' AND form = 'FULL'", kg.FindingIndex, "b", "has 1 rows"},
		{"a past name", "DELETE FROM past_name_key WHERE id = 'a'", kg.FindingIndex, "a", "table past_name_key"},
		{"a reference", "DELETE FROM reference WHERE record = " + number("said"), kg.FindingIndex, "said", "table reference"},
		{"an index", "DROP INDEX record_by_kind", kg.FindingIndex, "", "record_by_kind"},
		{
			"an entity that is gone", "DELETE FROM name_key WHERE id = 'c'; DELETE FROM record WHERE id = 'c'",
			kg.FindingDangling, "said", "assertedBy: `c`",
		},
		{"a source that is gone", "DELETE FROM record WHERE id = 'press'", kg.FindingDangling, "ab", "sources: `press`"},
		{"no source", body + "json_remove(body, '$.sources') WHERE id = 'ab';" +
			" DELETE FROM reference WHERE record = " + number("ab"), kg.FindingUnsourced, "ab", "at least one source"},
		{"a type that is not in the vocabulary", "UPDATE record SET label = 'x', kind = 'x', body =" +
			" json_set(body, '$.type', 'x') WHERE id = 'ab'; UPDATE edge SET kind = 'x'", kg.FindingRule, "ab", "type: `x`"},
		{"a rule", body + "json_set(body, '$.sign', 'GOOD') WHERE id = 'ab'", kg.FindingRule, "ab", "sign: `GOOD`"},
		{"a derived restriction", "UPDATE record SET restricted = 1, body = json_set(body, '$.restricted', json('true'))" +
			" WHERE id = 'ab'; UPDATE edge SET restricted = 1", kg.FindingStale, "ab", "rests on"},
		{"a change that is gone", "DELETE FROM change WHERE record = 'a' AND version = 1", kg.FindingHistory, "a", "version 1"},
		{"the last change of a record", "DELETE FROM change WHERE record = 'a' AND version = 2", kg.FindingHistory, "a", "version 2"},
		{
			"a version that is gone", "DELETE FROM past_name_key; DELETE FROM version WHERE record = 'gone'",
			kg.FindingLog, "gone", "tells of version 1",
		},
		{
			"a gap in a history", "UPDATE version SET recorded_from = recorded_to + 1 WHERE record = 'said'",
			kg.FindingHistory, "said", "ended before it began",
		},
		{"a moment of the log", "UPDATE change SET recorded_at = 5 WHERE record = 'gone'", kg.FindingLog, "gone", "1970"},
		{"the end of the log", "UPDATE meta SET sequence = sequence + 1", kg.FindingLog, "", "the store says"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := newPath(t)
			s := openAt(t, path)
			allowed(t, s)
			closeNow(t, s)
			foreign(t, path, strings.Split(tt.damage, ";")...)
			findings := audited(t, kg.NewGraph(openAt(t, path), time.Now))
			storetest.WantFinding(t, findings, kg.Finding{Kind: tt.kind, Record: tt.record, What: tt.says})
		})
	}
}

// TestADamagedIndexIsFound has an index of SQLite itself lack a row.
func TestADamagedIndexIsFound(t *testing.T) {
	path := newPath(t)
	s := openAt(t, path)
	allowed(t, s)
	closeNow(t, s)
	// An index over less than it says: SQLite keeps the rows that were in it.
	foreign(t, path, "DROP INDEX record_by_id", "CREATE UNIQUE INDEX record_by_id ON record (id) WHERE id <> 'a'",
		"PRAGMA writable_schema = ON", "UPDATE sqlite_schema SET sql ="+
			" 'CREATE UNIQUE INDEX record_by_id ON record (id)' WHERE name = 'record_by_id'")
	findings := audited(t, kg.NewGraph(openAt(t, path), time.Now))
	if len(findings) == 0 || findings[0].Kind != kg.FindingDamaged || !strings.Contains(findings[0].What, "record_by_id") {
		t.Errorf("got %v, want those that say that record_by_id is damaged", findings)
	}
}
