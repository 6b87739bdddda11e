package graph_test

import (
	"strings"
	"testing"
	"time"

	"entente/graph"
	"entente/kg"
)

// rewritten fills a world in which a claim and a relationship rested on what is restricted by
// now, and rest on something else since: moved before it was restricted, or after. It returns
// a moment before either.
func rewritten(t *testing.T, w world, set func(hour int), movedFirst bool) time.Time {
	t.Helper()
	entity := func(id kg.ID, access kg.Access) kg.Record {
		return &kg.Entity{
			Header: kg.Header{ID: id, Sources: []kg.ID{"news"}, Access: access}, EntityClass: kg.ClassActor, Kind: "group",
			Names: []kg.Name{{Text: "Name " + string(id), Kind: kg.NameOfficial}}, Validity: kg.Unknown,
		}
	}
	claim := func(id, about, by, source kg.ID) kg.Record {
		return &kg.Claim{
			Header: kg.Header{ID: id, Sources: []kg.ID{source}}, About: about, Property: "leader", Stance: kg.StanceAsserts,
			Rank: kg.RankNormal, Source: source, AssertedBy: by, Value: kg.Value{Type: kg.ValueEntity, Entity: "b"},
		}
	}
	tie := func(from kg.ID) kg.Record {
		return &kg.Relationship{
			Header: kg.Header{ID: "tie", Sources: []kg.ID{"news"}}, Type: "pact", From: from, To: "b", Validity: kg.Unknown,
		}
	}
	write := func(hour int, records ...kg.Record) {
		set(hour)
		batch := kg.Batch{Writer: "ann", Reason: map[int]string{2: "secret-one told us"}[hour]}
		for _, r := range records {
			batch.Writes = append(batch.Writes, kg.Write{Record: r, Expect: kg.AnyVersion})
		}
		w.must(w.graph.Write(t.Context(), batch))
	}
	source := func(access kg.Access) kg.Record {
		return &kg.Source{Header: kg.Header{ID: "secret-paper", Access: access}, Title: "Paper"}
	}
	write(1, entity("a", ""), entity("b", ""), entity("secret-one", ""), source(""))
	write(2, claim("said", "b", "secret-one", "secret-paper"), claim("on", "said", "", "news"), tie("secret-one"))
	moved := []kg.Record{claim("said", "b", "a", "news"), tie("a")}
	closed := []kg.Record{entity("secret-one", kg.AccessRestricted), source(kg.AccessRestricted)}
	if movedFirst {
		write(3, moved...)
		write(4, closed...)
	} else {
		write(3, closed...)
		write(4, moved...)
	}
	set(5)
	return hourOf(2).Add(time.Minute)
}

func hourOf(hour int) time.Time { return time.Date(2026, time.November, 20, hour, 0, 0, 0, time.UTC) }

// TestWhatRestedOnARestrictedRecordIsHiddenOfThatTime asks for the past of records that rest on
// something else by now.
func TestWhatRestedOnARestrictedRecordIsHiddenOfThatTime(t *testing.T) {
	for _, o := range openers {
		for _, movedFirst := range []bool{true, false} {
			at := hourOf(0)
			store := o.open(t, func() time.Time { return at })
			w := worldOver(t, store)
			then := rewritten(t, w, func(hour int) { at = hourOf(hour) }, movedFirst).Format(time.RFC3339)
			reader := newClient(t, store, graph.Options{Guard: guard}).reader()
			for _, query := range []string{
				`{ claim(id: "said", asOf: {known: "AT"}) { id source { id } } }`,
				`{ claim(id: "on", asOf: {known: "AT"}) { id about { id } } }`,
				`{ relationship(id: "tie", asOf: {known: "AT"}) { id from { id } } }`,
				`{ claims(asOf: {known: "AT"}) { totalCount edges { node { id source { id } assertedBy { id } } } } }`,
				`{ claims(where: {assertedBy: {eq: "secret-one"}}, asOf: {known: "AT"}) { totalCount } }`,
				`{ claims(where: {not: {assertedBy: {eq: "a"}}}, asOf: {known: "AT"}) { edges { node { id } } } }`,
				`{ claims(where: {source: {eq: "secret-paper"}}, asOf: {known: "AT"}) { totalCount } }`,
				`{ relationships(first: 1, asOf: {known: "AT", valid: "../.."}) { edges { node { id from { id } } } } }`,
				`{ entity(id: "b", asOf: {known: "AT"}) { relationships { totalCount edges { node { id } } } claims { totalCount } degree { count } disputes { claims { claim { id } } } } }`,
				`{ neighborhood(of: ["b"], asOf: {known: "AT", valid: "../.."}) { entities { id } relationships { id } } }`,
				`{ disputes(asOf: {known: "AT"}) { edges { node { claims { claim { id } } } } } }`,
				`{ relationships(asOf: {known: "AT", valid: "../..", accordingTo: ["news"]}) { edges { node { id } } } }`,
				`{ compare(before: {known: "AT"}, after: {}) { edges { node { kind changed { field before after } before { id from { id } } } } } }`,
				`{ claim(id: "said") { id history { edges { node { version reason changed { field before after } } } } } }`,
				`{ relationship(id: "tie") { id history { edges { node { reason changed { field before after } } } } } }`,
				`{ changes(where: {record: {in: ["said", "tie"]}}) { edges { node { recordId version reason } } } }`,
			} {
				query = strings.ReplaceAll(query, "AT", then)
				body := reader.send(query, nil).Body
				past := strings.Contains(query, "known") && !strings.Contains(query, "compare")
				for _, word := range []string{"secret", "INTERNAL", `"totalCount":1`, `"count":1`} {
					if strings.Contains(body, word) {
						t.Errorf("%s, moved first %v: %s\ntold %s: %s", o.name, movedFirst, query, word, body)
					}
				}
				if past && (strings.Contains(body, `"said"`) || strings.Contains(body, `"tie"`)) {
					t.Errorf("%s, moved first %v: %s\ntold of what was hidden: %s", o.name, movedFirst, query, body)
				}
			}
			for _, parameters := range []string{"format=jsonl&known=" + then, "format=jsonl&valid=../..&known=" + then} {
				status, text := export(t, store, parameters)
				if status != 200 || strings.Contains(text, "secret-") || strings.Contains(text, `"said"`) || strings.Contains(text, `"tie"`) {
					t.Errorf("%s, moved first %v: %s: got %d %s", o.name, movedFirst, parameters, status, text)
				}
			}
		}
	}
}
