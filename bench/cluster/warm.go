package cluster

import (
	"context"
	"fmt"

	"entente/bench/workload"
)

// Warm has each server end a tie and read, n times, over connections of their own. A database that
// has just begun, or has other work, may take longer over its first statements than a
// request may: these are sent again.
func (c *Cluster) Warm(ctx context.Context, w *Work, n int) error {
	for i := range n * len(c.servers) {
		one := &writer{cluster: c, work: w} // with the next server
		if err := one.warm(ctx, i); err != nil {
			return fmt.Errorf("warm up: %w", err)
		}
	}
	return nil
}

func (w *writer) warm(ctx context.Context, i int) error {
	defer w.close()
	tie, err := w.work.nextTie()
	if err != nil {
		return err
	}
	if err := w.write(ctx, tie); err != nil || len(w.work.Actors) == 0 {
		return err
	}
	subject := workload.Subject{Actor: w.work.Actors[i%len(w.work.Actors)], Date: w.work.Date}
	read := w.work.read
	return w.again(ctx, func(k *caller) error {
		return k.ask(ctx, read.Document, read.Variables(subject), "", nil)
	})
}
