package cluster

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"

	"entente/bench/load"
	"entente/bench/usage"
)

// A Mix is how many read and write at once, and for how long.
type Mix struct {
	// Readers ask whom actors were tied to on a day, and Writers end ties, each over a
	// connection of its own, as fast as they are answered.
	Readers, Writers int
	For              time.Duration
	// Database is the process of the database, or 0 where it is not to be measured.
	Database int
}

// Done is what was done under a Mix.
type Done struct {
	Reads, Writes load.Sample
	// Servers is the time of processors that each server took, in their order, Database
	// that of the database, and Client that of this process, balancer included. They are 0
	// where the system does not tell.
	Servers          []time.Duration
	Database, Client time.Duration
}

// Operations is how many reads and writes were done.
func (d Done) Operations() int { return len(d.Reads.Waits) + len(d.Writes.Waits) }

// AllServers is the time that the servers took together.
func (d Done) AllServers() (sum time.Duration) {
	for _, took := range d.Servers {
		sum += took
	}
	return sum
}

// ServersPerDatabase is how many cores of Entente keep one core of the database busy: where
// there are more, the database is what limits throughput. It is 0 where it is not known.
func (d Done) ServersPerDatabase() float64 {
	if d.Database <= 0 {
		return 0
	}
	return float64(d.AllServers()) / float64(d.Database)
}

// Mix has readers and writers ask through the balancer. What fails ends it.
func (c *Cluster) Mix(ctx context.Context, w *Work, m Mix) (Done, error) {
	if m.Readers > 0 && len(w.reads) == 0 {
		return Done{}, errors.New("there is no actor to read")
	}
	before := c.times(m.Database)
	var reading, writing error
	var done Done
	var running sync.WaitGroup
	running.Go(func() {
		done.Reads, reading = load.Run(ctx, load.Plan{Clients: m.Readers, For: m.For},
			func() (load.Client, error) { return load.OpenHTTP(c.Host(), w.readMessage) })
	})
	running.Go(func() {
		done.Writes, writing = load.Run(ctx, load.Plan{Clients: m.Writers, For: m.For}, c.writer(w))
	})
	running.Wait()
	if err := errors.Join(reading, writing); err != nil {
		return Done{}, err
	}
	after := c.times(m.Database)
	for i := range c.servers {
		done.Servers = append(done.Servers, after[i]-before[i])
	}
	n := len(c.servers)
	done.Database, done.Client = after[n]-before[n], after[n+1]-before[n+1]
	return done, nil
}

// times returns what the servers, the database and this process took so far, in this order.
func (c *Cluster) times(database int) []time.Duration {
	times := make([]time.Duration, 0, len(c.servers)+2)
	for _, p := range c.Processes() {
		times = append(times, timeOf(p.PID))
	}
	return append(times, timeOf(database), timeOf(os.Getpid()))
}

func timeOf(pid int) time.Duration {
	used, err := usage.Of(pid)
	if pid == 0 || err != nil {
		return 0 // it has ended, or the system does not tell
	}
	return used.CPU
}

// A tieEnder ends another tie with each operation.
type tieEnder struct {
	*load.HTTPClient
	work *Work
	tie  string
}

func (c *Cluster) writer(w *Work) func() (load.Client, error) {
	return func() (load.Client, error) {
		e := &tieEnder{work: w}
		var err error
		e.HTTPClient, err = load.OpenHTTP(c.Host(), func(int) load.Message { return w.writeMessage(e.tie) })
		return e, err
	}
}

// Do ends the next tie.
func (e *tieEnder) Do(ctx context.Context, i int) (err error) {
	if e.tie, err = e.work.nextTie(); err != nil {
		return err
	}
	return e.HTTPClient.Do(ctx, i)
}

// succeeded checks that an answer has data and no errors, which would be first.
func succeeded(body []byte) error {
	if !bytes.HasPrefix(body, []byte(`{"data":{`)) {
		return fmt.Errorf("got %s, want data", body[:min(len(body), 500)])
	}
	return nil
}
