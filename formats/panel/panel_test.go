package panel

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/formats"
	"entente/internal/exporttest"
	"entente/kg"
	"entente/seed"
	"entente/store/storetest"
)

// written is the file of an export.
func written(tb testing.TB, x *formats.Export) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := Format.Write(&b, x); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// table is the file of an export, each row by the names of the columns.
func table(tb testing.TB, x *formats.Export) []map[string]string {
	tb.Helper()
	rows, err := csv.NewReader(bytes.NewReader(written(tb, x))).ReadAll()
	if err != nil {
		tb.Fatal(err)
	}
	all := make([]map[string]string, 0, len(rows)-1)
	for _, row := range rows[1:] {
		named := make(map[string]string, len(row))
		for i, cell := range row {
			named[rows[0][i]] = cell
		}
		all = append(all, named)
	}
	return all
}

// pick returns some columns of each row as one text.
func pick(rows []map[string]string, columns ...string) []string {
	all := make([]string, len(rows))
	for i, row := range rows {
		cells := make([]string, len(columns))
		for j, column := range columns {
			cells[j] = row[column]
		}
		all[i] = strings.Join(cells, ";")
	}
	return all
}

func TestTheNumbersAreThoseOfTheAPI(t *testing.T) {
	clock := func() time.Time { return exporttest.Now }
	g := kg.NewGraph(storetest.NewModel(clock), clock)
	batch, err := seed.Batch()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := g.Write(t.Context(), batch); err != nil {
		t.Fatal(err)
	}
	for _, bucket := range []kg.TimeBucket{kg.BucketYear, kg.BucketQuarter, kg.BucketMonth, kg.BucketDecade} {
		x := exporttest.Seed(t)
		x.Bucket, x.Within = bucket, window(t, "2010/2026-03")
		q := kg.PanelQuery{TimeQuery: kg.TimeQuery{Bucket: bucket, Within: new("2010/2026-03")}, First: kg.MaxPanelRows}
		var want []string
		for {
			page, err := g.Panel(t.Context(), kg.ViewAt(exporttest.Now), q)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range page.Rows {
				want = append(want, fmt.Sprintf("%s;%s;%s;%s;%s;%d;%d;%d;%d;%d;%d", r.PanelSeries.From, r.PanelSeries.To, r.Type,
					r.Sign, r.Period.EDTF, r.Active.Certain, r.Active.Possible, r.Started.Certain, r.Started.Possible,
					r.Ended.Certain, r.Ended.Possible))
				q.After = &r.PanelPlace
			}
			if !page.HasNext {
				break
			}
		}
		got := pick(table(t, x), "from_id", "to_id", "type", "sign", "period", "ties_certain", "ties_possible",
			"started_certain", "started_possible", "ended_certain", "ended_possible")
		if diff := cmp.Diff(want, got); diff != "" || len(got) < 100 {
			t.Errorf("%d rows by %s (-want +got):\n%s", len(got), bucket, diff)
		}
	}
}

func window(tb testing.TB, text string) *kg.Window {
	tb.Helper()
	w, err := kg.ParseWindow(text, "")
	if err != nil {
		tb.Fatal(err)
	}
	return &w
}

// pair is a graph of two actors with a symmetric tie for each validity, in turn from one
// and from the other, each with a source of its own.
func pair(tb testing.TB, names [2]string, validities ...string) *formats.Export {
	tb.Helper()
	records := []kg.Record{
		&kg.Term{
			Header: kg.Header{ID: "kind:state"}, TermKind: kg.TermKindOfEntity, Name: "state", Label: "State",
			Classes: []kg.EntityClass{kg.ClassActor},
		},
		&kg.Term{
			Header: kg.Header{ID: "type:pact"}, TermKind: kg.TermRelationshipType, Name: "pact", Label: "pact",
			Sign: kg.SignCooperative, Symmetric: true,
		},
	}
	ends := []kg.ID{"a", "b"}
	for i, name := range names {
		records = append(records, &kg.Entity{
			Header: kg.Header{ID: ends[i]}, EntityClass: kg.ClassActor, Kind: "state", Validity: kg.Unknown,
			Names: []kg.Name{{Text: name, Kind: kg.NameOfficial}},
		})
	}
	for i, text := range validities {
		v, err := kg.Written{EDTF: text}.Read(0)
		if err != nil {
			tb.Fatal(err)
		}
		n := strconv.Itoa(i + 1)
		records = append(records,
			&kg.Source{Header: kg.Header{ID: kg.ID("s" + n)}, Title: "Source " + n},
			&kg.Relationship{
				Header: kg.Header{ID: kg.ID("r" + n), Sources: []kg.ID{kg.ID("s" + n)}}, Type: "pact", Sign: kg.SignCooperative,
				From: ends[i%2], To: ends[1-i%2], Validity: v,
			})
	}
	return exporttest.Of(tb, records...)
}

func TestAPairIsCountedByPeriod(t *testing.T) {
	x := pair(t, [2]string{"A", "B"}, "2012-03/2014", "2013/2013-06-30")
	want := []string{
		"a;A;b;B;2012;2012-01-01;2012-12-31;2012;1;1;1;1;s1",
		"a;A;b;B;2013;2013-01-01;2013-12-31;2013;1;1;2;2;s1 s2",
		"a;A;b;B;2014;2014-01-01;2014-12-31;2014;1;1;1;1;s1",
	}
	got := pick(table(t, x), "from_id", "from_name", "to_id", "to_name", "period", "period_start", "period_end", "year",
		"certain", "possible", "ties_certain", "ties_possible", "source_ids")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
}

func TestPeriodsHaveTheirColumns(t *testing.T) {
	for bucket, want := range map[kg.TimeBucket]string{
		kg.BucketDay:     "2013-02-03;2013-02-03;2013-02-03;2013;;2;3",
		kg.BucketMonth:   "2013-02;2013-02-01;2013-02-28;2013;;2;",
		kg.BucketQuarter: "2013-01/2013-03;2013-01-01;2013-03-31;2013;1;;",
		kg.BucketYear:    "2013;2013-01-01;2013-12-31;2013;;;",
		kg.BucketDecade:  "201X;2010-01-01;2019-12-31;2010;;;",
		kg.BucketCentury: "20XX;2000-01-01;2099-12-31;2000;;;",
	} {
		x := pair(t, [2]string{"A", "B"}, "2013-02-03")
		x.Bucket = bucket
		got := pick(table(t, x), "period", "period_start", "period_end", "year", "quarter", "month", "day")
		if diff := cmp.Diff([]string{want}, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", bucket, diff)
		}
	}
}

func TestTheTimeIsThatOfTheDates(t *testing.T) {
	tests := []struct {
		name       string
		validities []string
		within     *kg.Window
		asOf       string
		want       []string
	}{
		{"from the first date to the last", []string{"2012/..", "2014-05"}, nil, "", []string{"2012", "2013", "2014"}},
		{"as it was asked for", []string{"2012/.."}, window(t, "2015/2016"), "", []string{"2015", "2016"}},
		{"an open side ends with the dates", []string{"2012/2013", "2010"}, window(t, "2012/.."), "", []string{"2012", "2013"}},
		{"that of an export as of a time", []string{"2012/2019"}, nil, "2013-04/2014", []string{"2013", "2014"}},
		{"none without a date", []string{"/"}, nil, "", nil},
		{"none before its time", []string{"2012/2013"}, window(t, "1999"), "", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			x := pair(t, [2]string{"A", "B"}, tt.validities...)
			if tt.asOf != "" {
				x = exporttest.AsOf(t, x, tt.asOf)
			}
			x.Within = tt.within
			if diff := cmp.Diff(tt.want, slices.Collect(slices.Values(pick(table(t, x), "period")))); diff != "" {
				t.Errorf("periods (-want +got):\n%s", diff)
			}
		})
	}
}

func TestALargePanelIsRefusedBeforeItIsWritten(t *testing.T) {
	x := pair(t, [2]string{"A", "B"}, "2012/2014")
	var b bytes.Buffer
	var limit *kg.LimitError
	if err := write(&b, x, 2); !errors.As(err, &limit) || limit.Value != 3 || limit.Advice == "" || b.Len() > 0 {
		t.Errorf("3 rows of at most 2: got error %v and %d bytes, want a LimitError with advice and none", err, b.Len())
	}
	if err := write(&b, exporttest.Seed(t), 5); !errors.As(err, &limit) || limit.Value != 6 || b.Len() > 0 {
		t.Errorf("many pairs: got error %v and %d bytes, want a LimitError with the sixth and none", err, b.Len())
	}
	x.Bucket, x.Within = kg.BucketDay, window(t, "1000/2000")
	if err := write(&b, x, 2); !errors.As(err, &limit) || !strings.Contains(limit.What, "periods") || b.Len() > 0 {
		t.Errorf("a thousand years by day: got error %v, want a LimitError about periods", err)
	}
	x.Bucket = "WEEK"
	var invalid *kg.InvalidError
	if err := write(&b, x, 2); !errors.As(err, &invalid) || invalid.Field != "bucket" {
		t.Errorf("by week: got error %v, want an InvalidError about the bucket", err)
	}
}

func TestNamesAreNoFormulas(t *testing.T) {
	rows := table(t, pair(t, [2]string{`=cmd|"x"`, "@b, \"c\"\nd"}, "2012"))
	want := []string{`'=cmd|"x";'@b, "c"` + "\nd"}
	if diff := cmp.Diff(want, pick(rows, "from_name", "to_name")); diff != "" {
		t.Errorf("names (-want +got):\n%s", diff)
	}
}

func TestRowsSayWhatTheyAreOf(t *testing.T) {
	x := exporttest.AsOf(t, pair(t, [2]string{"A", "B"}, "2012/2014"), "2013/2014")
	rows := table(t, x)
	known := "2026-11-23T00:00:00Z"
	if diff := cmp.Diff([]string{"2013/2014;" + known, "2013/2014;" + known}, pick(rows, "as_of", "known")); diff != "" {
		t.Errorf("all rows (-want +got):\n%s", diff)
	}
	about := map[string]string{}
	if err := json.Unmarshal([]byte(rows[0]["about"]), &about); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"title": "The starting graph", "as_of": "2013/2014", "known": known, "licences": "CC BY 4.0",
	}
	if diff := cmp.Diff(want, about); diff != "" || rows[1]["about"] != "" {
		t.Errorf("the first row, of which the second has %q (-want +got):\n%s", rows[1]["about"], diff)
	}
}

func TestAMarkIsWrittenWhereItIsAskedFor(t *testing.T) {
	x := pair(t, [2]string{"A", "B"}, "2012")
	without := written(t, x)
	x.BOM = true
	if got, want := string(written(t, x)), "\ufeff"+string(without); got != want {
		t.Errorf("got %q, want %q", got[:10], want[:10])
	}
}

func TestFilesAreWrittenAlikeAndFailuresPassedOn(t *testing.T) { exporttest.Writes(t, Format) }

func BenchmarkWrite(b *testing.B) { exporttest.BenchWrites(b, Format) }
