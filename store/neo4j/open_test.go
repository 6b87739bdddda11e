package neo4j

import (
	"errors"
	"strings"
	"testing"

	"entente/internal/neo4jlocal/neo4jtest"
	"entente/kg"
)

// refusedAt opens the test database as it is, which must fail, and returns why.
func refusedAt(t *testing.T, target neo4jtest.Target) error {
	t.Helper()
	s, err := Open(t.Context(), target.URI, Credentials(target.Username, target.Password))
	if err == nil {
		_ = s.Close() // the failure is what is told
		t.Fatal("Open: got a store, want an error")
	}
	return err
}

// TestOpenRefusesForeignData leaves what is not Entente's as it is.
func TestOpenRefusesForeignData(t *testing.T) {
	target := neo4jtest.ForTest(t)
	target.ResetSchema(t)
	t.Cleanup(func() { target.Reset(t) })
	driver := driverFor(t)
	cypher(t, driver, "CREATE (:Person {name: 'Somebody'})-[:KNOWS]->(:Person)", nil)

	err := refusedAt(t, target)
	if !strings.Contains(err.Error(), "not Entente's") {
		t.Errorf("Open: got error %q, want one that says whose data it is", err)
	}
	const all = "MATCH (n) WHERE NOT n:EntenteTest RETURN labels(n)[0] AS l ORDER BY l"
	got := cypher(t, driver, all, nil).Records
	if len(got) != 2 || got[0].Values[0] != "Person" || got[1].Values[0] != "Person" {
		t.Errorf("the foreign database: got nodes %v, want the two persons", got)
	}
	const ours = "SHOW INDEXES YIELD name WHERE name STARTS WITH 'entente_' " +
		"AND name <> 'entente_test_mark' RETURN name"
	if got := cypher(t, driver, ours, nil).Records; len(got) > 0 {
		t.Errorf("the foreign database: got indexes %v, want none", got)
	}
}

// TestOpenRefusesNewerSchema leaves what a later program wrote as it is.
func TestOpenRefusesNewerSchema(t *testing.T) {
	s := openEmpty(t)
	put(t, s, "b1", actor("a", "A"))
	target, driver := neo4jtest.ForTest(t), driverFor(t)
	cypher(t, driver, "MATCH (m:Meta) SET m.schemaVersion = 3", nil)

	err := refusedAt(t, target)
	for _, want := range []string{"version 3", "version 2"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("Open: got error %q, want one that names %s", err, want)
		}
	}
	got := cypher(t, driver, "MATCH (m:Meta) RETURN m.schemaVersion, m.sequence", nil).Records
	if got[0].Values[0] != int64(3) || got[0].Values[1] != int64(1) {
		t.Errorf("the meta node: got %v, want schema 3 and sequence 1", got[0].Values)
	}
}

// TestOpenAgain finds everything that an earlier store wrote, and makes the schema
// in a database that has none.
func TestOpenAgain(t *testing.T) {
	target := neo4jtest.ForTest(t)
	target.ResetSchema(t)
	first := openAt(t, target)
	receipt := put(t, first, "b1", actor("a", "A"))
	second := openAt(t, target)
	got, err := second.Records(t.Context(), kg.View{}, []kg.ID{"a"})
	if err != nil || got[0] == nil || got[0].Head().RecordedAt != receipt.RecordedAt {
		t.Errorf("Records: got %v, %v, want the record of %v", got, err, receipt.RecordedAt)
	}
	const names = "SHOW INDEXES YIELD name, state WHERE state = 'ONLINE' RETURN name"
	there := map[string]bool{}
	for _, record := range cypher(t, driverFor(t), names, nil).Records {
		there[record.Values[0].(string)] = true
	}
	for name := range schemaStatements {
		if !there[name] {
			t.Errorf("the schema: got no index %s that is online", name)
		}
	}
}

// TestOpenWithoutServer says that nobody answers, and where.
func TestOpenWithoutServer(t *testing.T) {
	_, err := Open(t.Context(), "bolt://127.0.0.1:1")
	if !errors.Is(err, kg.ErrUnavailable) || !strings.Contains(err.Error(), "127.0.0.1:1") {
		t.Errorf("Open: got error %v, want ErrUnavailable with the address", err)
	}
}

// TestOpenRefusesWrongPassword says what is wrong and never repeats the password.
func TestOpenRefusesWrongPassword(t *testing.T) {
	target := neo4jtest.ForTest(t)
	target.Password = "not-the-password"
	err := refusedAt(t, target)
	if !strings.Contains(err.Error(), "password") || strings.Contains(err.Error(), target.Password) {
		t.Errorf("Open: got error %q, want one about the password that does not repeat it", err)
	}
}

func TestAddresses(t *testing.T) {
	tests := []struct{ give, target, database, refused string }{
		{"neo4j://db.example:7687", "neo4j://db.example:7687", "", ""},
		{"bolt+s://db.example?database=entente", "bolt+s://db.example", "entente", ""},
		{"neo4j://db.example?policy=eu&database=x", "neo4j://db.example?policy=eu", "x", ""},
		{"file:graph.db", "", "", "scheme"},
		{"neo4j://", "", "", "host"},
		{"neo4j://me:secret@db.example", "", "", "user or password"},
		{"neo4j://%zz", "", "", "not an address"},
	}
	for _, tt := range tests {
		target, database, err := parseAddress(tt.give)
		if target != tt.target || database != tt.database || (err == nil) != (tt.refused == "") {
			t.Errorf("parseAddress(%q): got %q, %q, %v, want %q, %q",
				tt.give, target, database, err, tt.target, tt.database)
		}
		var invalid *kg.InvalidError
		if tt.refused != "" && (!errors.As(err, &invalid) || !strings.Contains(err.Error(), tt.refused)) {
			t.Errorf("parseAddress(%q): got error %v, want an InvalidError on %q", tt.give, err, tt.refused)
		}
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("parseAddress(%q): got error %q, want one without the password", tt.give, err)
		}
	}
}

func TestServersTooOld(t *testing.T) {
	for agent, want := range map[string]bool{
		"Neo4j/5.26.0": true, "Neo4j/5.27.0": true, "Neo4j/2025.08.1": true, "Neo4j/6.0.0": true,
		"Neo4j/5.25.1": false, "Neo4j/4.4.40": false, "Memgraph/2.1": false, "": false,
	} {
		if err := checkServer(agent); (err == nil) != want {
			t.Errorf("checkServer(%q): got %v, want acceptance %t", agent, err, want)
		}
	}
}
