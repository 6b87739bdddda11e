package budget

import "fmt"

// The kinds of figures.
const (
	// StoreCalls are the calls of a store.
	StoreCalls = "store-calls"
	// Pages are pages of the file that SQLite looks at where no record is kept in memory.
	Pages = "sqlite-pages"
	// DBHits are what Neo4j counts by PROFILE, by the file of the statement.
	DBHits = "db-hits"
	// Allocations and AllocatedBytes are those of a request from its reading to the last
	// byte of its answer, on SQLite, with all that is asked about kept in memory.
	Allocations    = "allocations"
	AllocatedBytes = "allocated-bytes"
	// ResponseBytes are those of the body of the answer.
	ResponseBytes = "response-bytes"
	// BytesPerRelationship is the size of a file, divided by its relationships.
	BytesPerRelationship = "bytes-per-relationship"
)

// A tolerance is by how much a figure may lie above its budget: by a part in a thousand,
// or by least if that is more.
type tolerance struct{ perMille, least int64 }

// slack is the tolerance of kinds; others are exact. What is allocated differs by an
// object or two from run to run, and by a few from one release of Go to the next; its bytes
// by more, for maps grow as their seeds have it. Hits
// differ by one or two with the places that a database has given to records.
var slack = map[string]tolerance{
	Allocations:    {perMille: 5, least: 2},
	AllocatedBytes: {perMille: 20, least: 128},
	DBHits:         {perMille: 5, least: 2},
}

// allowed is by how much a figure of a kind may lie above its budget.
func allowed(kind string, budget int64) int64 {
	return max(budget*slack[kind].perMille/1000, slack[kind].least)
}

// generous is how many in a thousand a figure that has a slack may lie below its budget,
// beside that slack. One that lies lower fails too: a budget that is too generous would let the next change
// eat up what was gained, and nobody would see it. To keep the gain is one command, as to
// accept a loss is.
const generous = 20

// Compare returns a line for each figure that is not as budgeted, and for each budget of
// these kinds that nothing was measured for. None is good news.
func (b Budgets) Compare(measured []Figure, kinds []string) []string {
	type key struct{ subject, name string }
	budgets, wanted := map[key]int64{}, map[string]bool{}
	for _, kind := range kinds {
		wanted[kind] = true
	}
	for _, f := range b {
		budgets[key{f.Subject, f.Name}] = f.Value
	}
	var lines []string
	for _, f := range measured {
		k := key{f.Subject, f.Name}
		budget, known := budgets[k]
		delete(budgets, k)
		if line := judge(f, budget, known); line != "" {
			lines = append(lines, line)
		}
	}
	for _, f := range b {
		if _, left := budgets[key{f.Subject, f.Name}]; left && wanted[f.Kind()] {
			lines = append(lines, fmt.Sprintf("%s of %s: it has a budget of %d, and nothing like it was measured",
				f.Name, f.Subject, f.Value))
		}
	}
	return lines
}

// judge returns what is to be said of a figure, "" where it is as budgeted.
func judge(f Figure, budget int64, known bool) string {
	above := allowed(f.Kind(), budget)
	below := above
	if above > 0 {
		below += budget * generous / 1000
	}
	switch {
	case !known:
		return fmt.Sprintf("%s of %s: got %d, and it has no budget yet", f.Name, f.Subject, f.Value)
	case f.Value > budget+above:
		return fmt.Sprintf("%s of %s grew: budget %d, got %d, %s", f.Name, f.Subject, budget, f.Value,
			change(budget, f.Value))
	case f.Value < budget-below:
		return fmt.Sprintf("%s of %s shrank, so that its budget guards nothing: budget %d, got %d, %s",
			f.Name, f.Subject, budget, f.Value, change(budget, f.Value))
	default:
		return ""
	}
}

// change says by how much a figure differs from its budget.
func change(budget, got int64) string {
	if budget == 0 {
		return fmt.Sprintf("%+d", got)
	}
	percent := 100 * float64(got-budget) / float64(budget)
	return fmt.Sprintf("%+d (%+.1f %%)", got-budget, percent)
}
