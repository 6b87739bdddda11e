package kg_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"entente/kg"
)

// reasonOf returns the reason of an InvalidError, and "" for no error.
func reasonOf(t *testing.T, err error) string {
	t.Helper()
	if err == nil {
		return ""
	}
	invalid, ok := errors.AsType[*kg.InvalidError](err)
	if !ok {
		t.Fatalf("got error %v of type %T, want *kg.InvalidError", err, err)
	}
	return invalid.Reason
}

// checkShort checks that err is an InvalidError that fits a few lines.
func checkShort(t *testing.T, err error) {
	t.Helper()
	if reason := reasonOf(t, err); reason == "" {
		t.Errorf("error %v gives no reason, want one", err)
	}
	if text := err.Error(); len(text) > 600 || strings.ContainsAny(text, "\n\r\x00") {
		t.Errorf("error %q has %d bytes, want one line of at most 600", text, len(text))
	}
}

func TestParseEDTFWritesCanonicalText(t *testing.T) {
	tests := []struct {
		give string
		zone kg.Zone
		want string // "" if canonical already
	}{
		{give: "2024"},
		{give: "2024-06"},
		{give: "2024-06-01"},
		{give: "201X"},
		{give: "20XX~"},
		{give: "2004-XX"},
		{give: "1985-04-XX?"},
		{give: "1985-XX-XX"},
		{give: "1890-12-20?"},
		{give: "2014-10~"},
		{give: "2014-10%"},
		{give: "-0044-03-15"},
		{give: "-004X"},
		{give: "0000"},
		{give: "9999"},
		{give: "-9999~"},
		{give: "2024-02-29"},
		{give: "1981-09/1981-10"},
		{give: "2015-10~/2026-01-20?"},
		{give: "../2001"},
		{give: "2001/.."},
		{give: "/2001"},
		{give: "2001/"},
		{give: "/"},
		{give: "../.."},
		{give: "/.."},
		{give: "../"},
		{give: "..2001", want: "../2001"},
		{give: "2026-01-20T17:00:00Z"},
		{give: "2026-01-20T20:00:00+03:00", want: "2026-01-20T17:00:00Z"},
		{give: "2026-01-20T20:00:00+03", want: "2026-01-20T17:00:00Z"},
		{give: "2026-01-20T20:00:00", zone: "+03:00", want: "2026-01-20T17:00:00Z"},
		{give: "2026-01-20T20:00:00Z", zone: "+03:00", want: "2026-01-20T20:00:00Z"},
		{give: "2026-01-20", zone: "+03:00"},
		{give: "0000-01-01T00:00:00+01:00", want: "-0001-12-31T23:00:00Z"},
		{give: "2019-10-09/2019-10-17T19:00:00Z"},
		{give: "2026-01-20/2026-01-20"},
	}
	for _, tt := range tests {
		want := tt.want
		if want == "" {
			want = tt.give
		}
		e, err := kg.ParseEDTF(tt.give, tt.zone)
		if got := e.String(); err != nil || got != want {
			t.Errorf("ParseEDTF(%q, %q) = %q, %v; want %q", tt.give, tt.zone, got, err, want)
		}
	}
}

// refused lists texts that are not read, each with the name that the refusal gives it.
var refused = []struct{ give, reason string }{
	{"", "a date is needed"},
	{" 2024", "white space in a date"},
	{"2024\n", "white space in a date"},
	{"2026-01-20 17:00:00", "white space in a date"},
	{"٢٠٢٤", "character U+0662"},
	{"−2024", "character U+2212"},
	{"2024\x00", "character U+0000"},
	{"2024\xff", "character U+FFFD"},
	{"2024\u202e", "character U+202E"},
	{strings.Repeat("2", 101), "longer than 100 bytes"},
	{strings.Repeat("/", 1_000_000), "longer than 100 bytes"},
	{"2026-13-01", "month 13"},
	{"2026-00", "month 0"},
	{"2026-20", "month 20"},
	{"2026-21-05", "month 21"},
	{"2026-01-00", "day 0 of a month of 31 days"},
	{"2026-02-29", "day 29 of a month of 28 days"},
	{"1900-02-29", "day 29 of a month of 28 days"},
	{"-0001-02-29", "day 29 of a month of 28 days"},
	{"2026-04-31", "day 31 of a month of 30 days"},
	{"2026-13-XX", "month 13"},
	{"2026-01-20T24:00:00Z", "hour 24"},
	{"2026-01-20T23:60:00Z", "minute 60"},
	{"2016-12-31T23:59:60Z", "second 60"},
	{"2026-01-32T00:00:00Z", "day 32 of a month of 31 days"},
	{"2026-01-20T17:00:00.5Z", "a fraction of a second"},
	{"2026-01-20T17:00:00,5", "a fraction of a second"},
	{"2026-01-20T17:00:00.1234567890Z", "a fraction of a second"},
	{"2026-01-20T17:00Z", "a time of day without seconds"},
	{"2026-01-20T17", "a time of day without seconds"},
	{"2026-01-20T170000Z", "a time of day of another form"},
	{"2026-01-20T17:00:00+0300", "an offset of another form"},
	{"2026-01-20T17:00:00+3", "an offset of another form"},
	{"2026-01-20T17:00:00+15:00", "offset +15:00"},
	{"2026-01-20T17:00:00[Asia/Damascus]", "a zone by name"},
	{"2026-01-20T17:00:00Z?", "a qualifier on a time of day"},
	{"2026-01-20T17:00:0XZ", "X in a time of day"},
	{"2026-01T17:00:00Z", "a time of day without a day"},
	{"2026-01-20t17:00:00z", "small letters"},
	{"201x", "small letters"},
	{"2001-21", "a season"},
	{"2001-24?", "a season"},
	{"2001-34", "a part of a year (EDTF level 2)"},
	{"Y170000002", "a year with Y"},
	{"Y-170000002", "a year with Y"},
	{"Y17E7", "a year with Y"},
	{"-17E7", "a year with an exponent (EDTF level 2)"},
	{"1950S2", "significant digits (EDTF level 2)"},
	{"[1667,1668]", "a set of dates (EDTF level 2)"},
	{"[..1984]", "a set of dates (EDTF level 2)"},
	{"{1960,1961-12}", "a set of dates (EDTF level 2)"},
	{"?2004-06", "a qualifier before or inside a date (EDTF level 2)"},
	{"2004-06~-11", "a qualifier before or inside a date (EDTF level 2)"},
	{"2004-~06", "a qualifier before or inside a date (EDTF level 2)"},
	{"2004?~", "two qualifiers"},
	{"156X-12-25", "X before a known digit (EDTF level 2)"},
	{"1985-XX-04", "X before a known digit (EDTF level 2)"},
	{"15XX-12-XX", "X before a known digit (EDTF level 2)"},
	{"1XXX", "X in a place where EDTF level 1 has none"},
	{"XXXX-12", "X in a place where EDTF level 1 has none"},
	{"1985-1X", "X in a place where EDTF level 1 has none"},
	{"2026-W04-2", "a week date"},
	{"2026W04", "a week date"},
	{"2026-020", "a day of the year (ordinal date)"},
	{"2026020", "a day of the year (ordinal date)"},
	{"20260120", "a date without hyphens"},
	{"202601", "a date without hyphens"},
	{"20260120T170000Z", "a date without hyphens"},
	{"12026", "a year of more than four digits"},
	{"12026-01-20", "a year of more than four digits"},
	{"+2026", "a plus sign before a year"},
	{"426", "a year of fewer than four digits"},
	{"20-01-2026", "a year of fewer than four digits"},
	{"-44", "a year of fewer than four digits"},
	{"-0000", "year -0000"},
	{"-0000-01-01T00:00:00Z", "year -0000"},
	{"2026-1-5", "a month or day of one digit"},
	{"2026-01-5", "a month or day of one digit"},
	{"now", "a word in place of a date"},
	{"Today", "a word in place of a date"},
	{"2015/present", "a word in place of a date"},
	{"unknown", "a word in place of a bound"},
	{"2015/open", "a word in place of a bound"},
	{"null", "a word in place of a bound"},
	{"..", "an open bound in place of a date"},
	{"2001..", "an open end without a slash"},
	{"20/01/2026", "more than one slash"},
	{"2026/01/20", "more than one slash"},
	{"2026//", "more than one slash"},
	{"2026/01", "a year of fewer than four digits"},
	{"20.01.2026", "not a date"},
	{"January", "not a date"},
	{"2024-", "not a date"},
	{"9999-12-31", "9999-12-31, which elsewhere stands for no end"},
	{"2015/9999-12-31", "9999-12-31, which elsewhere stands for no end"},
	{"9999-12-31T23:59:59Z", "9999-12-31, which elsewhere stands for no end"},
	{"9999-12-30T23:00:00-01:00", "9999-12-31, which elsewhere stands for no end"},
	{"9999-12-31~", "9999-12-31, which elsewhere stands for no end"},
	{"9999-12-31T23:00:00-01:00", "in UTC, +10000-01-01T00:00:00Z is out of range"},
	{"-9999-01-01T00:00:00+01:00", "in UTC, -10000-12-31T23:00:00Z is out of range"},
	{
		"2026-01-20T17:00:00Z/2026-01-20T17:00:00Z",
		"the end is the start, so no time is left between them",
	},
	{
		"2026-01-20T17:00:00Z/2026-01-20T20:00:00+03:00",
		"the end is the start, so no time is left between them",
	},
}

func TestParseEDTFRefusesTheRestByName(t *testing.T) {
	for _, tt := range refused {
		_, err := kg.ParseEDTF(tt.give, "")
		if err == nil {
			t.Errorf("ParseEDTF(%.40q) succeeds, want %q", tt.give, tt.reason)
			continue
		}
		checkShort(t, err)
		if got := reasonOf(t, err); got != tt.reason {
			t.Errorf("ParseEDTF(%.40q) is refused for %q, want %q", tt.give, got, tt.reason)
		}
	}
}

func TestRefusalSaysWhatIsAccepted(t *testing.T) {
	tests := []struct{ give, want string }{
		{"2026-13-01", "`2026-13-01`: month 13; write YYYY, YYYY-MM or YYYY-MM-DD"},
		{"2015/now", "`now`: a word in place of a date; " +
			"write the date itself, such as 2026-01-20; .. for no end yet"},
		{"2026-01-20T17:00:00Z/2026-01-20T17:00:00Z", "" +
			"`2026-01-20T17:00:00Z/2026-01-20T17:00:00Z`: " +
			"the end is the start, so no time is left between them; " +
			"write a moment as a single date or instant: 2026-01-20T17:00:00Z"},
		{"20\u202e24\r\n", "`20\ufffd24\ufffd\ufffd`: white space in a date; leave the spaces out"},
	}
	for _, tt := range tests {
		if _, err := kg.ParseEDTF(tt.give, ""); err == nil || err.Error() != tt.want {
			t.Errorf("ParseEDTF(%q) fails with %v, want %s", tt.give, err, tt.want)
		}
	}
}

func TestDateSpansWhatItCanMean(t *testing.T) {
	tests := []struct {
		give        string
		zone        kg.Zone
		first, last string
	}{
		{"2014", "", "2014-01-01T00:00:00Z", "2014-12-31T23:59:59Z"},
		{"2014-10", "", "2014-10-01T00:00:00Z", "2014-10-31T23:59:59Z"},
		{"2015-10-11", "", "2015-10-11T00:00:00Z", "2015-10-11T23:59:59Z"},
		{"2026-01-20T17:00:00Z", "", "2026-01-20T17:00:00Z", "2026-01-20T17:00:00Z"},
		{"2014-10?", "", "2014-10-01T00:00:00Z", "2014-10-31T23:59:59Z"},
		{"2014-10~", "", "2014-09-01T00:00:00Z", "2014-11-30T23:59:59Z"},
		{"2014-01%", "", "2013-12-01T00:00:00Z", "2014-02-28T23:59:59Z"},
		{"2014-12~", "", "2014-11-01T00:00:00Z", "2015-01-31T23:59:59Z"},
		{"2014~", "", "2013-01-01T00:00:00Z", "2015-12-31T23:59:59Z"},
		{"2024-03-01~", "", "2024-02-29T00:00:00Z", "2024-03-02T23:59:59Z"},
		{"2014-12-31~", "", "2014-12-30T00:00:00Z", "2015-01-01T23:59:59Z"},
		{"201X", "", "2010-01-01T00:00:00Z", "2019-12-31T23:59:59Z"},
		{"201X~", "", "2000-01-01T00:00:00Z", "2029-12-31T23:59:59Z"},
		{"20XX", "", "2000-01-01T00:00:00Z", "2099-12-31T23:59:59Z"},
		{"20XX~", "", "1900-01-01T00:00:00Z", "2199-12-31T23:59:59Z"},
		{"2004-XX", "", "2004-01-01T00:00:00Z", "2004-12-31T23:59:59Z"},
		{"1985-04-XX", "", "1985-04-01T00:00:00Z", "1985-04-30T23:59:59Z"},
		{"1985-04-XX~", "", "1985-03-01T00:00:00Z", "1985-05-31T23:59:59Z"},
		{"1985-XX-XX~", "", "1984-01-01T00:00:00Z", "1986-12-31T23:59:59Z"},
		{"-0044", "", "-0044-01-01T00:00:00Z", "-0044-12-31T23:59:59Z"},
		{"-004X", "", "-0049-01-01T00:00:00Z", "-0040-12-31T23:59:59Z"},
		{"-000X", "", "-0009-01-01T00:00:00Z", "-0001-12-31T23:59:59Z"},
		{"-00XX", "", "-0099-01-01T00:00:00Z", "-0001-12-31T23:59:59Z"},
		{"000X", "", "0000-01-01T00:00:00Z", "0009-12-31T23:59:59Z"},
		{"0000-02-29", "", "0000-02-29T00:00:00Z", "0000-02-29T23:59:59Z"},
		{"9999~", "", "9998-01-01T00:00:00Z", "+10000-12-31T23:59:59Z"},
		{"-9999~", "", "-10000-01-01T00:00:00Z", "-9998-12-31T23:59:59Z"},
		{"2026-01-20", "+03:00", "2026-01-19T21:00:00Z", "2026-01-20T20:59:59Z"},
		{"2026", "-14:00", "2026-01-01T14:00:00Z", "2027-01-01T13:59:59Z"},
		{"2026-01~", "+03:00", "2025-11-30T21:00:00Z", "2026-02-28T20:59:59Z"},
	}
	for _, tt := range tests {
		d, err := kg.ParseDate(tt.give, tt.zone)
		if err != nil || d.First.String() != tt.first || d.Last.String() != tt.last {
			t.Errorf("ParseDate(%q, %q) spans %v to %v, %v; want %s to %s",
				tt.give, tt.zone, d.First, d.Last, err, tt.first, tt.last)
		}
	}
}

func TestDaysMonthsAndYearsFollowWithoutGapOrOverlap(t *testing.T) {
	for _, year := range []string{"-9999", "-0001", "0000", "1900", "2000", "2023", "9998"} {
		whole := mustDate(t, year)
		next := whole.First
		for month := 1; month <= 12; month++ {
			m := mustDate(t, fmt.Sprintf("%s-%02d", year, month))
			if m.First != next {
				t.Errorf("%s starts at %v, want %v", m.Text, m.First, next)
			}
			for day := 1; next <= m.Last; day++ {
				d := mustDate(t, fmt.Sprintf("%s-%02d-%02d", year, month, day))
				if d.First != next || d.Last != next+86399 {
					t.Errorf("%s is %v to %v, want the day from %v", d.Text, d.First, d.Last, next)
				}
				next = d.Last + 1
			}
			if next != m.Last+1 {
				t.Errorf("the days of %s end at %v, want %v", m.Text, next, m.Last+1)
			}
		}
		if next != whole.Last+1 {
			t.Errorf("the months of %s end at %v, want %v", year, next, whole.Last+1)
		}
	}
}

func mustDate(t *testing.T, text string) kg.Date {
	t.Helper()
	d, err := kg.ParseDate(text, "")
	if err != nil {
		t.Fatalf("ParseDate(%q) fails: %v", text, err)
	}
	return d
}

func TestDateTellsItsQualifier(t *testing.T) {
	tests := []struct {
		give                   string
		uncertain, approximate bool
	}{
		{"2014", false, false},
		{"2014?", true, false},
		{"2014~", false, true},
		{"2014%", true, true},
	}
	for _, tt := range tests {
		d := mustDate(t, tt.give)
		if d.Uncertain() != tt.uncertain || d.Approximate() != tt.approximate {
			t.Errorf("%q: uncertain %t, approximate %t; want %t, %t",
				tt.give, d.Uncertain(), d.Approximate(), tt.uncertain, tt.approximate)
		}
	}
}

func FuzzParseEDTFIsExactForCanonicalText(f *testing.F) {
	for _, tt := range refused {
		f.Add(tt.give[:min(len(tt.give), 200)], "")
	}
	for _, text := range []string{
		"2024", "201X", "-004X~", "..2001", "2026-01-20T20:00:00/..", "/", "9999~/1985-XX-XX%",
	} {
		f.Add(text, "+03:00")
	}
	f.Fuzz(func(t *testing.T, text, zone string) {
		e, err := kg.ParseEDTF(text, kg.Zone(zone))
		if err != nil {
			checkShort(t, err)
			return
		}
		again, err := kg.ParseEDTF(e.String(), kg.Zone(zone))
		if err != nil || again != e {
			t.Errorf("ParseEDTF(%q, %q) = %+v, %v; want %+v as %q gave",
				e, zone, again, err, e, text)
		}
		if d := e.Start.Date; e.Start.Known() && d.First > d.Last {
			t.Errorf("ParseEDTF(%q) starts %v to %v, want them in order", text, d.First, d.Last)
		}
	})
}
