package seed

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
)

func TestNumbersOfTheEscapeStandBesideOneAnother(t *testing.T) {
	got := map[kg.ID]string{}
	for _, c := range all[*kg.Claim](read(t)) {
		if c.About == "shaddadi-escape-2026" && c.Property == "escaped" {
			got[c.ID] = string(c.AssertedBy) + ": " + c.Value.String()
			if c.Rank != kg.RankNormal {
				t.Errorf("claim %s has the rank %s, want NORMAL: the dispute is open", c.ID, c.Rank)
			}
		}
	}
	want := map[kg.ID]string{
		"c01": "farhad-shami: ~1500 people",
		"c02": "syria-moi: ~120 people",
		"c04": "united-states: ~200 people",
		"c05": "syria-moi: ~200 people",
		"c07": "syria-transitional-government: >200 people",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("escaped (-want +got):\n%s", diff)
	}
}

func TestNoDisputeOfTheEscapeIsDecided(t *testing.T) {
	for _, c := range all[*kg.Claim](read(t)) {
		open := c.About == "shaddadi-escape-2026" || c.Property == "violated"
		if open && c.Rank != kg.RankNormal {
			t.Errorf("claim %s on %s has the rank %s, want NORMAL", c.ID, c.Property, c.Rank)
		}
	}
}

func TestThreeHoursLieBetweenTheTrucesOfJanuary(t *testing.T) {
	g := read(t)
	first := get[*kg.Relationship](t, g, "truce-2026-01-20").Validity
	second := get[*kg.Relationship](t, g, "truce-2026-01-24").Validity
	if got, want := first.Span.EndLatest.String(), "2026-01-24T17:00:00Z"; got != want {
		t.Errorf("the first truce ends at %s, want %s", got, want)
	}
	if got := int64(second.Span.StartEarliest - first.Span.EndLatest); got != 3*60*60 {
		t.Errorf("the second truce begins %d s later, want three hours", got)
	}
	if got := second.End().Kind; got != kg.BoundScheduled {
		t.Errorf("the second truce's end is %s, want SCHEDULED", got)
	}
}

func TestWhatFollowsWithoutAGapMeets(t *testing.T) {
	g := read(t)
	for _, pair := range [][2]kg.ID{
		{"turkiye-sdf-2019", "truce-2019"},
		{"mckenzie-centcom", "kurilla-centcom"},
		{"kurilla-centcom", "cooper-centcom"},
		{"leahy-oir", "lambert-oir"},
	} {
		before := get[*kg.Relationship](t, g, pair[0]).Validity.Span
		after := get[*kg.Relationship](t, g, pair[1]).Validity.Span
		if kg.AllenMeets.Between(before, after) == "" {
			t.Errorf("%s does not possibly meet %s", pair[0], pair[1])
		}
	}
}

func TestBoundsAreOfTheKindThatTheTextsBear(t *testing.T) {
	g := read(t)
	tests := []struct {
		id         kg.ID
		start, end kg.BoundKind
		uncertain  bool
	}{
		{"us-sdf-partnership", kg.BoundKnown, kg.BoundKnown, true},
		{"us-ypg-partnership", kg.BoundKnown, kg.BoundUnknown, false},
		{"us-damascus-cooperation", kg.BoundKnown, kg.BoundOpen, false},
		{"assad-sdf-2019", kg.BoundKnown, kg.BoundEndedUnknownDate, false},
		{"ceasefire-2025-03-10", kg.BoundKnown, kg.BoundEndedUnknownDate, false},
		{"sharaa-hts", kg.BoundUnknown, kg.BoundKnown, true},
		{"ceasefire-2026-01-30", kg.BoundKnown, kg.BoundOpen, false},
		// What was not found is not stated.
		{"sdf-custody-shaddadi", kg.BoundUnknown, kg.BoundKnown, false},
		{"sdf-custody-aqtan", kg.BoundUnknown, kg.BoundKnown, false},
		{"sdf-custody-sinaa", kg.BoundUnknown, kg.BoundUnknown, false},
		{"aanes-custody-roj", kg.BoundUnknown, kg.BoundUnknown, false},
		{"us-at-qasrak", kg.BoundUnknown, kg.BoundUnknown, false},
		{"barrack-ambassador", kg.BoundUnknown, kg.BoundOpen, false},
	}
	for _, tt := range tests {
		v := get[*kg.Relationship](t, g, tt.id).Validity
		if got := v.Start().Kind; got != tt.start {
			t.Errorf("start of %s is %s, want %s", tt.id, got, tt.start)
		}
		if got := v.End(); got.Kind != tt.end || got.Uncertain != tt.uncertain {
			t.Errorf("end of %s is %s, uncertain %t; want %s, %t",
				tt.id, got.Kind, got.Uncertain, tt.end, tt.uncertain)
		}
	}
}

// lastAttested are the records about whose later time the texts say nothing, with
// the last date at which they attest it.
var lastAttested = map[kg.ID]string{
	"gov-holds-shaddadi":   "2026-01-20",
	"gov-custody-shaddadi": "2026-01",
	"gov-custody-aqtan":    "2026-01-23",
	"sdf-custody-sinaa":    "2026-01-27",
	"aanes-custody-roj":    "2026-02-21",
	"us-at-qasrak":         "2026-02-23",
	"us-sdf-partnership":   "2026-01-10",
}

func TestNothingIsSaidPastTheLastAttestation(t *testing.T) {
	g := read(t)
	for id, want := range lastAttested {
		if got := get[*kg.Relationship](t, g, id).Validity.AttestedUntil; got != want {
			t.Errorf("%s is attested until %q, want %s", id, got, want)
		}
	}
	sdf := get[*kg.Entity](t, g, "sdf").Validity
	if sdf.AttestedUntil != "2026-02-17" || sdf.End().Kind != kg.BoundOpen {
		t.Errorf("the SDF's lifetime is %+v, want it open and attested until 2026-02-17", sdf.Written)
	}
}

func TestNothingIsCertainAfterTheHorizon(t *testing.T) {
	later, err := kg.ParseWindow("2026-03-11/2030", "")
	if err != nil {
		t.Fatal(err)
	}
	for id, r := range read(t) {
		var span kg.Span
		switch r := r.(type) {
		case *kg.Entity:
			span = r.Validity.Span
		case *kg.Relationship:
			span = r.Validity.Span
		default:
			continue
		}
		if span.Holds(later) == kg.Certain {
			t.Errorf("%s certainly holds after 2026-03-10, of which the texts say nothing", id)
		}
	}
}

func TestOnlyStatesHaveWikidataIDs(t *testing.T) {
	for _, e := range all[*kg.Entity](read(t)) {
		for _, x := range e.ExternalIDs {
			if x.Scheme == "wikidata" && e.Kind != "state" {
				t.Errorf("%s has the Wikidata id %s, which was not confirmed", e.ID, x.ID)
			}
		}
	}
}

func TestValuesOfClaims(t *testing.T) {
	g := read(t)
	for id, want := range map[kg.ID]string{
		"c11": "3000..5000 people", "c18": "", "c22": "2026-01-20T17:00:00Z",
		"c23": "2026-01-20T05:00:00Z", "c26": "15 days", "c28": "<=31 days", "c29": "",
		"c35": "<=7000 people", "c53": "syrian-arab-coalition",
	} {
		if got := get[*kg.Claim](t, g, id).Value.String(); got != want {
			t.Errorf("the value of %s is %q, want %q", id, got, want)
		}
	}
	for id, want := range map[kg.ID]kg.DateText{"c18": "2026-01-10", "c20": "2026-01-22"} {
		if got := get[*kg.Claim](t, g, id).HoldsAt; got != want {
			t.Errorf("%s is about %q, want %s", id, got, want)
		}
	}
}

func TestNamesThatReadersType(t *testing.T) {
	known := map[string][]kg.ID{}
	for _, e := range all[*kg.Entity](read(t)) {
		for _, n := range e.Names {
			text := strings.ToLower(n.Text)
			if !slices.Contains(known[text], e.ID) {
				known[text] = append(known[text], e.ID)
			}
		}
	}
	for text, want := range map[string]kg.ID{
		"Ahmed Sharaa": "ahmed-al-sharaa", "Damascus": "syria-transitional-government",
		"the SDF": "sdf", "SDF": "sdf", "قسد": "sdf", "SDG": "sdf", "QSD": "sdf",
		"CENTCOM": "centcom", "Barrack": "tom-barrack", "Tom Barrack": "tom-barrack",
		"United States": "united-states", "Syria": "syria", "Turkey": "turkiye", "داعش": "islamic-state",
	} {
		if diff := cmp.Diff([]kg.ID{want}, known[strings.ToLower(text)]); diff != "" {
			t.Errorf("entities named %q (-want +got):\n%s", text, diff)
		}
	}
}

func TestFormerNamesHaveTheirTime(t *testing.T) {
	for _, n := range get[*kg.Entity](t, read(t), "sdf").Names {
		if n.Kind == kg.NameFormer && (n.Validity == nil || n.Validity.EDTF != "2015") {
			t.Errorf("%q was in use in %v, want 2015", n.Text, n.Validity)
		}
	}
}
