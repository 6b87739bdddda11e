package command

import (
	"encoding/json"
	"errors"
	"fmt"

	"entente/kg"
	"entente/store"
)

// A Check is the command of that name.
type Check struct {
	JSON  bool `help:"Write each finding as a line of JSON."`
	Quiet bool `short:"q" help:"Show no progress."`
	StoreFlag
}

// Run looks through the graph. Findings make the exit code 3, and what keeps it from
// looking 1.
func (c *Check) Run(e *Environment) error {
	m, findings := newMeter(e, c.Quiet), 0
	var done kg.Audited
	err := c.with(e, store.OpenExisting, func(g *kg.Graph) (err error) {
		done, err = g.Audit(e.Context, kg.AuditReport{
			Found: func(f kg.Finding) {
				findings++
				m.clear()
				c.tell(e, f)
			},
			Progress: func(what string, n int) { m.text(thousands(n) + " · " + what) },
		})
		return err
	})
	m.clear()
	switch {
	case errors.Is(err, store.ErrInUse):
		return fmt.Errorf("the graph could not be checked: %w; or check a backup of it: "+
			"entente backup FILE --server URL, then entente check --store file:FILE", err)
	case err != nil:
		return fmt.Errorf("the graph could not be checked: %w", err)
	case findings > 0:
		return &ExitError{3, fmt.Errorf("%s findings", thousands(findings))}
	case !c.JSON:
		e.say("no findings in %s records and %s changes", thousands(done.Records), thousands(done.Changes))
	}
	return nil
}

// tell writes a finding in one line.
func (c *Check) tell(e *Environment, f kg.Finding) {
	if c.JSON {
		json.NewEncoder(e.Out).Encode(f) //nolint:errcheck,errchkjson // who does not read it misses nothing else
		return
	}
	e.say("%v", f)
}
