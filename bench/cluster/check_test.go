package cluster

import "testing"

func TestWhatWasHeardIsComparedWithTheLog(t *testing.T) {
	entry := func(cursor string) event { return event{Cursor: cursor, Record: "r-" + cursor, Version: 1} }
	a, b, c := entry("a"), entry("b"), entry("c")
	other := b
	other.Version = 2
	log := []event{a, b, c}
	for _, tt := range []struct {
		name  string
		heard []event
		want  Heard
	}{
		{"all", []event{a, b, c}, Heard{}},
		{"one is lost", []event{a, c}, Heard{Lost: 1}},
		{"one is doubled", []event{a, b, b, c}, Heard{Doubled: 1}},
		{"one is late", []event{b, a, c}, Heard{Disordered: 1}},
		{"one is not in the log", []event{a, b, c, entry("d")}, Heard{Unknown: 1}},
		{"one is told otherwise", []event{a, other, c}, Heard{Unknown: 1, Lost: 1}},
		{"nothing", nil, Heard{Lost: 3}},
	} {
		var got Heard
		got.compare(log, tt.heard)
		if tt.want.Events = len(tt.heard); got.Events != tt.want.Events || got.counts() != tt.want.counts() {
			t.Errorf("%s: got %+v, want %+v", tt.name, got, tt.want)
		}
	}
}

// counts are those of faults.
func (h Heard) counts() [6]int {
	return [6]int{h.WritesLost, h.WritesDoubled, h.Lost, h.Doubled, h.Disordered, h.Unknown}
}

func TestWritesAreCountedInTheLog(t *testing.T) {
	log := []event{{Record: "once"}, {Record: "twice"}, {Record: "claim"}, {Record: "twice"}}
	var got Heard
	got.checkWrites(log, []string{"once", "twice", "never"})
	if got.Entries != 4 || got.WritesLost != 1 || got.WritesDoubled != 1 {
		t.Errorf("got %+v, want 4 entries, one write lost and one doubled", got)
	}
}
