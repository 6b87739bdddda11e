package command

import (
	"fmt"

	"entente/kg"
	"entente/store"
)

// An Undo is the command of that name.
type Undo struct {
	Batch string `arg:"" help:"Id of the batch to take back, as import named it or the change log has it."`
	Quiet bool   `short:"q" help:"Show no progress."`
	StoreFlag
}

// Run takes back all that was written under the id of a batch.
func (c *Undo) Run(e *Environment) error {
	changes := 0
	return c.with(e, store.OpenExisting, func(g *kg.Graph) error {
		err := g.UndoBatch(e.Context, writer(), c.Batch, func(n int) {
			if changes += n; !c.Quiet {
				e.note("%s changes taken back", thousands(changes))
			}
		})
		if err != nil && changes > 0 {
			return fmt.Errorf("%d changes were taken back, then: %w; run it again to go on", changes, err)
		}
		if err == nil {
			e.say("took back %d changes of %s", changes, c.Batch)
		}
		return err
	})
}
