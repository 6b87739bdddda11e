package command

import (
	"errors"
	"fmt"
	"io/fs"

	"entente/store"
)

// A Restore is the command of that name.
type Restore struct {
	File  string `arg:"" help:"File that backup wrote." type:"existingfile"`
	Force bool   `help:"Replace the graph that is there. It is gone then: back it up first."`
	StoreFlag
}

// Run puts a checked copy of the backup in the place of the store, or leaves that as it is.
func (c *Restore) Run(e *Environment) error {
	if c.has(c.File) {
		return fmt.Errorf("%s: this is the store itself; name a backup", c.File)
	}
	restored, err := store.Restore(e.Context, c.File, c.Store, c.Force)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%w; restore it elsewhere by --store, or give --force to replace it", err)
	}
	if err != nil {
		return err
	}
	e.say("%s holds the graph up to change %s, of %s",
		c.Store, thousands(int(restored.Last.Sequence)), restored.Last.RecordedAt)
	return nil
}
