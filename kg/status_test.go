package kg_test

import (
	"testing"

	"entente/kg"
)

func TestStatusIsHalfOpenAtBothEnds(t *testing.T) {
	exact := mustRead(t, kg.Written{EDTF: "2026-01-20T17:00:00Z/2026-01-24T17:00:00Z"}).Span
	rough := mustRead(t, kg.Written{EDTF: "2026-01-20/2026-01-24"}).Span
	tests := []struct {
		name string
		give kg.Span
		at   string
		want kg.RelationshipStatus
	}{
		{"the second before the start", exact, "2026-01-20T16:59:59Z", kg.StatusUpcoming},
		{"exactly at the start", exact, "2026-01-20T17:00:00Z", kg.StatusActive},
		{"the last second", exact, "2026-01-24T16:59:59Z", kg.StatusActive},
		{"exactly at the end", exact, "2026-01-24T17:00:00Z", kg.StatusExpired},
		{"the day before", rough, "2026-01-19T23:59:59Z", kg.StatusUpcoming},
		{"the day it starts", rough, "2026-01-20T00:00:00Z", kg.StatusPossiblyActive},
		{"the last second of that day", rough, "2026-01-20T23:59:59Z", kg.StatusActive},
		{"the first second of the day it ends", rough, "2026-01-24T00:00:00Z", kg.StatusActive},
		{"a second later", rough, "2026-01-24T00:00:01Z", kg.StatusPossiblyActive},
		{"the last second of that day", rough, "2026-01-24T23:59:59Z", kg.StatusPossiblyActive},
		{"the day after", rough, "2026-01-25T00:00:00Z", kg.StatusExpired},
		{"the day it starts, whole", rough, "2026-01-20", kg.StatusActive},
		{"the day it ends, whole", rough, "2026-01-24", kg.StatusActive},
		{"unknown", kg.Unknown.Span, "2026", kg.StatusPossiblyActive},
		{"unknown, asked without bounds", kg.Unknown.Span, "../..", kg.StatusActive},
	}
	for _, tt := range tests {
		w, err := kg.ParseWindow(tt.at, "")
		if err != nil {
			t.Fatalf("ParseWindow(%q) fails: %v", tt.at, err)
		}
		if got := tt.give.Status(w); got != tt.want {
			t.Errorf("%s (%s): got %s, want %s", tt.name, tt.at, got, tt.want)
		}
	}
}

func TestHoldsAndStatusFollowFromAllReadings(t *testing.T) {
	for _, s := range modelSpans {
		all := readings(s)
		for _, w := range modelWindows {
			in, before, after := 0, 0, 0
			for _, r := range all {
				switch {
				case w.From != kg.NegInf && r.end <= w.From:
					before++
				case w.Until != kg.PosInf && r.start >= w.Until:
					after++
				default:
					in++
				}
			}
			certainty, status := kg.Certainty(""), kg.StatusPossiblyActive
			switch len(all) {
			case in:
				certainty, status = kg.Certain, kg.StatusActive
			case before:
				status = kg.StatusExpired
			case after:
				status = kg.StatusUpcoming
			default:
				certainty = kg.Possible
			}
			if got := s.Holds(w); got != certainty {
				t.Errorf("%s in %v: Holds is %q, want %q", spanText(s), w, got, certainty)
			}
			if got := s.Status(w); got != status {
				t.Errorf("%s in %v: Status is %s, want %s", spanText(s), w, got, status)
			}
		}
	}
}
