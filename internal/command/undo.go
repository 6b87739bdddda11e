package command

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"

	"entente/kg"
	"entente/store"
	"entente/transfer"
)

// An Undo is the command of that name.
type Undo struct {
	Batch string `arg:"" help:"Id of the batch to take back, as import named it or the change log has it."`
	Quiet bool   `short:"q" help:"Show no progress."`
	StoreFlag
	ServerFlag
}

// Run takes back all that was written under the id of a batch.
func (c *Undo) Run(e *Environment) error {
	if c.Server != "" {
		return c.runBy(e)
	}
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
			c.tell(e, changes)
		}
		return err
	})
}

// runBy has a server do it.
func (c *Undo) runBy(e *Environment) error {
	answer, err := c.ask(e, http.MethodPost, "/undo?"+url.Values{"batch": {c.Batch}}.Encode(), "", nil)
	if err != nil {
		return err
	}
	defer answer.Body.Close() //nolint:errcheck // it was read
	var done transfer.Undone
	if err := json.NewDecoder(answer.Body).Decode(&done); err != nil {
		return fmt.Errorf("the server broke off; run it again to go on: %w", err)
	}
	c.tell(e, done.Changes)
	return nil
}

func (c *Undo) tell(e *Environment, changes int) {
	e.say("took back %d changes of %s", changes, c.Batch)
}
