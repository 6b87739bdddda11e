package neo4j

import (
	"testing"
	"time"

	"entente/kg"
	"entente/store/storetest"
)

// allowed writes what kg's rules do not mind, with a history: a is renamed and their tie
// moved, gone is retracted.
func allowed(t *testing.T, s kg.Store) {
	t.Helper()
	one := tie("ab", "a", "b")
	one.Sources = []kg.ID{"press"}
	moved := *one
	moved.Validity = lasting(10, 20)
	put(t, s, "1", source("press"), actor("a", "Amal"), actor("b", "Badr"), actor("gone", "Gone"), one,
		claim("said", "ab", "press"))
	put(t, s, "2", actor("a", "Another"), &moved)
	_, err := s.Apply(t.Context(), kg.Batch{ID: "3", Writer: "tester", Writes: []kg.Write{
		{Record: actor("gone", "Gone"), Retract: true, Expect: kg.AnyVersion},
	}})
	if err != nil {
		t.Fatal(err)
	}
}

func TestEveryDamageIsFoundAndNamed(t *testing.T) {
	s := openEmpty(t)
	driver := driverFor(t)
	for _, tt := range []struct {
		name, damage string
		kind         kg.FindingKind
		record       kg.ID
		says         string
	}{
		{"nothing", "RETURN 1", "", "", ""},
		{"a body", "MATCH (n:Record {id: 'b'}) SET n.body = '{'", kg.FindingUnreadable, "b", "body"},
		{"a past body", "MATCH (n:Version {recordId: 'a'}) SET n.body = '{'", kg.FindingUnreadable, "a", "body"},
		{"a property", "MATCH (n:Record {id: 'b'}) SET n.orderName = 'x'", kg.FindingIndex, "b", "orderName"},
		{"a time", "MATCH (n:Record {id: 'ab'}) SET n.endLatest = 3", kg.FindingIndex, "ab", "endLatest"},
		{"a past property", "MATCH (n:Version {recordId: 'ab'}) SET n.kind = 'x'", kg.FindingIndex, "ab", "kind"},
		{"what is hidden", "MATCH (n:Version {recordId: 'gone'}) SET n.hidden = true", kg.FindingIndex, "gone", "hidden"},
		{"a label", "MATCH (n:Record {id: 'b'}) REMOVE n:Actor", kg.FindingIndex, "b", "labels"},
		{"a reference", "MATCH (:Record {id: 'said'})-[r:cites]->() DELETE r", kg.FindingIndex, "said", "references"},
		{"a tie that is gone", "MATCH ()-[r:ARMED_CONFLICT]->() DELETE r", kg.FindingIndex, "ab", "native"},
		{"a tie of another time", "MATCH ()-[r:ARMED_CONFLICT]->() SET r.endLatest = 3", kg.FindingIndex, "ab", "native"},
		{
			"a tie twice", "MATCH (a)-[r:ARMED_CONFLICT]->(b) CREATE (a)-[q:ARMED_CONFLICT]->(b) SET q = r",
			kg.FindingIndex, "ab", "native",
		},
		{
			"a tie of nothing", "MATCH (a {id: 'a'}) MATCH (b {id: 'b'}) CREATE (a)-[:X {id: 'x'}]->(b)",
			kg.FindingIndex, "x", "no such record",
		},
		{"a name", "MATCH (k:NameKey {entityId: 'b', form: 'FULL'}) DELETE k", kg.FindingIndex, "b", "names"},
		{
			"a name twice", "MATCH (k:NameKey {entityId: 'b', form: 'FULL'}) CREATE (c:NameKey) SET c = k",
			kg.FindingIndex, "b", "names",
		},
		{"a name of nobody", "CREATE (:NameKey {entityId: 'nobody'})", kg.FindingIndex, "nobody", "no such entity"},
		{"a past name", "MATCH (k:PastNameKey {entityId: 'a', form: 'FULL'}) DELETE k", kg.FindingIndex, "a", "past"},
		{"a past name of nobody", "CREATE (:PastNameKey {entityId: 'nobody'})", kg.FindingIndex, "nobody", "never was"},
		{"a record that is gone", "MATCH (n:Record {id: 'said'}) DETACH DELETE n", kg.FindingLog, "said", "not there"},
		{"an end that is gone", "MATCH (n:Record {id: 'b'}) DETACH DELETE n", kg.FindingDangling, "ab", "to: `b`"},
		{"a version that is gone", "MATCH (v:Version {recordId: 'a'}) DELETE v", kg.FindingHistory, "a", "version 1"},
		{"a change that is gone", "MATCH (c:Change {record: 'b'}) DELETE c", kg.FindingLog, "b", "does not tell"},
		{"a moment of the log", "MATCH (c:Change {record: 'gone'}) SET c.recordedAt = 5", kg.FindingLog, "gone", "1970"},
		{"the end of the log", "MATCH (m:Meta) SET m.sequence = m.sequence + 1", kg.FindingLog, "", "the store says"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			cypher(t, driver, "MATCH (n) WHERE NOT n:EntenteTest AND NOT n:Meta DETACH DELETE n", nil)
			cypher(t, driver, "MATCH (m:Meta) SET m.sequence = 0, m.recordedAt = 0", nil)
			allowed(t, s)
			cypher(t, driver, tt.damage, nil)
			var findings []kg.Finding
			_, err := kg.NewGraph(s, time.Now).Audit(t.Context(), kg.AuditReport{
				Found: func(f kg.Finding) {
					if f.Kind != kg.FindingRule { // there is no vocabulary
						findings = append(findings, f)
					}
				},
				Progress: func(string, int) {},
			})
			if err != nil {
				t.Fatalf("Audit: got error %v, want findings", err)
			}
			storetest.WantFinding(t, findings, kg.Finding{Kind: tt.kind, Record: tt.record, What: tt.says})
		})
	}
}
