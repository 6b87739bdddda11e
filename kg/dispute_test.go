package kg

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// said makes a claim of a text such as "moi: ~120, 2026-01-20": who says it, what, and
// when. "not" before the value denies it; "of" and a date behind say what time it is
// about, and a rank how far it is believed.
func said(t *testing.T, kind ValueType, text string) *Claim {
	t.Helper()
	by, rest, _ := strings.Cut(text, ": ")
	parts := strings.Split(rest, ", ")
	c := &Claim{
		About: "matter", Property: "escaped", Stance: StanceAsserts, Rank: RankNormal,
		AssertedBy: ID(by), Source: "news",
	}
	c.ID = ID(text)
	value, denied := strings.CutPrefix(parts[0], "not ")
	if denied {
		c.Stance = StanceDenies
	}
	var err error
	if kind == ValueNone {
		value = ""
	}
	if c.Value, err = ParseValue(kind, value, ""); err != nil {
		t.Fatal(err)
	}
	for _, part := range parts[1:] {
		if holds, ok := strings.CutPrefix(part, "of "); ok {
			c.HoldsAt = DateText(holds)
		} else if part == string(RankDeprecated) || part == string(RankPreferred) {
			c.Rank = Rank(part)
		} else {
			c.SaidAt = DateText(part)
		}
	}
	return c
}

// allSaid makes claims on a property.
func allSaid(t *testing.T, property string, kind ValueType, texts ...string) []*Claim {
	t.Helper()
	claims := make([]*Claim, len(texts))
	for i, text := range texts {
		claims[i] = said(t, kind, text)
		claims[i].Property = property
	}
	return claims
}

func TestClaimsThatCannotAllBeTrueAreDisputed(t *testing.T) {
	tests := []struct {
		name     string
		property string
		kind     ValueType
		constant bool
		say      []string
		want     bool
	}{
		{"one claim", "escaped", ValueNumber, true, []string{"a: 5"}, false},
		{"equal numbers", "escaped", ValueNumber, true, []string{"a: 5", "b: 5"}, false},
		{"numbers that differ", "escaped", ValueNumber, true, []string{"a: 5", "b: 6"}, true},
		{"about 1,500 and about 120", "escaped", ValueNumber, true, []string{"a: ~1500", "b: ~120"}, true},
		{"about reaches a tenth", "escaped", ValueNumber, true, []string{"a: ~200", "b: 220"}, false},
		{"about reaches no more than a tenth", "escaped", ValueNumber, true, []string{"a: ~200", "b: 221"}, true},
		{"two abouts that meet", "escaped", ValueNumber, true, []string{"a: ~24000", "b: ~26500"}, false},
		{"about nought is nought", "escaped", ValueNumber, true, []string{"a: ~0", "b: 1"}, true},
		{"more than 200 and 200", "escaped", ValueNumber, true, []string{"a: >200", "b: 200"}, true},
		{"200 at least and 200", "escaped", ValueNumber, true, []string{"a: >=200", "b: 200"}, false},
		{"more than 5,700 and 5,704", "escaped", ValueNumber, true, []string{"a: >5700", "b: 5704"}, false},
		{"at most and more than", "escaped", ValueNumber, true, []string{"a: <=31", "b: >31"}, true},
		{"ranges that meet in an end", "escaped", ValueNumber, true, []string{"a: 1..3", "b: 3..5"}, false},
		{"ranges apart", "escaped", ValueNumber, true, []string{"a: 1..3", "b: 4..5"}, true},
		{"other units", "escaped", ValueNumber, true, []string{"a: 5 people", "b: 6 days"}, false},

		{"a running total on two days", "transferred", ValueNumber, false, []string{"a: 150, 2026-01-21", "b: 5704, 2026-02-13"}, false},
		{"a running total on one day", "transferred", ValueNumber, false, []string{"a: 5064, 2026-02-13", "b: 5704, 2026-02-13"}, true},
		{"a constant on two days", "escaped", ValueNumber, true, []string{"a: 150, 2026-01-21", "b: 5704, 2026-02-13"}, true},
		{"two days about one", "transferred", ValueNumber, false, []string{"a: 1, 2026-01-21, of 2026-01-20", "b: 2, 2026-01-22, of 2026-01-20"}, true},
		{"one day about two", "transferred", ValueNumber, false, []string{"a: 1, 2026-01-23, of 2026-01-20", "b: 2, 2026-01-23, of 2026-01-21"}, false},
		{"a month and a day of it", "transferred", ValueNumber, false, []string{"a: 1, of 2026-01", "b: 2, of 2026-01-31"}, true},
		{"a month and the day after", "transferred", ValueNumber, false, []string{"a: 1, of 2026-01", "b: 2, of 2026-02-01"}, false},
		{"a month about which and a day after", "transferred", ValueNumber, false, []string{"a: 1, of 2026-01~", "b: 2, of 2026-02-01"}, true},
		{"an unknown time is any", "transferred", ValueNumber, false, []string{"a: 1", "b: 2, of 2026-02-01"}, true},

		{"a day and its month", PropertyStart, ValueDate, false, []string{"a: 2015-10-11", "b: 2015-10"}, false},
		{"two days", PropertyStart, ValueDate, false, []string{"a: 2015-10-10", "b: 2015-10-11"}, true},
		{"two days, the other about which", PropertyStart, ValueDate, false, []string{"a: 2015-10-10", "b: 2015-10-11~"}, false},
		{"two days, one uncertain", PropertyStart, ValueDate, false, []string{"a: 2015-10-10", "b: 2015-10-11?"}, true},
		{"a start is one, whenever it was said", PropertyStart, ValueDate, false, []string{"a: 2014, 2016", "b: 2015, 2026"}, true},
		{"an instant and its day as a start", PropertyStart, ValueDate, false, []string{"a: 2026-01-20T00:00:00Z", "b: 2026-01-20"}, false},
		{"midnight ends the day before", PropertyEnd, ValueDate, false, []string{"a: 2026-01-20T00:00:00Z", "b: 2026-01-19"}, false},
		{"midnight does not end the day after", PropertyEnd, ValueDate, false, []string{"a: 2026-01-20T00:00:00Z", "b: 2026-01-20"}, true},
		{"a date within an interval", "announced", ValueDate, true, []string{"a: 2026-01-20/2026-01-24", "b: 2026-01-22"}, false},
		{"a date past an interval", "announced", ValueDate, true, []string{"a: 2026-01-20/2026-01-24", "b: 2026-01-25"}, true},
		{"an interval without an end", "announced", ValueDate, true, []string{"a: 2026-01-20/..", "b: 2030"}, false},

		{"texts that differ in case", "cause", ValueText, true, []string{"a: Guards left", "b: guards left"}, false},
		{"texts that differ", "cause", ValueText, true, []string{"a: guards left", "b: they were freed"}, true},
		{"entities that differ", "recipient", ValueEntity, true, []string{"a: ypg", "b: sac"}, true},
		{"a text and the denial of another", "violated", ValueText, false, []string{"a: shots, 2026", "b: not drone, 2026"}, false},

		{"exists and not", PropertyExists, ValueNone, false, []string{"a: , 2026-01-24", "b: not , 2026-01-24"}, true},
		{"exists and later not", PropertyExists, ValueNone, false, []string{"a: , 2026-01-10", "b: not , 2026-01-24"}, false},
		{"what one denies", "escaped", ValueNumber, true, []string{"a: 120", "b: not 120"}, true},
		{"another value than one denies", "escaped", ValueNumber, true, []string{"a: 121", "b: not 120"}, false},
		{"more than one denies", "escaped", ValueNumber, true, []string{"a: ~120", "b: not 120"}, false},
		{"less than one denies", "escaped", ValueNumber, true, []string{"a: ~1500", "b: not >200"}, true},
		{"above what one denies", "escaped", ValueNumber, true, []string{"a: >200", "b: not <=300"}, false},
		{"below what one denies", "escaped", ValueNumber, true, []string{"a: <200", "b: not >=100"}, false},
		{"denials of everything that is left", "escaped", ValueNumber, true, []string{"a: 1..4", "b: not 1..2", "c: not 2..4"}, true},
		{"denials that leave something", "escaped", ValueNumber, true, []string{"a: 1..4", "b: not 1..2", "c: not 3..4"}, false},
		{"a date that one denies", PropertyEnd, ValueDate, false, []string{"a: 2025-01-29", "b: not 2025-01-29"}, true},

		{"a later word of one claimant", "escaped", ValueNumber, true, []string{"a: 120, 2026-01-20", "a: 200, 2026-01-21"}, false},
		{"two words of one claimant on one day", "escaped", ValueNumber, true, []string{"a: 120, 2026-01-20", "a: 200, 2026-01-20"}, true},
		{"a later word against another's", "escaped", ValueNumber, true, []string{"a: 120, 2026-01-20", "a: 200, 2026-01-21", "b: 120"}, true},
		{"a correction that ends it", "escaped", ValueNumber, true, []string{"a: 120, 2026-01-20", "b: 200", "a: 200, 2026-01-21"}, false},
		{"a later word on another time", "transferred", ValueNumber, false, []string{"a: 1, 2026-03, of 2026-01", "a: 2, 2026-04, of 2026-01-20"}, true},
		{"a later word on the same time", "transferred", ValueNumber, false, []string{"a: 1, 2026-03, of 2026-01", "a: 2, 2026-04, of 2026-01"}, false},
		{"mistaken is still said", "escaped", ValueNumber, true, []string{"a: 120", "b: 200, DEPRECATED"}, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			claims := allSaid(t, tt.property, tt.kind, tt.say...)
			constant := tt.constant || newVocabulary(nil).constant(tt.property)
			if got := differ(claims, constant, ""); got != tt.want {
				t.Errorf("%q disputed = %v, want %v", tt.say, got, tt.want)
			}
		})
	}
}

// conflictsOf returns the conflicts of claims on one property.
func conflictsOf(t *testing.T, constant bool, kind ValueType, texts ...string) []Conflict {
	t.Helper()
	var conflicts []Conflict
	for _, d := range debatesOf(allSaid(t, "escaped", kind, texts...), constant, "") {
		conflicts = append(conflicts, d.conflicts(nil)...)
	}
	return conflicts
}

// campsOf lists the ids of the claims in each camp.
func campsOf(c Conflict) [][]string {
	var camps [][]string
	for _, camp := range c.Camps {
		var ids []string
		for _, claim := range camp.Claims {
			ids = append(ids, string(claim.ID))
		}
		camps = append(camps, ids)
	}
	return camps
}

func TestCampsAreTheLargestGroupsThatCanBeTrueTogether(t *testing.T) {
	conflicts := conflictsOf(t, true, ValueNumber,
		"sdf: ~1500", "moi: ~120", "us: ~200", "aj: ~200", "gov: >200", "un: not 120")
	if len(conflicts) != 1 {
		t.Fatalf("got %d conflicts, want 1", len(conflicts))
	}
	want := [][]string{
		{"sdf: ~1500", "gov: >200", "un: not 120"},
		{"moi: ~120", "un: not 120"},
		{"us: ~200", "aj: ~200", "gov: >200", "un: not 120"},
	}
	if diff := cmp.Diff(want, campsOf(conflicts[0])); diff != "" {
		t.Errorf("camps (-want +got):\n%s", diff)
	}
}

func TestAConflictIsAboutOneTime(t *testing.T) {
	conflicts := conflictsOf(t, false, ValueNumber,
		"a: 150, 2026-01-21", "b: 160, 2026-01-21", "c: 400, 2026-01-25",
		"d: ~5000, of 2026-02", "e: 5064, 2026-02-13", "f: 7000, 2026-02-13", "g: 9000, 2026-02-20")
	var got []string
	for _, c := range conflicts {
		got = append(got, c.At.From.String()+" "+c.At.Until.String())
	}
	want := []string{
		"2026-01-21T00:00:00Z 2026-01-22T00:00:00Z", "2026-02-13T00:00:00Z 2026-02-14T00:00:00Z",
		"2026-02-20T00:00:00Z 2026-02-21T00:00:00Z",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("times of the conflicts (-want +got):\n%s", diff)
	}
	camps := [][]string{{"d: ~5000, of 2026-02", "e: 5064, 2026-02-13"}, {"f: 7000, 2026-02-13"}}
	if diff := cmp.Diff(camps, campsOf(conflicts[1])); diff != "" {
		t.Errorf("camps of 13 February (-want +got):\n%s", diff)
	}
	if n := conflicts[0].Numbers; n.Min != 150 || n.Max != 160 {
		t.Errorf("spread of 21 January = %+v, want 150 to 160, whatever is said of other days", n)
	}
}

func TestTheKindOfAConflict(t *testing.T) {
	tests := []struct {
		name string
		kind ValueType
		say  []string
		want DisputeKind
		open bool
	}{
		{"numbers", ValueNumber, []string{"a: 1", "b: 2"}, DisputeValues, true},
		{"texts", ValueText, []string{"a: x", "b: y"}, DisputeValues, true},
		{"dates", ValueDate, []string{"a: 2014", "b: 2015"}, DisputeDates, true},
		{"a denial alone", ValueDate, []string{"a: 2014", "b: not 2014"}, DisputeStances, true},
		{"a denial among others", ValueNumber, []string{"a: 1", "b: 2", "c: not 1"}, DisputeValues, true},
		{"against a mistaken claim", ValueNumber, []string{"a: 1", "b: 2, DEPRECATED"}, DisputeValues, false},
		{"a mistaken claim among others", ValueNumber, []string{"a: 1", "b: 2, DEPRECATED", "c: 3"}, DisputeValues, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			conflicts := conflictsOf(t, true, tt.kind, tt.say...)
			if len(conflicts) != 1 || conflicts[0].Kind != tt.want || conflicts[0].Open != tt.open {
				t.Errorf("conflicts = %+v; want one of kind %s, open: %v", conflicts, tt.want, tt.open)
			}
		})
	}
}

func TestTheSpreadOfNumbers(t *testing.T) {
	tests := []struct {
		name string
		say  []string
		want NumberSpread
	}{
		{"as written", []string{"a: ~120", "b: ~1500"}, NumberSpread{Min: 120, Max: 1500, Ratio: new(12.5)}},
		{"open above", []string{"a: 120", "b: >200"}, NumberSpread{Min: 120, Max: 200, OpenAbove: true, Ratio: new(200.0 / 120)}},
		{"open below", []string{"a: <50", "b: 100..200"}, NumberSpread{Min: 50, Max: 200, OpenBelow: true, Ratio: new(4.0)}},
		{"no ratio to nought", []string{"a: 0", "b: 7 "}, NumberSpread{Min: 0, Max: 7}},
		{"a denial is no number claimed", []string{"a: 5", "b: 6", "c: not 900"}, NumberSpread{Min: 5, Max: 6, Ratio: new(1.2)}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(&tt.want, conflictsOf(t, true, ValueNumber, tt.say...)[0].Numbers); diff != "" {
				t.Errorf("spread of %q (-want +got):\n%s", tt.say, diff)
			}
		})
	}
}

func TestTheSpreadOfDates(t *testing.T) {
	tests := []struct {
		property         string
		say              []string
		earliest, latest string
		gap              float64
	}{
		{PropertyStart, []string{"a: 2015-10-10", "b: 2015-10-11", "c: 2015-10-15"}, "2015-10-10T00:00:00Z", "2015-10-15T23:59:59Z", 4},
		{PropertyStart, []string{"a: 2014", "b: 2015"}, "2014-01-01T00:00:00Z", "2015-12-31T23:59:59Z", 0},
		{PropertyStart, []string{"a: 2026-01-20T05:00:00Z", "b: 2026-01-20T17:00:00Z"}, "2026-01-20T05:00:00Z", "2026-01-20T17:00:00Z", 0.5},
		{PropertyEnd, []string{"a: 2026-02-12", "b: 2026-02-15"}, "2026-02-12T00:00:01Z", "2026-02-16T00:00:00Z", 2},
		{"announced", []string{"a: 2026-02-12", "b: 2026-02-15/.."}, "2026-02-12T00:00:00Z", "+∞", 2},
	}
	for _, tt := range tests {
		got := dateSpread(allSaid(t, tt.property, ValueDate, tt.say...), "")
		if got.Earliest.String() != tt.earliest || got.Latest.String() != tt.latest || got.GapDays != tt.gap {
			t.Errorf("%s of %q = %s to %s, %v days; want %s to %s, %v days", tt.property, tt.say,
				got.Earliest, got.Latest, got.GapDays, tt.earliest, tt.latest, tt.gap)
		}
	}
}

func TestWhatWasTakenBackNamesTheLatestWord(t *testing.T) {
	claims := allSaid(t, "escaped", ValueNumber,
		"a: 1, 2026-01-01", "a: 2, 2026-01-02", "a: 3, 2026-01-03", "a: >2, 2025", "b: 1, 2025")
	got := newDebate(positionsOf(claims, true, "")).replacedBy
	want := map[ID]*Claim{claims[0].ID: claims[2], claims[1].ID: claims[2], claims[3].ID: claims[1]}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("replaced by (-want +got):\n%s", diff)
	}
}
