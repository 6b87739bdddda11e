package wikidata_test

import (
	"fmt"
	"strings"
	"testing"

	"entente/formats"
	"entente/internal/pythontest"
	"entente/kg"
)

// qualifier writes a qualifier: a time with its precision, a calendar's item behind it if
// need be, or "some" or "none".
func qualifier(property, written string) string {
	kind, value := "value", ""
	switch written {
	case "some":
		kind = "somevalue"
	case "none":
		kind = "novalue"
	default:
		part := strings.Fields(written + " Q1985727")
		value = fmt.Sprintf(`,"datavalue":{"type":"time","value":{"time":"%sT00:00:00Z","precision":%s,`+
			`"calendarmodel":"http://www.wikidata.org/entity/%s"}}`, part[0], part[1], part[2])
	}
	return fmt.Sprintf(`{"snaktype":"%s","property":"%s","datatype":"time"%s}`, kind, property, value)
}

// member is a state that is a member of an organization, as the qualifiers say: pairs of
// a property and what qualifier reads.
func member(property string, qualifiers ...string) string {
	by := map[string][]string{}
	var order []string
	for i := 0; i < len(qualifiers); i += 2 {
		if by[qualifiers[i]] == nil {
			order = append(order, qualifiers[i])
		}
		by[qualifiers[i]] = append(by[qualifiers[i]], qualifier(qualifiers[i], qualifiers[i+1]))
	}
	parts := make([]string, len(order))
	for i, p := range order {
		parts[i] = fmt.Sprintf("%q:[%s]", p, strings.Join(by[p], ","))
	}
	return fmt.Sprintf(`{"type":"item","id":"Q1","claims":{"%s":[{"id":"Q1$a","rank":"normal","mainsnak":%s,`+
		`"qualifiers":{%s}}]}}`, property, itemSnak(property, "Q2"), strings.Join(parts, ","))
}

func itemSnak(property, id string) string {
	return fmt.Sprintf(`{"snaktype":"value","property":"%s","datatype":"wikibase-item","datavalue":`+
		`{"type":"wikibase-entityid","value":{"entity-type":"item","id":"%s"}}}`, property, id)
}

func TestQualifiersSayWhenItHolds(t *testing.T) {
	const start, end, point = "P580", "P582", "P585"
	for _, test := range []struct {
		name       string
		qualifiers []string
		want       kg.Written
	}{
		{"none", nil, kg.Written{EDTF: "/"}},
		{"a day", []string{start, "+1949-04-04 11"}, kg.Written{EDTF: "1949-04-04/"}},
		{"a month and a year", []string{start, "+1949-04-00 10", end, "+1966-00-00 9"}, kg.Written{EDTF: "1949-04/1966"}},
		{"a year written as its first day", []string{start, "+1949-01-01 9"}, kg.Written{EDTF: "1949/"}},
		{"a day without a number", []string{start, "+1949-04-00 11"}, kg.Written{EDTF: "1949-04/"}},
		{"a decade", []string{start, "+1988-00-00 8"}, kg.Written{EDTF: "198X/"}},
		{"a century by its last year", []string{start, "+1900-00-00 7"}, kg.Written{EDTF: "18XX/"}},
		{"a century by a year in it", []string{start, "+1822-01-01 7"}, kg.Written{EDTF: "18XX/"}},
		{"a millennium", []string{start, "+2000-00-00 6"}, kg.Written{EDTF: "/", StartedAfter: "1001"}},
		{"a millennium that is not over", []string{end, "+3000-00-00 6"}, kg.Written{EDTF: "/"}},
		{"a million years", []string{start, "-66000000-00-00 3"}, kg.Written{EDTF: "/"}},
		{"44 BCE", []string{start, "-0044-00-00 9"}, kg.Written{EDTF: "-0043/"}},
		{"1 BCE", []string{start, "-0001-00-00 9"}, kg.Written{EDTF: "0000/"}},
		{"the 5th century BCE", []string{start, "-0450-00-00 7"}, kg.Written{EDTF: "-04XX/"}},
		{"the 440s BCE", []string{start, "-0440-00-00 8"}, kg.Written{EDTF: "/", StartedAfter: "-0448"}},
		{"year 0", []string{start, "+0000-00-00 9"}, kg.Written{EDTF: "/"}},
		{"a Julian day", []string{start, "+1582-10-04 11 Q1985786"}, kg.Written{EDTF: "1582-10-14/"}},
		{"a Julian month", []string{start, "+1582-09-00 10 Q1985786"}, kg.Written{EDTF: "1582-09~/"}},
		{"a Julian year", []string{start, "+1582-00-00 9 Q1985786"}, kg.Written{EDTF: "1582/"}},
		{"no end", []string{start, "+1949-00-00 9", end, "none"}, kg.Written{EDTF: "1949/.."}},
		{"no start", []string{start, "none", end, "+1949-00-00 9"}, kg.Written{EDTF: "../1949"}},
		{"some end", []string{start, "+1949-00-00 9", end, "some"}, kg.Written{EDTF: "1949/"}},
		{
			"some end with a latest date",
			[]string{end, "some", "P1326", "+1950-00-00 9"},
			kg.Written{EDTF: "/", EndedBefore: "1950", Ended: true},
		},
		{"a latest date without an end", []string{start, "some", "P1326", "+1950-00-00 9"}, kg.Written{EDTF: "/"}},
		{
			"some start with an earliest date",
			[]string{start, "some", "P1319", "+1950-00-00 9"},
			kg.Written{EDTF: "/", StartedAfter: "1950"},
		},
		{
			"a point in time",
			[]string{point, "+1950-00-00 9"},
			kg.Written{EDTF: "/", AttestedFrom: "1950"},
		},
		{
			"two points in time",
			[]string{point, "+1952-00-00 9", point, "+1950-00-00 9"},
			kg.Written{EDTF: "/", AttestedFrom: "1950", AttestedUntil: "1952"},
		},
		{"floruit", []string{"P1317", "+1950-00-00 9"}, kg.Written{EDTF: "/", AttestedFrom: "1950"}},
		{"a point outside", []string{start, "+1960-00-00 9", point, "+1950-00-00 9"}, kg.Written{EDTF: "1960/"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := read(t, member("P463", test.qualifiers...), formats.ReadOptions{})
			ties := r.ties("member-of")
			if len(ties) != 1 {
				t.Fatalf("got %d ties, %v, want one", len(ties), r.mistakes)
			}
			if got := ties[0].Validity.Written; got != test.want {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
		})
	}
}

func TestAnAwardIsReceivedAtItsPointInTime(t *testing.T) {
	ties := read(t, member("P166", "P585", "+1990-00-00 9"), formats.ReadOptions{}).ties("award-received")
	if len(ties) != 1 || ties[0].Validity.EDTF != "1990" {
		t.Errorf("got %v, want one in 1990", ties)
	}
}

func TestEachOfSeveralStartsIsAClaim(t *testing.T) {
	r := read(t, member("P463", "P580", "+1949-00-00 9", "P580", "+1950-04-00 10"), formats.ReadOptions{})
	got := map[string]bool{}
	for _, c := range r.claims("Q1-a") {
		got[c.Property+" "+c.Value.Date] = true
	}
	if len(got) != 2 || !got["start 1949"] || !got["start 1950-04"] {
		t.Errorf("claims: got %v, want start 1949 and start 1950-04", got)
	}
	if r.ties("member-of")[0].Validity.EDTF != "1949/" || !has(r.remarks, "P580: the first of several") {
		t.Errorf("want the first as the bound, and a remark: %v", r.remarks)
	}
}

func TestAnEndBeforeTheStartIsRefused(t *testing.T) {
	r := read(t, member("P463", "P580", "+1960-00-00 9", "P582", "+1950-00-00 9"), formats.ReadOptions{})
	if len(r.mistakes) != 1 || !strings.HasPrefix(r.mistakes[0], "a.json:1:44: P463: ") {
		t.Errorf("got %v, want the statement refused in its place", r.mistakes)
	}
}

func TestLifetimesAreReadByWhatAnItemIs(t *testing.T) {
	r := read(t, content(t, "testdata", "dump.json"), formats.ReadOptions{})
	for id, want := range map[kg.ID]string{
		"Q1048":   "-0099-07-10?/-0043-03-13", // 12 July 100 BCE, presumably, to 15 March 44 BCE, Julian
		"Q150701": "1648-10-24",
		"Q220":    "/",
	} {
		if got := r.entity(t, id).Validity.EDTF; got != want {
			t.Errorf("%s: got %s, want %s", id, got, want)
		}
	}
	if l := r.entity(t, "Q220").Location; l == nil || l.Latitude != 41.893056 || l.Longitude != 12.482778 {
		t.Errorf("Rome: got %v, want 41.893056 12.482778", l)
	}
	ranks := map[kg.Rank]string{}
	for _, c := range r.claims("Q150701") {
		ranks[c.Rank] = c.Property + " " + c.Value.Date
	}
	if ranks[kg.RankNormal] != "start 1648-10-24" || ranks[kg.RankDeprecated] != "start 1648-10-24" {
		t.Errorf("dates of the peace: got %v, want both as claims, the Julian day as the Gregorian", ranks)
	}
}

func TestSomeDeathIsBeforeTheItemWasChanged(t *testing.T) {
	text := `{"type":"item","id":"Q1","modified":"2024-05-01T12:00:00Z","claims":{"P31":[{"mainsnak":` +
		itemSnak("P31", "Q5") + `}],"P570":[{"mainsnak":` + qualifier("P570", "some") + `}]}}`
	got := read(t, text, formats.ReadOptions{}).entity(t, "Q1").Validity
	if !got.Ended || got.EndedBefore != "2024-05-01T12:00:00Z" || got.EDTF != "/" {
		t.Errorf("got %+v, want an end of unknown date before 2024-05-01T12:00:00Z", got.Written)
	}
}

// julian prints Gregorian days by the rule of Julian day numbers (E. G. Richards), which
// is written otherwise than what is tested.
const julian = `
def gregorian(j):
    f = j + 1401 + (4 * j + 274277) // 146097 * 3 // 4 - 38
    e = 4 * f + 3
    g = e % 1461 // 4
    h = 5 * g + 2
    m = (h // 153 + 2) % 12 + 1
    return e // 1461 - 4716 + (14 - m) // 12, m, h % 153 // 5 + 1
def julian(y, m, d):
    a = (14 - m) // 12
    y += 4800 - a
    return d + (153 * (m + 12 * a - 3) + 2) // 5 + 365 * y + y // 4 - 32083
for y in range(-4000, 2100, 13):
    for m, d in ((1, 1), (2, 28), (3, 1), (12, 31)):
        print("%d %d %d %d %d %d" % ((y, m, d) + gregorian(julian(y, m, d))))
`

func TestJulianDaysAreThoseOfTheJulianDayNumber(t *testing.T) {
	var starts, want []string
	for _, line := range strings.Split(strings.TrimSpace(pythontest.Run(t, julian)), "\n") {
		var y, m, d, gy, gm, gd int
		if _, err := fmt.Sscan(line, &y, &m, &d, &gy, &gm, &gd); err != nil {
			t.Fatal(err)
		}
		sign, gsign := "+", ""
		if y <= 0 {
			sign, y = "-", 1-y
		}
		if gy < 0 {
			gsign, gy = "-", -gy
		}
		starts = append(starts, fmt.Sprintf("%s%04d-%02d-%02d 11 Q1985786", sign, y, m, d))
		want = append(want, fmt.Sprintf("%s%04d-%02d-%02d/", gsign, gy, gm, gd))
	}
	lines := make([]string, len(starts))
	for i, start := range starts {
		lines[i] = strings.ReplaceAll(member("P463", "P580", start), "Q1$a", fmt.Sprintf("s%06d", i))
	}
	ties := read(t, strings.Join(lines, "\n"), formats.ReadOptions{}).ties("member-of")
	for i, tie := range ties {
		if tie.Validity.EDTF != want[i] {
			t.Errorf("%s: got %s, want %s", starts[i], tie.Validity.EDTF, want[i])
		}
	}
	if len(ties) != len(want) {
		t.Errorf("got %d, want %d", len(ties), len(want))
	}
}
