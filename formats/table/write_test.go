package table

import (
	"archive/zip"
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/formats"
	"entente/internal/exporttest"
	"entente/internal/pythontest"
	"entente/kg"
)

// archiveOf writes an export.
func archiveOf(tb testing.TB, x *formats.Export) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := Write(&b, x); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

func TestTheArchiveIsReadBackAsItWas(t *testing.T) {
	x := exporttest.Seed(t)
	file := formats.TextFile("graph.csv.zip", archiveOf(t, x))
	all := tell(t, nil, file)
	if len(all.refused) > 0 {
		t.Fatalf("refused: got %s, want nothing", strings.Join(all.refused, "\n"))
	}
	got := map[kg.ID]kg.Record{}
	for _, item := range all.items {
		for _, r := range append(item.Named, item.Records...) {
			if _, twice := got[r.Head().ID]; twice {
				t.Errorf("%s: got it twice, want each record once", r.Head().ID)
			}
			got[r.Head().ID] = r
		}
	}
	count := 0
	for want, err := range x.Records {
		if err != nil {
			t.Fatal(err)
		}
		count++
		r := got[want.Head().ID]
		if r == nil {
			t.Errorf("%s is gone", want.Head().ID)
			continue
		}
		differences, err := kg.Differences(want, r, now)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range differences {
			t.Errorf("%s: %+v", want.Head().ID, d)
		}
	}
	equal(t, "records", len(got), count)
}

func TestTheArchiveIsTheSameEachTime(t *testing.T) {
	x := exporttest.Seed(t)
	if !bytes.Equal(archiveOf(t, x), archiveOf(t, x)) {
		t.Error("two exports of one graph differ, want the same bytes")
	}
}

func TestFormulasAreTextInSpreadsheetsAndComeBack(t *testing.T) {
	formula := `=HYPERLINK("http://x";"y")`
	x := exporttest.Of(t,
		&kg.Term{Header: kg.Header{ID: "kind:state"}, TermKind: kg.TermKindOfEntity, Name: "state", Label: "state", Classes: []kg.EntityClass{kg.ClassActor}},
		&kg.Entity{
			Header: kg.Header{ID: "e", Note: "\t-x\r\n\"q\""}, EntityClass: kg.ClassActor, Kind: "state", Validity: kg.Unknown,
			Names: []kg.Name{{Text: formula, Kind: kg.NameOfficial}}, Summary: "+1 more, and another",
		})
	archive := archiveOf(t, x)
	text := unzipped(t, archive, "entities.csv")
	for _, want := range []string{`"'=HYPERLINK(""http://x"";""y"")"`, `"'+1 more, and another"`} {
		if !strings.Contains(text, want) {
			t.Errorf("entities.csv: got %s, want %s in it", text, want)
		}
	}
	e := tell(t, nil, formats.TextFile("x.csv.zip", archive)).entities["e"][0]
	if e.Names[0].Text != formula || e.Summary != "+1 more, and another" {
		t.Errorf("read back: got %q and %q, want the texts as they were", e.Names[0].Text, e.Summary)
	}
}

func TestAnArchiveThatIsCutOffIsRefusedAsAWhole(t *testing.T) {
	archive := archiveOf(t, exporttest.Seed(t))
	file := formats.TextFile("x.csv.zip", archive[:len(archive)/2])
	for item, err := range Read([]formats.File{file}, formats.ReadOptions{Now: now, Source: "f"}) {
		var invalid *kg.InvalidError
		if !errors.As(err, &invalid) {
			t.Errorf("got item %+v and error %v, want an InvalidError alone", item, err)
		}
	}
}

func TestTheMarkForSpreadsheetsIsWrittenWhereAskedFor(t *testing.T) {
	x := exporttest.Seed(t)
	x.BOM = true
	if text := unzipped(t, archiveOf(t, x), "claims.csv"); !strings.HasPrefix(text, "\ufeffid,about,") {
		t.Errorf("claims.csv begins with %q, want the mark and the header", text[:20])
	}
	all := tell(t, nil, formats.TextFile("x.csv.zip", archiveOf(t, x)))
	equal(t, "refused with the mark", len(all.refused), 0)
}

// unzipped returns the text of a file in an archive.
func unzipped(tb testing.TB, archive []byte, name string) string {
	tb.Helper()
	z, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		tb.Fatal(err)
	}
	text, err := fs.ReadFile(z, name)
	if err != nil {
		tb.Fatal(err)
	}
	return string(text)
}

func number(n int) string { return strconv.Itoa(n) }

// counts reads the tables as people do who count in them.
const counts = `
import io, json, sys, zipfile
import pandas as pd
z = zipfile.ZipFile(sys.argv[1])
read = lambda name: pd.read_csv(io.BytesIO(z.read(name)), keep_default_na=False, dtype=str)
e, r, c, s = (read(n + ".csv") for n in ("entities", "relationships", "claims", "sources"))
known = set(e.id)
print(len(e), len(r), len(c), len(s), r["from"].isin(known).all() and r["to"].isin(known).all(),
      set(" ".join(r.sources).split()) <= set(s.id), json.loads(z.read("about.json"))["title"])
`

func TestPandasReadsTheTables(t *testing.T) {
	x := exporttest.Seed(t)
	path := filepath.Join(t.TempDir(), "graph.csv.zip")
	if err := os.WriteFile(path, archiveOf(t, x), 0o600); err != nil {
		t.Fatal(err)
	}
	got := strings.Fields(strings.TrimSpace(pythontest.Run(t, counts, path)))
	want := strings.Fields(strings.Join([]string{
		number(len(exporttest.Records[*kg.Entity](t, x))), number(len(exporttest.Records[*kg.Relationship](t, x))),
		number(len(exporttest.Records[*kg.Claim](t, x))), number(len(exporttest.Records[*kg.Source](t, x))),
		"True True", x.About.Title,
	}, " "))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("what pandas counts (-want +got):\n%s", diff)
	}
}
