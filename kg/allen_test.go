package kg_test

import (
	"slices"
	"testing"

	"entente/kg"
)

// The model is a short line of instants on which all readings of all spans can be
// listed. Spans have bounds from 0 to 2 or infinite ones. Two instants on either
// side stand for the infinities, and between them and the bounds there is room for
// readings of bounds that are limited on one side only.
const (
	modelPast, modelPastLast     kg.Instant = -6, -5
	modelFirst, modelLast        kg.Instant = -3, 5
	modelMin, modelMax           kg.Instant = 0, 2
	modelFuture, modelFutureLast kg.Instant = 7, 8
)

var (
	modelSpans   = allSpans()
	modelWindows = allWindows()
)

// allSpans lists the spans of the model that a validity can have.
func allSpans() []kg.Span {
	values := modelValues()
	var spans []kg.Span
	for _, se := range values {
		for _, sl := range values {
			for _, ee := range values {
				for _, el := range values {
					if se <= sl && ee <= el && se < el && sl <= el.Add(-1) && ee >= se.Add(1) {
						spans = append(spans, kg.Span{
							StartEarliest: se, StartLatest: sl, EndEarliest: ee, EndLatest: el,
						})
					}
				}
			}
		}
	}
	return spans
}

func modelValues() []kg.Instant {
	values := []kg.Instant{kg.NegInf}
	for t := modelMin; t <= modelMax; t++ {
		values = append(values, t)
	}
	return append(values, kg.PosInf)
}

func allWindows() []kg.Window {
	var windows []kg.Window
	for _, from := range modelValues() {
		for _, until := range modelValues() {
			if from < until {
				windows = append(windows, kg.Window{From: from, Until: until})
			}
		}
	}
	return windows
}

// A modelReading is one choice of exact bounds.
type modelReading struct{ start, end kg.Instant }

// readings lists the choices that s admits. A start of −∞ is one of the distant past
// instants; an end that nothing limits is any other than those; and likewise ahead.
func readings(s kg.Span) []modelReading {
	starts := kg.Range{Min: s.StartEarliest, Max: s.StartLatest}
	if starts.Min == kg.NegInf {
		starts.Min = modelPast
	}
	if starts.Max == kg.NegInf {
		starts.Max = modelPastLast
	}
	starts.Max = min(starts.Max, modelLast)
	ends := kg.Range{Min: s.EndEarliest, Max: s.EndLatest}
	if ends.Max == kg.PosInf {
		ends.Max = modelFutureLast
	}
	if ends.Min == kg.PosInf {
		ends.Min = modelFuture
	}
	ends.Min = max(ends.Min, modelFirst)
	var all []modelReading
	for start := starts.Min; start <= starts.Max; start++ {
		for end := max(ends.Min, start+1); end <= ends.Max; end++ {
			if start > modelPastLast && start < modelFirst ||
				end > modelLast && end < modelFuture {
				continue
			}
			all = append(all, modelReading{start, end})
		}
	}
	return all
}

// exactly is the relation of two exact spans, by its definition.
func exactly(a, b modelReading) kg.AllenRelation {
	switch {
	case a == b:
		return kg.AllenEquals
	case a.end < b.start:
		return kg.AllenBefore
	case a.end == b.start:
		return kg.AllenMeets
	case b.end < a.start:
		return kg.AllenAfter
	case b.end == a.start:
		return kg.AllenMetBy
	case a.start == b.start && a.end < b.end:
		return kg.AllenStarts
	case a.start == b.start:
		return kg.AllenStartedBy
	case a.end == b.end && a.start > b.start:
		return kg.AllenFinishes
	case a.end == b.end:
		return kg.AllenFinishedBy
	case a.start > b.start && a.end < b.end:
		return kg.AllenDuring
	case a.start < b.start && a.end > b.end:
		return kg.AllenContains
	case a.start < b.start:
		return kg.AllenOverlaps
	}
	return kg.AllenOverlappedBy
}

func TestAllenFollowsFromAllReadings(t *testing.T) {
	all := make([][]modelReading, len(modelSpans))
	for i, s := range modelSpans {
		all[i] = readings(s)
		if len(all[i]) == 0 {
			t.Fatalf("%s has no reading in the model, want some", spanText(s))
		}
	}
	for i, a := range modelSpans {
		for j, b := range modelSpans {
			found := map[kg.AllenRelation]bool{}
			for _, ra := range all[i] {
				for _, rb := range all[j] {
					found[exactly(ra, rb)] = true
				}
			}
			want := slices.DeleteFunc(slices.Clone(kg.AllenRelations),
				func(r kg.AllenRelation) bool { return !found[r] })
			if got := kg.Allen(a, b); !slices.Equal(got, want) {
				t.Fatalf("Allen(%s, %s) = %v, want %v", spanText(a), spanText(b), got, want)
			}
		}
	}
}

func TestBetweenIsCertainWhenNothingElseIsPossible(t *testing.T) {
	for i := 0; i < len(modelSpans); i += 3 {
		for _, b := range modelSpans {
			a := modelSpans[i]
			possible := kg.Allen(a, b)
			for _, r := range kg.AllenRelations {
				var want kg.Certainty
				switch {
				case slices.Contains(possible, r) && len(possible) == 1:
					want = kg.Certain
				case slices.Contains(possible, r):
					want = kg.Possible
				}
				if got := r.Between(a, b); got != want {
					t.Fatalf("%s between %s and %s is %q, want %q",
						r, spanText(a), spanText(b), got, want)
				}
				if got := r.Inverse().Between(b, a); got != want {
					t.Fatalf("the inverse of %s is %q between %s and %s, want %q",
						r, got, spanText(b), spanText(a), want)
				}
			}
		}
	}
}

func TestAllenOfDates(t *testing.T) {
	all := kg.AllenRelations
	tests := []struct {
		a, b string
		want []kg.AllenRelation
	}{
		{"2014/2015", "2017/2018", []kg.AllenRelation{kg.AllenBefore}},
		{
			"2026-01-20T17:00:00Z/2026-01-24T17:00:00Z", "2026-01-24T17:00:00Z/..",
			[]kg.AllenRelation{kg.AllenMeets},
		},
		{"2014/..", "2015/..", []kg.AllenRelation{
			kg.AllenOverlaps, kg.AllenContains, kg.AllenFinishedBy,
		}},
		{"../..", "../..", []kg.AllenRelation{
			kg.AllenOverlaps, kg.AllenStarts, kg.AllenDuring, kg.AllenFinishes, kg.AllenEquals,
			kg.AllenOverlappedBy, kg.AllenStartedBy, kg.AllenContains, kg.AllenFinishedBy,
		}},
		{"2014", "../..", []kg.AllenRelation{kg.AllenDuring}},
		{"/", "/", all},
	}
	for _, tt := range tests {
		if got := kg.Allen(life(t, tt.a), life(t, tt.b)); !slices.Equal(got, tt.want) {
			t.Errorf("Allen(%s, %s) = %v, want %v", tt.a, tt.b, got, tt.want)
		}
	}
}

func TestInverseIsItsOwnInverse(t *testing.T) {
	if n := len(kg.AllenRelations); n != 13 {
		t.Fatalf("there are %d relations, want 13", n)
	}
	for _, r := range kg.AllenRelations {
		inverse := r.Inverse()
		if inverse.Inverse() != r || (inverse == r) != (r == kg.AllenEquals) {
			t.Errorf("%s has inverse %s, want another one unless EQUALS", r, inverse)
		}
	}
	if got := kg.AllenRelation("NONE").Between(kg.Unknown.Span, kg.Unknown.Span); got != "" {
		t.Errorf("a relation that is none holds %q, want never", got)
	}
}
