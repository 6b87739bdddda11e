package kg_test

import (
	"testing"

	"entente/kg"
)

func TestParseWindowCoversWhatIsWritten(t *testing.T) {
	tests := []struct {
		give        string
		zone        kg.Zone
		from, until string
	}{
		{"2025", "", "2025-01-01T00:00:00Z", "2026-01-01T00:00:00Z"},
		{"2025-06", "", "2025-06-01T00:00:00Z", "2025-07-01T00:00:00Z"},
		{"2025-06-01", "", "2025-06-01T00:00:00Z", "2025-06-02T00:00:00Z"},
		{"2025-06-01", "+03:00", "2025-05-31T21:00:00Z", "2025-06-01T21:00:00Z"},
		{"201X", "", "2010-01-01T00:00:00Z", "2020-01-01T00:00:00Z"},
		{"2026-01-20T17:00:00Z", "", "2026-01-20T17:00:00Z", "2026-01-20T17:00:01Z"},
		{"2026-01-20T20:00:00", "+03:00", "2026-01-20T17:00:00Z", "2026-01-20T17:00:01Z"},
		{"2024/2025-06", "", "2024-01-01T00:00:00Z", "2025-07-01T00:00:00Z"},
		{"2025/2025", "", "2025-01-01T00:00:00Z", "2026-01-01T00:00:00Z"},
		{"2025-06/2025", "", "2025-06-01T00:00:00Z", "2026-01-01T00:00:00Z"},
		{
			"2026-01-20T17:00:00Z/2026-01-24T17:00:00Z", "",
			"2026-01-20T17:00:00Z", "2026-01-24T17:00:01Z",
		},
		{"../2025", "", "-∞", "2026-01-01T00:00:00Z"},
		{"..2001", "", "-∞", "2002-01-01T00:00:00Z"},
		{"2025/..", "", "2025-01-01T00:00:00Z", "+∞"},
		{"../..", "", "-∞", "+∞"},
		{"-9999/9999", "", "-9999-01-01T00:00:00Z", "+10000-01-01T00:00:00Z"},
		{"9999-12-31", "", "9999-12-31T00:00:00Z", "+10000-01-01T00:00:00Z"},
		{"2024/9999-12-31T23:59:59Z", "", "2024-01-01T00:00:00Z", "+10000-01-01T00:00:00Z"},
	}
	for _, tt := range tests {
		w, err := kg.ParseWindow(tt.give, tt.zone)
		if err != nil || w.From.String() != tt.from || w.Until.String() != tt.until {
			t.Errorf("ParseWindow(%q, %q) = [%v, %v), %v; want [%s, %s)",
				tt.give, tt.zone, w.From, w.Until, err, tt.from, tt.until)
		}
	}
}

func TestParseWindowRefusesWhatAsksNothingExact(t *testing.T) {
	tests := []struct{ give, zone, want string }{
		{"2025?", "", "`2025?`: a qualifier in a question; leave ? ~ and % out"},
		{"2024/2025~", "", "`2025~`: a qualifier in a question; leave ? ~ and % out"},
		{
			"2025/", "",
			"`2025/`: an unknown side in a question; write .. where the question has no bound",
		},
		{"/", "", "`/`: an unknown side in a question; write .. where the question has no bound"},
		{
			"2025/2024", "",
			"`2025/2024`: 2025 is not before the end of 2024; write the earlier date first",
		},
		{"2001-21", "", "`2001-21`: a season; write the months, such as 2001-03/2001-05"},
		{
			"2025", "Mars", "zone: `Mars`: a zone by name, whose offset changes over the years; " +
				"write Z or a fixed offset such as +03:00, at most 14 hours from UTC",
		},
	}
	for _, tt := range tests {
		_, err := kg.ParseWindow(tt.give, kg.Zone(tt.zone))
		if err == nil || err.Error() != tt.want {
			t.Errorf("ParseWindow(%q) fails with\n     %v\nwant %s", tt.give, err, tt.want)
		}
	}
}

func TestOnlyAlwaysIsUnbounded(t *testing.T) {
	tests := []struct {
		give string
		want bool
	}{
		{"../..", true}, {"../2025", false}, {"2025/..", false}, {"2025", false},
	}
	for _, tt := range tests {
		w, err := kg.ParseWindow(tt.give, "")
		if err != nil || w.Unbounded() != tt.want {
			t.Errorf("%q is unbounded: %t, %v; want %t", tt.give, w.Unbounded(), err, tt.want)
		}
	}
}

func TestWindowAtIsOneSecond(t *testing.T) {
	if got, want := kg.WindowAt(41), (kg.Window{From: 41, Until: 42}); got != want {
		t.Errorf("WindowAt(41) = %v, want %v", got, want)
	}
}

func FuzzParseWindowIsNeverEmpty(f *testing.F) {
	for _, text := range []string{"2025", "2024/2025-06", "../..", "..2001", "2025?", "2025/2024"} {
		f.Add(text, "+03:00")
	}
	f.Fuzz(func(t *testing.T, text, zone string) {
		w, err := kg.ParseWindow(text, kg.Zone(zone))
		if err != nil {
			checkShort(t, err)
			return
		}
		if w.From >= w.Until {
			t.Errorf("ParseWindow(%q, %q) = %v, want From before Until", text, zone, w)
		}
	})
}
