package cluster

import (
	"context"
	"errors"
	"time"

	"entente/bench/load"
)

// A Watch is how many listen while how many write.
type Watch struct {
	// Subscribers listen to all changes, by server-sent events, evenly on all servers.
	Subscribers int
	// Writers end Writes ties together, through all servers.
	Writers, Writes int
	// Kill ends one server without warning when half of the ties are ended. Its
	// subscribers and writers then go on with the others. It is the last thing to do with a
	// cluster, whose servers do not take turns evenly after it.
	Kill bool
}

// Heard is what became of the changes under a Watch.
type Heard struct {
	// Writes were acknowledged, for which Retried had to be sent again.
	Writes, Retried int
	// WritesLost are those that are not in the log, WritesDoubled those that are there
	// more than once.
	WritesLost, WritesDoubled int
	// Entries is how many the log has of them, and Events how many all subscribers heard
	// together, who Reconnected so often.
	Entries, Events, Reconnected int
	// Lost, Doubled, Disordered and Unknown are entries that a subscriber missed, heard
	// again, heard after a later one, or heard though they are not in the log so, all
	// subscribers together.
	Lost, Doubled, Disordered, Unknown int
	// Delays are the times from when a change was recorded until it was heard.
	Delays load.Sample
}

// Faults is how many changes were lost, doubled, or told otherwise than they should be.
func (h Heard) Faults() int {
	return h.WritesLost + h.WritesDoubled + h.Lost + h.Doubled + h.Disordered + h.Unknown
}

// Listen has subscribers listen while writers write, and compares what they heard with the
// log. Nobody else may write meanwhile.
func (c *Cluster) Listen(ctx context.Context, w *Work, watch Watch) (Heard, error) {
	if watch.Kill && len(c.servers) < 2 {
		return Heard{}, errors.New("a server can be killed only where there is another")
	}
	begin := time.Now()
	start, err := c.endOfLog(ctx)
	if err != nil {
		return Heard{}, err
	}
	a, err := c.gather(ctx, start, watch.Subscribers)
	if err != nil {
		return Heard{}, err
	}
	found, ties, err := c.write(ctx, w, watch)
	if err != nil {
		return Heard{}, errors.Join(err, a.leave())
	}
	log, err := c.logAfter(ctx, start)
	if err != nil {
		return Heard{}, errors.Join(err, a.leave())
	}
	a.await(ctx, log)
	if err := a.leave(); err != nil {
		return Heard{}, err
	}
	found.checkWrites(log, ties)
	a.report(&found, log)
	found.Delays.Took = time.Since(begin)
	return found, nil
}
