package command

import (
	"os"

	"entente/formats"
	"entente/transfer"
)

// maxTold is how many problems and remarks are told one by one.
const maxTold = 20

// A teller tells a person what is refused and remarked while an import goes on.
type teller struct {
	e        *Environment
	meter    *meter
	all      bool // tell more than maxTold too
	problems int
	remarks  int
}

func (t *teller) problem(p *formats.Error) {
	if t.problems++; t.all || t.problems <= maxTold {
		t.meter.clear()
		t.e.note("%v", p)
	}
}

func (t *teller) remark(r *formats.Error) {
	if t.remarks++; t.all || t.remarks <= maxTold {
		t.meter.clear()
		t.e.note("note: %v", r)
	}
}

// end says how much was not told.
func (t *teller) end() {
	t.meter.clear()
	if t.all {
		return
	}
	if more := t.problems - maxTold; more > 0 {
		t.e.note("and %s more refused items; --dry-run lists all", thousands(more))
	}
	if more := t.remarks - maxTold; more > 0 {
		t.e.note("and %s more notes; --dry-run lists all", thousands(more))
	}
}

// tell says what was done, in a line for people that scripts can read too.
func (c *Import) tell(e *Environment, r transfer.Report, err error) {
	if r.New+r.Changed+r.Unchanged+r.Refused == 0 && err != nil {
		return
	}
	what := ""
	if c.DryRun {
		what = "nothing was written; it would be: "
	}
	e.say("%snew %d, changed %d, unchanged %d, refused %d", what, r.New, r.Changed, r.Unchanged, r.Refused)
	if r.Claims > 0 {
		e.say("%d of the new records are claims of what differs from records that were there", r.Claims)
	}
	if r.Kept > 0 {
		e.say("%d other differences were left as they are in the graph", r.Kept)
	}
	if r.New+r.Changed == 0 || c.DryRun || r.Batch == "" {
		return
	}
	if err != nil {
		e.say("what was written before stays: run the same again once that is mended, or")
	}
	e.say("take it back with: entente undo %s%s", r.Batch, c.where())
}

// where returns the flags that lead another command to where this one wrote.
func (c *Import) where() string {
	switch {
	case c.Server != "":
		return " --server " + c.Server
	case c.Store != defaultStore && c.Store != os.Getenv("ENTENTE_STORE"):
		return " --store " + c.Store
	default:
		return ""
	}
}
