package kg_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	diff "github.com/google/go-cmp/cmp"

	"entente/kg"
)

// nameStore answers probes by looking at every key of every entity.
type nameStore struct {
	kg.Store
	entities []*kg.Entity
	calls    int
}

func (s *nameStore) Search(
	_ context.Context, v kg.View, probes []kg.NameProbe,
) ([][]kg.NameHit, error) {
	s.calls++
	found := make([][]kg.NameHit, len(probes))
	for i, p := range probes {
		for _, hit := range s.hits(v, p) {
			if len(found[i]) < p.Limit && (p.Keep == nil || p.Keep(hit)) {
				found[i] = append(found[i], hit)
			}
		}
	}
	return found, nil
}

// hits returns what a probe finds before its Keep and Limit, in order.
func (s *nameStore) hits(v kg.View, p kg.NameProbe) []kg.NameHit {
	var hits []kg.NameHit
	for _, e := range s.entities {
		if e.Access == kg.AccessRestricted && !v.Restricted ||
			len(p.EntityClasses) > 0 && !slices.Contains(p.EntityClasses, e.EntityClass) {
			continue
		}
		keys := slices.DeleteFunc(kg.NameKeys(e), func(k kg.NameKey) bool {
			return k.Form != p.Form ||
				k.Text != p.Text && !(p.Prefix && strings.HasPrefix(k.Text, p.Text))
		})
		if len(keys) > 0 {
			hits = append(hits, kg.NameHit{Entity: e, Key: slices.MinFunc(keys, compareKeys)})
		}
	}
	slices.SortFunc(hits, func(a, b kg.NameHit) int {
		return cmp.Or(cmp.Compare(a.Key.Folded, b.Key.Folded),
			cmp.Compare(a.Entity.ID, b.Entity.ID))
	})
	return hits
}

func compareKeys(a, b kg.NameKey) int {
	return cmp.Or(cmp.Compare(a.Folded, b.Folded), cmp.Compare(a.Text, b.Text),
		cmp.Compare(a.Name, b.Name))
}

// named makes an actor of names, "Official; Alias; Alias".
func named(id kg.ID, names string) *kg.Entity {
	e := &kg.Entity{Header: kg.Header{ID: id}, EntityClass: kg.ClassActor, Kind: "person"}
	for i, text := range strings.Split(names, "; ") {
		kind := kg.NameAlias
		if i == 0 {
			kind = kg.NameOfficial
		}
		e.Names = append(e.Names, kg.Name{Text: text, Kind: kind})
	}
	return e
}

// graphOf returns a graph of the entities and the store beneath it.
func graphOf(entities ...*kg.Entity) (*kg.Graph, *nameStore) {
	s := &nameStore{entities: entities}
	return kg.NewGraph(s, time.Now), s
}

// searched returns the hits of a search in words: "EXACT roj Roj".
func searched(
	t *testing.T, g *kg.Graph, text string, first int, classes ...kg.EntityClass,
) []string {
	t.Helper()
	hits, err := g.Search(t.Context(), kg.View{}, text, classes, first)
	if err != nil {
		t.Fatalf("Search(%q): %v", text, err)
	}
	var lines []string
	for _, h := range hits {
		lines = append(lines, string(h.Tier)+" "+string(h.Entity.ID)+" "+h.Name)
	}
	return lines
}

func wantHits(t *testing.T, text string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("Search(%q) (-want +got):\n%s", text, diff.Diff(want, got))
	}
}

func TestSearchOrdersByTierThenFoldedNameThenID(t *testing.T) {
	g, _ := graphOf(
		named("skeleton", "Haseke"),
		named("token-z", "University of al-Hasakah"),
		named("token-a", "Camp near Hasakah"),
		named("prefix-2", "Hasakah prison"),
		named("prefix-1", "Hasakah prison"),
		named("prefix-0", "Hasakah council"),
		named("alias", "Governorate; Al-Hasakah"),
		named("exact-b", "Hasakah"),
		named("exact-a", "al-Ḥasakah"),
		named("other", "Raqqa"),
	)
	wantHits(t, "Hasakah", searched(t, g, "Hasakah", 20),
		"EXACT exact-a al-Ḥasakah",
		"EXACT exact-b Hasakah",
		"ALIAS alias Al-Hasakah",
		"PREFIX prefix-0 Hasakah council",
		"PREFIX prefix-1 Hasakah prison",
		"PREFIX prefix-2 Hasakah prison",
		"TOKEN token-a Camp near Hasakah",
		"TOKEN token-z University of al-Hasakah",
		"SKELETON skeleton Haseke",
	)
}

// TestSearchOfAnyLengthIsAPrefixOfTheWhole cuts in each tier, where an entity that
// has been found already must not take a place from another.
func TestSearchOfAnyLengthIsAPrefixOfTheWhole(t *testing.T) {
	g, store := graphOf(
		named("a", "Roj; Roj camp; Camp Roj"),
		named("b", "Roj; Rouj"),
		named("c", "Camp; Roj"),
		named("d", "Roj camp; Roj"),
		named("e", "Rojava; Camp Roj"),
		named("f", "Camp Rojava"),
		named("g", "Rouj"),
		named("h", "Al-Rooj; Camp"),
	)
	all := searched(t, g, "roj", kg.MaxPage)
	if len(all) != len(store.entities) {
		t.Fatalf("Search of all: got %q, want each of %d entities once", all, len(store.entities))
	}
	for n := 1; n < len(all); n++ {
		wantHits(t, "roj", searched(t, g, "roj", n), all[:n]...)
	}
}

func TestSearchFindsWordsInAnyOrderInOneName(t *testing.T) {
	g, _ := graphOf(
		named("both", "Syrian Ministry of Defence"),
		named("reordered", "Aid; Ministry of Agriculture; A Defence and Aid Ministry"),
		named("apart", "Ministry of Health; Civil Defence"),
	)
	for _, text := range []string{
		"ministry defence", "defence ministr", "Minis def", "the Defence, Ministry",
	} {
		wantHits(t, text, searched(t, g, text, 20),
			"TOKEN reordered A Defence and Aid Ministry", "TOKEN both Syrian Ministry of Defence")
	}
}

// TestSearchShowsTheNameThatMatches has an entity whose first key with the longest
// word belongs to a name that lacks the other word.
func TestSearchShowsTheNameThatMatches(t *testing.T) {
	g, _ := graphOf(named("e", "A Ministry; Zone Ministry Guard"))
	wantHits(t, "guard ministry", searched(t, g, "guard ministry", 20),
		"TOKEN e Zone Ministry Guard")
}

func TestSearchFindsAnOfficialNameAmongEqualAliases(t *testing.T) {
	e := named("e", "damascus; Damascus")
	e.Names[0].Kind, e.Names[1].Kind = kg.NameAlias, kg.NameOfficial
	shadow := named("a", "Government; DAMASCUS")
	g, _ := graphOf(shadow, e)
	wantHits(t, "Damascus", searched(t, g, "Damascus", 1), "EXACT e Damascus")
}

func TestSearchFindsALongNameByItsWholeButNotByMoreWordsThanItIsKeptUnder(t *testing.T) {
	words := make([]string, 65)
	for i := range words {
		words[i] = fmt.Sprintf("%dth", i)
	}
	name := strings.Join(words, " ")
	g, _ := graphOf(named("long", name))
	wantHits(t, name, searched(t, g, name, 20), "EXACT long "+name)

	slices.Reverse(words)
	backwards := strings.Join(words, " ")
	wantHits(t, backwards, searched(t, g, backwards, 20))
	fewer := strings.Join(words[1:], " ")
	wantHits(t, fewer, searched(t, g, fewer, 20), "TOKEN long "+name)
}

func TestSearchFindsSkeletonsOfWords(t *testing.T) {
	g, _ := graphOf(
		named("julani", "Ahmed al-Sharaa; Abu Mohammad al-Julani"),
		named("issa", "Nour al-Din Ahmad Issa"),
		named("zor", "Deir ez-Zor"),
		named("syria", "Syria"),
	)
	tests := []struct{ text, want string }{
		{"Golani", "SKELETON julani Abu Mohammad al-Julani"},
		{"Ebu Muhammed Colani", "SKELETON julani Abu Mohammad al-Julani"},
		{"Ahmet Şara", "SKELETON julani Ahmed al-Sharaa"},
		{"Ahmad Shar", "SKELETON julani Ahmed al-Sharaa"},
		{"Nureddin", ""},
		{"Deirezzor", "SKELETON zor Deir ez-Zor"},
		{"Golani Issa", ""},
	}
	for _, tt := range tests {
		if got := strings.Join(searched(t, g, tt.text, 20), "\n"); got != tt.want {
			t.Errorf("Search(%q): got %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestSearchKeepsToTheClassesAndTheView(t *testing.T) {
	place, event, hidden := named("place", "Roj"), named("event", "Roj"), named("hidden", "Roj")
	place.EntityClass, event.EntityClass = kg.ClassPlace, kg.ClassEvent
	hidden.Access = kg.AccessRestricted
	g, _ := graphOf(named("actor", "Roj"), place, event, hidden)

	wantHits(t, "Roj", searched(t, g, "Roj", 20),
		"EXACT actor Roj", "EXACT event Roj", "EXACT place Roj")
	wantHits(t, "Roj", searched(t, g, "Roj", 20, kg.ClassPlace, kg.ClassPlace), "EXACT place Roj")
	wantHits(t, "Roj", searched(t, g, "Roj", 20, kg.ClassEvent, kg.ClassActor),
		"EXACT actor Roj", "EXACT event Roj")
}

func TestSearchTakesOneCallOfTheStore(t *testing.T) {
	g, store := graphOf(named("a", "Roj camp"))
	searched(t, g, "the Roj prison camp", 20)
	if store.calls != 1 {
		t.Errorf("got %d calls, want 1", store.calls)
	}
}

func TestSearchOfNothingKnownIsEmpty(t *testing.T) {
	g, _ := graphOf(named("a", "Roj camp"))
	for _, text := range []string{"Baghuz", "_oj", "R%j", "ojava", "مخيم"} {
		wantHits(t, text, searched(t, g, text, 20))
	}
}

func TestSearchRefusesWhatCannotBeAsked(t *testing.T) {
	g, store := graphOf(named("a", strings.Repeat("a", kg.MaxName)))
	tests := []struct {
		name    string
		text    string
		classes []kg.EntityClass
		first   int
		blame   string // field of the InvalidError, "limit" for an ErrLimit, "" for none
	}{
		{"no text", "", nil, 20, "text"},
		{"blank text", " \t\u00a0", nil, 20, "text"},
		{"no letter or digit", "—?%", nil, 20, "text"},
		{"marks only", "\u200f\u0301ـ", nil, 20, "text"},
		{"not UTF-8", "a\xff", nil, 20, "text"},
		{"NUL", "a\x00", nil, 20, "text"},
		{"longest text", strings.Repeat("a", kg.MaxName), nil, 20, ""},
		{"longest text of two bytes", strings.Repeat("ش", kg.MaxName), nil, 20, ""},
		{"too long a text", strings.Repeat("a", kg.MaxName+1), nil, 20, "text"},
		{"unknown class", "a", []kg.EntityClass{kg.ClassActor, "RIVER"}, 20, "classes"},
		{"first of a negative number", "a", nil, -1, "first"},
		{"first of 0", "a", nil, 0, "first"},
		{"first of 1", "a", nil, 1, ""},
		{"largest first", "a", nil, kg.MaxPage, ""},
		{"too large a first", "a", nil, kg.MaxPage + 1, "limit"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			store.calls = 0
			_, err := g.Search(t.Context(), kg.View{}, tt.text, tt.classes, tt.first)
			got := blameOf(err)
			if got != tt.blame {
				t.Errorf("got %q (%v), want %q", got, err, tt.blame)
			}
			if asked := store.calls > 0; asked != (tt.blame == "") {
				t.Errorf("the store was asked: got %v, want %v", asked, tt.blame == "")
			}
		})
	}
}

// blameOf names the field that an error is about, "limit" for an ErrLimit.
func blameOf(err error) string {
	if errors.Is(err, kg.ErrLimit) {
		return "limit"
	}
	if invalid, ok := errors.AsType[*kg.InvalidError](err); ok {
		return invalid.Field
	}
	return ""
}

// brokenStore is a store that cannot be reached.
type brokenStore struct{ kg.Store }

func (brokenStore) Search(context.Context, kg.View, []kg.NameProbe) ([][]kg.NameHit, error) {
	return nil, kg.ErrUnavailable
}

func TestSearchPassesOnWhatTheStoreReports(t *testing.T) {
	_, err := kg.NewGraph(brokenStore{}, time.Now).Search(t.Context(), kg.View{}, "Roj", nil, 20)
	if !errors.Is(err, kg.ErrUnavailable) {
		t.Errorf("got %v, want ErrUnavailable", err)
	}
}
