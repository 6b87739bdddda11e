package panel

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"entente/formats"
	"entente/internal/exporttest"
	"entente/internal/pythontest"
	"entente/kg"
)

// hazard reckons from the four moments of each relationship, year by year, how many were
// in force and what share of the pairs lost theirs for good, certainly, and compares
// that with what the panel says.
const hazard = `
import json, sys
import pandas as pd

panel = pd.read_csv(sys.argv[1], keep_default_na=False)
ties = json.load(open(sys.argv[2]))
years = range(2000, 2026)
begin = lambda year: int(pd.Timestamp(year=year, month=1, day=1, tz="UTC").timestamp())

counts, ended = {}, {}
for s1, s2, e1, e2 in ties:
    for y in years:
        a, b = begin(y), begin(y + 1)
        certain, possible = counts.get(y, (0, 0))
        counts[y] = certain + (s2 < b and e1 > a), possible + (s1 < b and e2 > a)
        ended[y] = ended.get(y, 0) + (a <= e1 - 1 and e2 - 1 < b)

sums = panel.groupby("year")[["ties_certain", "ties_possible", "ended_certain"]].sum()
for y in years:
    got = tuple(sums.loc[y]) if y in sums.index else (0, 0, 0)
    want = counts[y] + (ended[y],)
    assert got == want, (y, got, want)

# A year's hazard, and what survives: the product of what is left, as Kaplan and Meier have it.
survival = (1 - sums["ended_certain"] / sums["ties_possible"]).cumprod()
left = 1.0
for y in years:
    if counts[y][1]:
        left *= 1 - ended[y] / counts[y][1]
assert abs(survival.iloc[-1] - left) < 1e-12, (survival.iloc[-1], left)
assert len(panel) == len(panel.drop_duplicates(["from_id", "to_id", "type", "sign", "period"]))
assert (pd.to_datetime(panel["period_start"]) < pd.to_datetime(panel["period_end"])).all()
print(len(panel), "rows")
`

func TestPandasFindsWhatTheDatesSay(t *testing.T) {
	for _, x := range []*formats.Export{exporttest.Seed(t), exporttest.Large(t, 5000)} {
		x.Within = window(t, "2000/2025")
		folder := t.TempDir()
		file, spans := filepath.Join(folder, "panel.csv"), filepath.Join(folder, "ties.json")
		if err := os.WriteFile(file, written(t, x), 0o600); err != nil {
			t.Fatal(err)
		}
		var ties [][4]kg.Instant
		for _, r := range exporttest.Records[*kg.Relationship](t, x) {
			s := r.Validity.Span
			ties = append(ties, [4]kg.Instant{
				finite(s.StartEarliest), finite(s.StartLatest), finite(s.EndEarliest), finite(s.EndLatest),
			})
		}
		text, err := json.Marshal(ties)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(spans, text, 0o600); err != nil {
			t.Fatal(err)
		}
		t.Log(pythontest.Run(t, hazard, file, spans))
	}
}

// finite is a moment far off for an infinite one, since JSON has none.
func finite(t kg.Instant) kg.Instant { return max(-1<<50, min(t, 1<<50)) }
