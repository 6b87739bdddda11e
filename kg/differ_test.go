package kg_test

import (
	"testing"

	"entente/kg"
)

// written reads a validity as of a moment.
func written(t *testing.T, w kg.Written, now kg.Instant) kg.Validity {
	t.Helper()
	v, err := w.Read(now)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestWhatAGraphDerivesIsNoDifference(t *testing.T) {
	const monday, friday = kg.Instant(1_000_000), kg.Instant(1_400_000)
	past := kg.Written{EDTF: "1960/", Ended: true}
	tie := func(change func(*kg.Relationship)) *kg.Relationship {
		r := &kg.Relationship{
			Header: kg.Header{ID: "r", Sources: []kg.ID{"s"}}, Type: "truce", From: "a", To: "b",
			Validity: written(t, past, monday), Sign: kg.SignCooperative, Symmetric: true, Restricted: true,
		}
		change(r)
		return r
	}
	stored := tie(func(r *kg.Relationship) {
		limited, err := r.Validity.Limit(written(t, kg.Written{EDTF: "1950/1965"}, 0).Span)
		if err != nil {
			t.Fatal(err)
		}
		r.Validity = limited
	})
	for _, tt := range []struct {
		name   string
		change func(*kg.Relationship)
		want   int
	}{
		{"limits, sign, symmetry and access of the ends", func(r *kg.Relationship) {
			r.Sign, r.Symmetric, r.Restricted = "", false, false
		}, 0},
		{"an end that was past when it was read again", func(r *kg.Relationship) {
			r.Validity = written(t, past, friday)
		}, 0},
		{"an end that is past before another day", func(r *kg.Relationship) {
			r.Validity = written(t, kg.Written{EDTF: "1960/", EndedBefore: "1964"}, friday)
		}, 2}, // the text, and the span that follows
		{"another sign", func(r *kg.Relationship) { r.Sign = kg.SignHostile }, 1},
		{"another source", func(r *kg.Relationship) { r.Sources = []kg.ID{"t"} }, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := kg.Differences(stored, tie(tt.change), friday)
			if err != nil || len(got) != tt.want {
				t.Errorf("differences: got %v, %v; want %d", got, err, tt.want)
			}
		})
	}
}
