package storetest

import (
	"testing"

	"entente/kg"
)

var searchCases = []contractCase{
	{"finds whole texts and beginnings", searchFinds},
	{"orders hits by folded name and id", searchIsOrdered},
	{"gives an entity once, by its first key", searchGivesOnce},
	{"tells forms apart", searchTellsForms},
	{"wants the classes asked for", searchByClass},
	{"asks Keep in order until the limit", searchAsksKeep},
	{"takes no character for a wildcard", searchHasNoWildcards},
	{"finds what lies beyond the basic plane", searchBeyondBasicPlane},
	{"follows the names of an entity", searchFollowsNames},
	{"answers each probe alone", searchAnswersEach},
}

// wholeName asks for an entity by the whole of its first name.
func wholeName(e *kg.Entity) kg.NameProbe {
	return kg.NameProbe{Form: kg.NameFull, Text: keyOf(e, kg.NameFull).Text, Limit: 100}
}

// keyOf returns the first key of the form that an entity has.
func keyOf(e *kg.Entity, form kg.NameForm) kg.NameKey {
	for _, key := range kg.NameKeys(e) {
		if key.Form == form {
			return key
		}
	}
	return kg.NameKey{}
}

// full asks for names that begin with the text.
func full(text string) kg.NameProbe {
	return kg.NameProbe{Form: kg.NameFull, Text: text, Prefix: true, Limit: 100}
}

// hit is the id of an entity that was found.
func hits(hits []kg.NameHit) []kg.ID {
	ids := make([]kg.ID, len(hits))
	for i, hit := range hits {
		ids[i] = hit.Entity.ID
	}
	return ids
}

// likeModel checks that probes find the same as in a Model of the same entities.
func (s *harness) likeModel(t *testing.T, entities []kg.Record, probes ...kg.NameProbe) {
	t.Helper()
	model := &harness{Store: NewModel(s.clock.Now), clock: s.clock}
	model.put(t, entities...)
	s.put(t, entities...)
	want := model.search(t, editor, probes...)
	for i, got := range s.search(t, editor, probes...) {
		same(t, "Search("+show(probes[i])+")", hits(got), hits(want[i]))
		for j := range min(len(got), len(want[i])) {
			same(t, "key of a hit", got[j].Key, want[i][j].Key)
		}
	}
}

// searchFinds takes the empty text for the beginning of all.
func searchFinds(t *testing.T, s *harness) {
	s.put(t, actor("a", "Alpha"), actor("b", "Alphabet"), actor("c", "Beta"))
	probes := []kg.NameProbe{full("alpha"), full("alpha"), full("alph"), full("alphax"), full("")}
	probes[0].Prefix = false
	var got [][]kg.ID
	for _, page := range s.search(t, editor, probes...) {
		got = append(got, hits(page))
	}
	same(t, "Search", got, [][]kg.ID{{"a"}, {"a", "b"}, {"a", "b"}, {}, {"a", "b", "c"}})
}

// searchIsOrdered has a limit that cuts between equal names.
func searchIsOrdered(t *testing.T, s *harness) {
	s.put(t, actor("4", "Alpha"), actor("3", "Alpha B"), actor("2", "Alpha"), actor("1", "Alphabet"))
	got := hits(s.search(t, editor, full("alpha"))[0])
	same(t, "Search(alpha…)", got, []kg.ID{"2", "4", "3", "1"})
	token := kg.NameProbe{Form: kg.NameToken, Text: "alpha", Limit: 2}
	same(t, "Search", hits(s.search(t, editor, token)[0]), []kg.ID{"2", "4"})
}

func searchGivesOnce(t *testing.T, s *harness) {
	a := actor("a", "Gamma Two")
	a.Names = append(a.Names, kg.Name{Text: "Gamma One", Kind: kg.NameAlias},
		kg.Name{Text: "Delta", Kind: kg.NameFormer})
	s.put(t, a)
	got := s.search(t, editor, full("gamma"))[0]
	if len(got) != 1 {
		t.Fatalf("Search(gamma…): got %s, want one hit", show(got))
	}
	same(t, "entity", got[0].Entity, s.record(t, "a").(*kg.Entity))
	same(t, "key", got[0].Key, kg.NameKey{
		Form: kg.NameFull, Text: "gamma one", Folded: "gamma one", Name: "Gamma One",
		Kind: kg.NameAlias,
	})
}

// searchTellsForms looks for one text in several forms.
func searchTellsForms(t *testing.T, s *harness) {
	a := actor("a", "Beta Alpha")
	s.put(t, a, actor("b", "Alpha"))
	probe := func(form kg.NameForm, text string) []kg.ID {
		return hits(s.search(t, editor, kg.NameProbe{Form: form, Text: text, Limit: 9})[0])
	}
	same(t, "FULL alpha", probe(kg.NameFull, "alpha"), []kg.ID{"b"})
	same(t, "TOKEN alpha", probe(kg.NameToken, "alpha"), []kg.ID{"b", "a"})
	skeleton := keyOf(a, kg.NameSkeleton).Text
	same(t, "SKELETON "+skeleton, probe(kg.NameSkeleton, skeleton), []kg.ID{"a"})
}

func searchByClass(t *testing.T, s *harness) {
	s.put(t, actor("a", "Alpha"), place("b", "Alpha"), source("alpha"))
	probe := full("alpha")
	same(t, "all classes", hits(s.search(t, editor, probe)[0]), []kg.ID{"a", "b"})
	probe.EntityClasses = []kg.EntityClass{kg.ClassPlace, kg.ClassEvent}
	same(t, "places and events", hits(s.search(t, editor, probe)[0]), []kg.ID{"b"})
}

// searchAsksKeep has a hidden entity that Keep must not learn of.
func searchAsksKeep(t *testing.T, s *harness) {
	s.put(t, actor("a", "Alpha"), hide(actor("b", "Alpha")), actor("c", "Alpha"),
		actor("d", "Alpha"), actor("e", "Alpha"))
	var asked []kg.ID
	probe := full("alpha")
	probe.Limit, probe.Keep = 2, func(hit kg.NameHit) bool {
		asked = append(asked, hit.Entity.ID)
		return hit.Entity.ID != "a"
	}
	same(t, "Search", hits(s.search(t, public, probe)[0]), []kg.ID{"c", "d"})
	same(t, "what Keep was asked about", asked, []kg.ID{"a", "c", "d"})
}

// searchHasNoWildcards tries what LIKE, globs and patterns give a meaning to.
func searchHasNoWildcards(t *testing.T, s *harness) {
	var probes []kg.NameProbe
	for _, text := range []string{
		"%", "_", `\`, "*", "?", "a%", "a_pha", "alph_", `a\lpha`, "[a-z]lpha", "al*", "ALPHA", "100%",
		`a\`, ".*", "alpha ", " alpha",
	} {
		probes = append(probes, full(text), kg.NameProbe{Form: kg.NameToken, Text: text, Limit: 9})
	}
	s.likeModel(t, []kg.Record{
		actor("a", "Alpha"), actor("b", "a%"), actor("c", `a\lpha`), actor("d", "100% alpha"),
		actor("e", "a_pha"),
	}, probes...)
}

// searchBeyondBasicPlane finds by prefixes that end where a search for "prefix to
// prefix and a very large character" would cut too early.
func searchBeyondBasicPlane(t *testing.T, s *harness) {
	names := []string{
		"om", "om\U00010400", "om\U0010FFFD", "om\uFFFD", "om\uFA0E", "omم", "\U00010428om", "مo",
	}
	var entities []kg.Record
	probes := []kg.NameProbe{full("om"), full("o"), full(""), full("م")}
	for i, name := range names {
		e := actor(kg.ID('a'+rune(i)), name)
		entities = append(entities, e)
		probes = append(probes, wholeName(e), full(keyOf(e, kg.NameFull).Text))
	}
	s.likeModel(t, entities, probes...)
}

// searchFollowsNames looks for the keys of names that are gone.
func searchFollowsNames(t *testing.T, s *harness) {
	s.put(t, actor("a", "Old"), actor("b", "Gone"))
	s.put(t, actor("a", "New"))
	s.retract(t, actor("b", "Gone"))
	var got [][]kg.ID
	for _, page := range s.search(t, editor, full("old"), full("new"), full("gone")) {
		got = append(got, hits(page))
	}
	same(t, "Search(old, new, gone)", got, [][]kg.ID{{}, {"a"}, {}})
}

// searchAnswersEach has limits and empty answers among the probes.
func searchAnswersEach(t *testing.T, s *harness) {
	s.put(t, actor("a", "Alpha"), actor("b", "Beta"), actor("c", "Alpha Beta"))
	first := full("alpha")
	first.Limit = 1
	var got [][]kg.ID
	for _, page := range s.search(t, editor, first, full("nobody"), full("b"), full("alpha")) {
		got = append(got, hits(page))
	}
	same(t, "Search", got, [][]kg.ID{{"a"}, {}, {"b"}, {"a", "c"}})
}
