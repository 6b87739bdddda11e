package table

import (
	"strings"
	"testing"
)

func TestAMistakeInADateIsShownAsItsCellHasIt(t *testing.T) {
	const two, three = "{start: <s>, end: <e>}", "{start: {year: <s>, month: <e>, day: <p>}}"
	tests := []struct{ name, validity, cells, want string }{
		{"words at the start", two, "c. 1995,2000,", "2:3: start: `c. 1995`: white space in a date; write 1995~"},
		{"words at the end", two, "1990,ca. 1980,", "2:8: end: `ca. 1980`: white space in a date; write 1980~"},
		{
			"one side of an end", two, "1990,before 2010,",
			"2:8: end: `before 2010`: white space in a date; write ..2010, or ../2010 in a column of the whole validity",
		},
		{"one side of a validity", "<s>", "before 2010,,", "2:3: validity: `before 2010`: white space in a date; write ../2010"},
		{"two years", "<s>", "1990-91,,", "2:3: validity: `1990-91`: month 91; write 1990/1991"},
		{
			"two years at the end", two, "1990,1990-91,",
			"2:8: end: `1990-91`: month 91; write one date here, or 1990/1991 in a column of the whole validity",
		},
		{
			"two dates at the start", two, "1990/1992-01,2000,",
			"2:3: start: `1990/1992-01`: two dates, where one is to be; write the one date here",
		},
		{"a remark", "{start: <s>, end: <e>, attestedFrom: <p>}", "1990,2000,c. 1995", "2:13: attestedFrom: `c. 1995`: white space in a date; write 1995~"},
		{"both, one after the other", two, "1990,1980,", "2:8: end: `1990/1980`: start 1990 is not before end 1980"},
		{
			"another form", "{start: {date: <s>, form: D.M.YYYY}}", "c. 1990,,",
			"2:3: start: `c. 1990`: not a date of the form D.M.YYYY; write 1990~, and name edtf among the forms in the mapping",
		},
		{"a month", three, "1990,13,5", "2:8: start: `13`: not a month; write 1 to 12, or nothing where it is not known"},
		{
			"a day", three, "1990,2,30",
			"2:10: start: `30`: day 30 of a month of 28 days; write a day of that month, or nothing where it is not known",
		},
		{"a year", three, "c. 1990,2,30", "2:3: start: `c. 1990`: white space in a date; write 1990~"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := ties(t, tt.validity, tt.cells); len(got) != 1 || got[0] != "t.csv:"+tt.want {
				t.Errorf("got %q\nwant %q", got, "t.csv:"+tt.want)
			}
		})
	}
}

func TestWhatIsToBeWrittenForWordsIsRead(t *testing.T) {
	for words, want := range map[string]string{
		"c. 1995": "1995~", "circa 1995-03": "1995-03~", "before 2010": "../2010", "after 2010": "2010/..",
		"1990-91": "1990/1991", "1990–1995": "1990/1995", "1990-12": "", "1803-12": "", "1995-90": "", "someday": "",
	} {
		if got := inWords(words); got != want {
			t.Errorf("inWords(%q): got %q, want %q", words, got, want)
		}
		if got := inWords(words); got != "" {
			if read := ties(t, "<s>", got+",,"); len(read) != 1 || strings.HasPrefix(read[0], "t.csv") {
				t.Errorf("%s: got %q, want it read", got, read)
			}
		}
	}
}
