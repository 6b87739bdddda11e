package kg_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
)

// said is a claim about the ceasefire "present", for short.
type said struct {
	by, property, value, at, holdsAt string
	denies                           bool
	rank                             kg.Rank
}

// hearsay adds claims about "present" to the graph truces. Claimants that are
// sources speak for themselves; "is", "sdf" and "damascus" are quoted by the news.
func hearsay(t *testing.T, claims ...said) fixture {
	t.Helper()
	f := truces(t)
	for _, id := range []kg.ID{"press", "wire"} {
		_, receipt, err := f.AddSource(t.Context(), "tester", kg.AddSourceInput{ID: &id, Title: "Paper"})
		f.must(receipt, err)
	}
	for _, c := range claims {
		f.claimed(c)
	}
	return f
}

func (f fixture) claimed(c said) {
	f.t.Helper()
	in := kg.RecordClaimInput{
		About: "present", Property: c.property, Source: "news", SaidAt: &c.at,
	}
	if by := kg.ID(c.by); slices.Contains([]kg.ID{"press", "wire"}, by) {
		in.Source = by
	} else {
		in.AssertedBy = &by
	}
	if c.value != "" {
		in.Value = &kg.ValueInput{Date: &c.value}
	}
	if c.holdsAt != "" {
		in.HoldsAt = &c.holdsAt
	}
	if c.rank != "" {
		in.Rank = &c.rank
	}
	if c.denies {
		in.Stance = ptr(kg.StanceDenies)
	}
	_, receipt, err := f.RecordClaim(f.t.Context(), "tester", in)
	f.must(receipt, err)
}

// accordingTo returns a view of all time as the claimants tell it.
func accordingTo(t *testing.T, ids ...kg.ID) kg.View {
	t.Helper()
	p, err := kg.AccordingTo(ids)
	if err != nil {
		t.Fatal(err)
	}
	return kg.View{Valid: kg.Always, Given: true, Now: kg.InstantOf(noon()), Perspective: p}
}

// The accepted validity of "present" is 2025-10-07/2026-03.
func TestPerspectivesTellTheBoundsOfTheirClaimants(t *testing.T) {
	tests := []struct {
		name   string
		claims []said
		as     []kg.ID
		want   string
	}{
		{
			"the accepted ones where nothing is said of them",
			[]said{{by: "sdf", property: "exists", at: "2025-12"}},
			[]kg.ID{"sdf"},
			"7 Oct 2025 – Mar 2026",
		},
		{
			"a word on the end",
			[]said{{by: "sdf", property: "end", value: "2026-01-18", at: "2026-01-19"}},
			[]kg.ID{"sdf"},
			"7 Oct 2025 – 18 Jan 2026",
		},
		{
			"a word on the start",
			[]said{{by: "press", property: "start", value: "2025-09", at: "2026-01-19"}},
			[]kg.ID{"press"},
			"Sep 2025 – Mar 2026",
		},
		{
			"the latest word",
			[]said{
				{by: "sdf", property: "end", value: "2026-01-18", at: "2026-01-25"},
				{by: "sdf", property: "end", value: "2026-01-10", at: "2026-01-19"},
			},
			[]kg.ID{"sdf"},
			"7 Oct 2025 – 18 Jan 2026",
		},
		{
			"only those of who is named",
			[]said{
				{by: "sdf", property: "exists", at: "2026-01-01"},
				{by: "damascus", property: "end", value: "2026-01-10", at: "2026-01-19"},
			},
			[]kg.ID{"sdf"},
			"7 Oct 2025 – Mar 2026",
		},
		{
			"the range of those who differ",
			[]said{
				{by: "sdf", property: "end", value: "2026-01-18", at: "2026-01-19"},
				{by: "damascus", property: "end", value: "2026-01-10", at: "2026-01-19"},
			},
			[]kg.ID{"damascus", "sdf"},
			"from 7 Oct 2025, ended by 18 Jan 2026 at an unknown date, attested until 10 Jan 2026",
		},
		{
			"an unknown end where it is attested past the accepted one",
			[]said{{by: "sdf", property: "exists", at: "2026-06-01", holdsAt: "2026-05-01"}},
			[]kg.ID{"sdf"},
			"from 7 Oct 2025, end unknown, attested until 1 May 2026",
		},
		{
			"as attested when it was said, where no other time is given",
			[]said{{by: "sdf", property: "exists", at: "2026-06-01"}},
			[]kg.ID{"sdf"},
			"from 7 Oct 2025, end unknown, attested until 1 Jun 2026",
		},
		{
			"the accepted end where the attestation may lie before it",
			[]said{{by: "sdf", property: "exists", at: "2026"}},
			[]kg.ID{"sdf"},
			"7 Oct 2025 – Mar 2026",
		},
		{
			"the attestation where that came after the word on the end",
			[]said{
				{by: "sdf", property: "end", value: "2026-01-18", at: "2026-01-19"},
				{by: "sdf", property: "exists", at: "2026-06-01"},
			},
			[]kg.ID{"sdf"},
			"from 7 Oct 2025, end unknown, attested until 1 Jun 2026",
		},
		{
			"the word on the end where that came after the attestation",
			[]said{
				{by: "sdf", property: "exists", at: "2026-06-01"},
				{by: "sdf", property: "end", value: "2026-01-18", at: "2026-06-02"},
			},
			[]kg.ID{"sdf"},
			"7 Oct 2025 – 18 Jan 2026",
		},
		{
			"nothing of what is denied of a date",
			[]said{{by: "sdf", property: "end", value: "2026-03", at: "2026-04-01", denies: true}},
			[]kg.ID{"sdf"},
			"7 Oct 2025 – Mar 2026",
		},
		{
			"an unknown end where a start comes after the accepted one",
			[]said{{by: "sdf", property: "start", value: "2026-07", at: "2026-08-01"}},
			[]kg.ID{"sdf"},
			"from Jul 2026, end unknown",
		},
		{
			"an unknown start where an end comes before the accepted one",
			[]said{{by: "sdf", property: "end", value: "2025-07", at: "2026-08-01"}},
			[]kg.ID{"sdf"},
			"until Jul 2025, start unknown",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := hearsay(t, tt.claims...)
			r, err := kg.One[*kg.Relationship](t.Context(), f.Graph, accordingTo(t, tt.as...), "present")
			if err != nil {
				t.Fatal(err)
			}
			if got := r.Validity.Text(); got != tt.want {
				t.Errorf("the validity: got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestPerspectivesShowWhatTheirClaimantsAssert(t *testing.T) {
	exists := func(by, at string, denies bool) said {
		return said{by: by, property: "exists", at: at, denies: denies}
	}
	tests := []struct {
		name   string
		claims []said
		as     []kg.ID
		want   bool
	}{
		{"a claim that it exists", []said{exists("sdf", "2026-01-01", false)}, []kg.ID{"sdf"}, true},
		{
			"a claim about anything of it",
			[]said{{by: "sdf", property: "end", value: "2026-02", at: "2026-02"}},
			[]kg.ID{"sdf"},
			true,
		},
		{"to be a source of it", nil, []kg.ID{"news"}, true},
		{"to quote somebody is not to agree", []said{exists("sdf", "2026-01-01", false)}, []kg.ID{"press"}, false},
		{"to say nothing", []said{exists("damascus", "2026-01-01", false)}, []kg.ID{"sdf"}, false},
		{
			"a denial after an assertion",
			[]said{exists("sdf", "2026-01-02", true), exists("sdf", "2026-01-01", false)},
			[]kg.ID{"sdf"},
			false,
		},
		{
			"an assertion after a denial",
			[]said{exists("sdf", "2026-01-02", false), exists("sdf", "2026-01-01", true)},
			[]kg.ID{"sdf"},
			true,
		},
		{
			"both at once: the assertion prevails",
			[]said{exists("sdf", "2026-01-02", true), exists("sdf", "2026-01-02", false)},
			[]kg.ID{"sdf"},
			true,
		},
		{
			"one of two asserts",
			[]said{exists("sdf", "2026-01-02", true), exists("damascus", "2026-01-02", false)},
			[]kg.ID{"sdf", "damascus"},
			true,
		},
		{
			"what we deprecate counts like the rest, for rank is our belief",
			[]said{{by: "sdf", property: "exists", at: "2026-01-01", rank: kg.RankDeprecated}},
			[]kg.ID{"sdf"},
			true,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := hearsay(t, tt.claims...)
			v := accordingTo(t, tt.as...)
			listed := slices.Contains(found(t, f, v, kg.RelationshipList{}), "present")
			_, err := kg.One[*kg.Relationship](t.Context(), f.Graph, v, "present")
			if listed != tt.want || errors.Is(err, kg.ErrNotFound) == tt.want {
				t.Errorf("listed: %v, by id: %v; want it there: %v", listed, err, tt.want)
			}
		})
	}
}

func TestPerspectivesShowTheEndsOfWhatTheyShow(t *testing.T) {
	f := hearsay(t, said{by: "is", property: "exists", at: "2026-01-01"})
	v := accordingTo(t, "is")
	pages, err := kg.Find(t.Context(), f.Graph, v, []kg.EntityList{{Order: kg.Order{Field: kg.OrderID}}})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]kg.ID{"damascus", "is", "sdf"}, foundIDs(pages[0].Found)); diff != "" {
		t.Errorf("the ends of the ceasefire and the claimant (-want +got):\n%s", diff)
	}
	hits, err := f.Search(t.Context(), v, "deal", nil, 5)
	if err != nil || len(hits) != 0 {
		t.Errorf("a search for what is not told: got %v, %v; want nothing", hits, err)
	}
}

func TestPerspectivesGovernTheTimeOfLists(t *testing.T) {
	f := hearsay(t, said{by: "sdf", property: "end", value: "2026-01-18", at: "2026-01-19"})
	v := accordingTo(t, "sdf")
	for day, want := range map[string][]kg.ID{"2026-01-18": {"present"}, "2026-01-19": {}} {
		then := at(t, day, kg.Possible)
		then.Perspective = v.Perspective
		if diff := cmp.Diff(want, found(t, f, then, kg.RelationshipList{Of: "sdf"})); diff != "" {
			t.Errorf("in force on %s (-want +got):\n%s", day, diff)
		}
	}
}

func TestPerspectivesRefuseWhoCannotClaim(t *testing.T) {
	f := hearsay(t, said{by: "sdf", property: "exists", at: "2026-01-01"})
	for id, near := range map[kg.ID]string{"sdff": "sdf", "deal": "", "nws": "news"} {
		_, err := f.Records(t.Context(), accordingTo(t, id), []kg.ID{"sdf"})
		var invalid *kg.InvalidError
		if !errors.As(err, &invalid) || invalid.Field != "asOf.accordingTo" || invalid.Value != string(id) {
			t.Fatalf("according to %s: got error %v, want asOf.accordingTo refused", id, err)
		}
		if near != "" && !slices.Contains(invalid.Near, near) {
			t.Errorf("near %s: got %v, want %s among them", id, invalid.Near, near)
		}
	}
	if _, err := kg.AccordingTo(nil); !errors.As(err, new(*kg.InvalidError)) {
		t.Errorf("according to nobody: got error %v, want it refused", err)
	}
	many := make([]kg.ID, kg.MaxClaimants+1)
	for i := range many {
		many[i] = kg.ID(rune('a'+i%26)) + kg.ID(rune('a'+i/26))
	}
	if _, err := kg.AccordingTo(many); !errors.Is(err, kg.ErrLimit) {
		t.Errorf("according to %d: got error %v, want ErrLimit", len(many), err)
	}
	if _, err := kg.AccordingTo(many[1:]); err != nil {
		t.Errorf("according to %d: got error %v, want none", len(many)-1, err)
	}
}

// TestPerspectivesOfWhoWasNotThereYetAreEmpty reads before a claimant was recorded.
func TestPerspectivesOfWhoWasNotThereYetAreEmpty(t *testing.T) {
	f := truces(t)
	v := accordingTo(t, "press")
	v.Known = read[*kg.Relationship](f, "present").RecordedAt
	_, receipt, err := f.AddSource(t.Context(), "tester", kg.AddSourceInput{ID: ptr(kg.ID("press")), Title: "Paper"})
	f.must(receipt, err)
	if got := found(t, f, v, kg.RelationshipList{}); len(got) != 0 {
		t.Errorf("got %v, want nothing, and no error", got)
	}
}
