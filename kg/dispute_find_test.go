package kg_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
	"entente/store/storetest"
)

// disputed lists the disputes of a page as "record property".
func disputed(t *testing.T, f fixture, v kg.View, list kg.DisputeList) ([]string, kg.DisputePage) {
	t.Helper()
	page, err := f.Disputes(t.Context(), v, list)
	if err != nil {
		t.Fatal(err)
	}
	names := []string{}
	for _, d := range page.Disputes {
		names = append(names, string(d.About)+" "+d.Property)
	}
	return names, page
}

// quarrels is a graph with four disputes, one over a claim that is restricted.
func quarrels(t *testing.T) fixture {
	t.Helper()
	f := newFixture(t)
	for _, id := range []kg.ID{"a", "b", "c", "d"} {
		f.entity(id, kg.ClassActor, "/")
		f.say(id+"-1", saying{about: id, by: "a", property: "escaped", number: "1", at: "2026"})
	}
	f.say("a-2", saying{about: "a", property: "escaped", number: "2", at: "2026"})
	f.say("b-2", saying{about: "b", property: "escaped", number: "1", at: "2026"})
	f.say("c-2", saying{about: "c", property: "escaped", number: "~2", at: "2026"})
	f.say("c-3", saying{about: "c", at: "2026-02-01"})
	f.say("c-4", saying{about: "c", by: "b", at: "2026-02-01", denies: true})
	_, receipt, err := f.RecordClaim(t.Context(), "tester", kg.RecordClaimInput{
		ID: ptr(kg.ID("d-2")), About: "d", Property: "escaped", Value: &kg.ValueInput{Number: ptr("5")},
		Source: "news", SaidAt: ptr("2026"), Access: ptr(kg.AccessRestricted),
	})
	f.must(receipt, err)
	return f
}

func TestPagesOfDisputes(t *testing.T) {
	f := quarrels(t)
	after := func(id kg.ID, property string) *kg.Key { return &kg.Key{ID: id, Text: property} }
	editor := f.View()
	editor.Restricted = true
	tests := []struct {
		name  string
		view  kg.View
		list  kg.DisputeList
		want  []string
		next  bool
		total int
	}{
		{"all, by record and property", f.View(), kg.DisputeList{}, []string{"a escaped", "c escaped", "c exists"}, false, 3},
		{"those of restricted claims too", editor, kg.DisputeList{}, []string{"a escaped", "c escaped", "c exists", "d escaped"}, false, 4},
		{"the first two", f.View(), kg.DisputeList{Page: kg.Page{First: ptr(2)}}, []string{"a escaped", "c escaped"}, true, 3},
		{"after one of a record", f.View(), kg.DisputeList{Page: kg.Page{First: ptr(2), After: after("c", "escaped")}}, []string{"c exists"}, false, 3},
		{"after what is no dispute", f.View(), kg.DisputeList{Page: kg.Page{First: ptr(1), After: after("b", "escaped")}}, []string{"c escaped"}, true, 3},
		{"none", f.View(), kg.DisputeList{Page: kg.Page{First: ptr(0)}}, []string{}, true, 3},
		{"on one property", f.View(), kg.DisputeList{Property: ptr("exists")}, []string{"c exists"}, false, 1},
		{"about some", f.View(), kg.DisputeList{About: []kg.ID{"c", "b", "nobody", "c"}}, []string{"c escaped", "c exists"}, false, 2},
		{"about some, on one property", f.View(), kg.DisputeList{About: []kg.ID{"a", "c"}, Property: ptr("escaped")}, []string{"a escaped", "c escaped"}, false, 2},
		{"about none", f.View(), kg.DisputeList{About: []kg.ID{}}, []string{}, false, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, page := disputed(t, f, tt.view, tt.list)
			if diff := cmp.Diff(tt.want, got); diff != "" || page.HasNext != tt.next || page.Total() != tt.total {
				t.Errorf("more: %v, total: %d; want %v, %d (-want +got):\n%s", page.HasNext, page.Total(), tt.next, tt.total, diff)
			}
		})
	}
}

func TestDisputesAreThoseOfTheView(t *testing.T) {
	f := quarrels(t)
	then := f.View()
	then.Known = read[*kg.Claim](f, "c-4").RecordedAt - 1
	want := []string{"a escaped", "c escaped"}
	if got, _ := disputed(t, f, then, kg.DisputeList{}); !slices.Equal(got, want) {
		t.Errorf("as known before c-4 was recorded: %v, want %v", got, want)
	}
	told := f.View()
	var err error
	if told.Perspective, err = kg.AccordingTo([]kg.ID{"a"}); err != nil {
		t.Fatal(err)
	}
	if got, _ := disputed(t, f, told, kg.DisputeList{}); len(got) > 0 {
		t.Errorf("according to a alone: %v, want none: a does not contradict themself", got)
	}
}

func TestADisputeHasAllClaimsAsTheyAreShown(t *testing.T) {
	f := quarrels(t)
	_, receipt, err := f.RankClaim(t.Context(), "tester", kg.RankClaimInput{ID: "a-1", Rank: kg.RankDeprecated})
	f.must(receipt, err)
	_, page := disputed(t, f, f.View(), kg.DisputeList{About: []kg.ID{"a"}})
	d := page.Disputes[0]
	if d.Claims[0].ID != "a-2" || d.Claims[1].ID != "a-1" || len(d.Claims) != 2 {
		t.Errorf("claims = %v, want a-2 and then a-1, which is DEPRECATED", d.Claims)
	}
	if d.Open || d.Claims[0].IsParty || !d.Claims[1].IsParty || !d.SingleSourced() {
		t.Errorf("open: %v, parties: %v, %v, single-sourced: %v; want false, false, true, true",
			d.Open, d.Claims[0].IsParty, d.Claims[1].IsParty, d.SingleSourced())
	}
}

func TestOnlySoManyClaimsAreCompared(t *testing.T) {
	f := newFixture(t)
	f.entity("a", kg.ClassActor, "/")
	b := kg.Batch{Writer: "tester"}
	for i := range kg.MaxDebated + 1 {
		c := &kg.Claim{
			About: "a", Property: "escaped", Stance: kg.StanceAsserts, Rank: kg.RankNormal, Source: "news",
			Value: kg.Value{Type: kg.ValueNumber, Number: &kg.Quantity{Min: ptr(1.0), Max: ptr(1.0)}}, SaidAt: "2026",
		}
		c.ID = kg.ID(fmt.Sprintf("c-%03d", i))
		if i >= kg.MaxDebated-1 {
			c.Value.Number = &kg.Quantity{Min: ptr(2.0), Max: ptr(2.0)}
		}
		b.Writes = append(b.Writes, kg.Write{Record: c, Expect: kg.Absent})
	}
	f.must(f.Write(t.Context(), b))
	_, page := disputed(t, f, f.View(), kg.DisputeList{})
	if len(page.Disputes) != 1 || page.Disputes[0].NotCompared != 1 {
		t.Fatalf("disputes = %v, want one in which one claim was not compared", page.Disputes)
	}
	if got := len(page.Disputes[0].Claims); got != kg.MaxDebated+1 {
		t.Errorf("the dispute has %d claims, want all %d", got, kg.MaxDebated+1)
	}
	_, err := f.Retract(t.Context(), "tester", kg.RetractInput{ID: kg.ID(fmt.Sprintf("c-%03d", kg.MaxDebated-1))})
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := disputed(t, f, f.View(), kg.DisputeList{}); len(got) != 1 {
		t.Errorf("with %d claims: %v, want a dispute: the last is compared too", kg.MaxDebated, got)
	}
}

func TestDisputesRefuse(t *testing.T) {
	f := quarrels(t)
	many := slices.Repeat([]kg.ID{"a"}, kg.MaxIDs+1)
	tests := []struct {
		name  string
		list  kg.DisputeList
		field string
		limit bool
	}{
		{"too many", kg.DisputeList{Page: kg.Page{First: ptr(kg.MaxPage + 1)}}, "", true},
		{"as many as may be", kg.DisputeList{Page: kg.Page{First: ptr(kg.MaxPage)}}, "", false},
		{"fewer than none", kg.DisputeList{Page: kg.Page{First: ptr(-1)}}, "first", false},
		{"about too many", kg.DisputeList{About: many}, "", true},
		{"about as many as may be", kg.DisputeList{About: many[1:]}, "", false},
		{"about what is no id", kg.DisputeList{About: []kg.ID{"a b"}}, "about[0]", false},
		{"an unknown property", kg.DisputeList{Property: ptr("escapd")}, "property", false},
	}
	for _, tt := range tests {
		_, err := f.Disputes(t.Context(), f.View(), tt.list)
		if field(err) != tt.field || errors.Is(err, kg.ErrLimit) != tt.limit || err != nil != (tt.limit || tt.field != "") {
			t.Errorf("%s: %v; want field %q, over a limit: %v", tt.name, err, tt.field, tt.limit)
		}
	}
}

// A flood is a store with so many claims, each about a record of its own.
type flood struct {
	*storetest.Model
	claims int
}

func (s flood) Find(_ context.Context, _ kg.View, queries []kg.Query) ([][]kg.Found, error) {
	for _, q := range queries {
		for i := 0; q.Class == kg.ClassClaim && q.Keep != nil && i < s.claims; i++ {
			q.Keep(kg.Found{Record: &kg.Claim{About: kg.ID(strconv.Itoa(i)), Property: "escaped"}})
		}
	}
	return make([][]kg.Found, len(queries)), nil
}

func TestOnlySoManyClaimsAreHeld(t *testing.T) {
	for claims, refused := range map[int]bool{kg.MaxCollected: false, kg.MaxCollected + 1: true} {
		g := kg.NewGraph(flood{storetest.NewModel(noon), claims}, noon)
		_, err := g.Disputes(t.Context(), g.View(), kg.DisputeList{})
		if errors.Is(err, kg.ErrLimit) != refused || !refused && err != nil {
			t.Errorf("of %d claims: %v, want a refusal: %v", claims, err, refused)
		}
		if refused && !strings.Contains(err.Error(), "claims to compare") {
			t.Errorf("the refusal is %q, want one that names the claims", err)
		}
	}
}
