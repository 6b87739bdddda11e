package sqlite

import (
	"context"
	"errors"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"entente/kg"
)

// A Store keeps one knowledge graph in one file. It is a [kg.Store].
type Store struct {
	path string
	// file is the file as it was opened; see [Store.inPlace]. handle is open on it for as
	// long as the Store is: to close it would drop the locks that SQLite has on the file.
	file   os.FileInfo
	handle *os.File
	clock  func() time.Time
	lock   *os.File
	cache  *cache
	// keeps is how many bytes of records cache holds when no graph is loaded.
	keeps int
	// walkHistory is set by tests.
	walkHistory bool

	// adjacent has who is tied to whom in memory.
	adjacent keeper

	// writer has the one connection that writes, and readers those that read.
	writer, readers *pool
	// waiting are the batches that wait for the writer.
	waiting queue

	// fixed is the latest recorded time of which something was read or written: what is
	// written from now on is recorded later. Who holds the writer may raise it.
	fixed atomic.Int64

	// poisoned is set once the disk failed a write: what a later one reports
	// cannot be relied on until the file has been opened anew.
	poisoned atomic.Bool
	// loading is set from the begin of a load to its end.
	loading atomic.Bool
	// copying is set while a snapshot is made.
	copying atomic.Bool
	// commits has something once there may be more in the log to move.
	commits chan struct{}
	// unseen are the writes in the log that were not told of. Who has the writer counts them.
	unseen  int
	moving  moving
	mover   sync.WaitGroup
	closing sync.Once
	closed  chan struct{}
}

var (
	_ kg.Store  = (*Store)(nil)
	_ kg.Loader = (*Store)(nil)
	_ kg.Prober = (*Store)(nil)
)

// An Option changes how [Open] sets a Store up.
type Option func(*options)

type options struct {
	clock       func() time.Time
	readers     int
	keeps       int
	ties        int
	walkHistory bool
	moving      moving
}

// Clock makes the store tell the time by another clock than time.Now.
func Clock(clock func() time.Time) Option { return func(o *options) { o.clock = clock } }

// Readers sets how many reads run at once; the default is 8.
func Readers(n int) Option { return func(o *options) { o.readers = n } }

// KeptBytes sets how many bytes of decoded records are kept for later reads, by an estimate;
// the default is 16 MB, or less where Go's memory limit (GOMEMLIMIT) is below 300 MB.
// 0 keeps none.
func KeptBytes(n int) Option { return func(o *options) { o.keeps = n } }

// TiesInMemory sets how many relationships a graph may have for who is tied to whom to be
// kept in memory, once somebody asks for ties or paths. The default is 12,000,000, at some 90 bytes
// each, or fewer where Go's memory limit is below 5 GB. 0 keeps none.
func TiesInMemory(n int) Option { return func(o *options) { o.ties = n } }

// take waits for a connection of a pool; missing ones are opened. Who takes one puts it
// back.
func (s *Store) take(ctx context.Context, p *pool, further []string) (*conn, error) {
	select {
	case <-s.closed:
		return nil, errClosed
	default:
	}
	select {
	case <-s.closed:
		return nil, errClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-p.places:
		c, err := s.connection(ctx, p, further)
		if err != nil {
			p.put(nil)
		}
		return c, err
	}
}

// connection returns the connection for who has a place of a pool.
func (s *Store) connection(ctx context.Context, p *pool, further []string) (*conn, error) {
	if c := p.next(); c != nil {
		return c, nil
	}
	return s.open(ctx, further)
}

// open opens a connection to the file, if that is in its place. Of another file there SQLite
// would take the log beside it for its own, and move what is in that into it.
func (s *Store) open(ctx context.Context, further []string) (*conn, error) {
	if err := s.inPlace(); err != nil {
		return nil, err
	}
	c, err := open(ctx, s.path, further)
	if err != nil {
		return nil, err
	}
	if err := s.inPlace(); err != nil {
		return nil, errors.Join(err, c.Close())
	}
	return c, nil
}

// inPlace reports, as a [kg.ErrUnavailable], that the file that is open is no
// longer the one at its path. The system keeps a removed file for whoever has it
// open: writing to it succeeds, and all is gone once the server stops.
func (s *Store) inPlace() error {
	info, err := os.Stat(s.path)
	if err == nil && os.SameFile(info, s.file) {
		return nil
	}
	return &kg.UnavailableError{
		Reason: "the graph's file was removed or replaced while it was open",
		Advice: "put it back, or restart the server", Cause: err,
	}
}

// Close waits for the reads and writes under way, ends the store's use of the
// file and lets others have it. Calling it again does nothing; other methods then
// fail with an error that wraps [kg.ErrUnavailable]. A sequence of All that is not
// at its end may go on or end with such an error.
func (s *Store) Close() error {
	var err error
	s.closing.Do(func() {
		close(s.closed)
		s.mover.Wait()
		s.adjacent.close()
		for range cap(s.readers.places) {
			err = errors.Join(err, s.readers.close())
		}
		// The last connection to close moves what was written into the file proper.
		err = errors.Join(err, s.writer.close(), s.handle.Close(), s.lock.Close())
	})
	return explain(context.Background(), "close the graph's file", err)
}
