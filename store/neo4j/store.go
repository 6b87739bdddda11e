package neo4j

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/kg"
)

// A Store is a [kg.Store] in a Neo4j database. Any number of processes may use one
// database; sequence and recorded time increase across all of them.
type Store struct {
	driver   neo4j.DriverWithContext
	database string
	clock    func() time.Time

	// commits keeps this Store's reads from seeing half of its own commits.
	commits gate
	// sessions are those that are open.
	sessions *roster
	// fixed is the latest recorded time of which this Store has read something, or
	// which it has written: what is written from now on, anywhere, is recorded later.
	fixed atomic.Int64
	// doubt says that nobody knows yet what became of a commit.
	doubt atomic.Bool

	mu sync.Mutex
	// own are the bookmarks of this Store's last commit.
	own neo4j.Bookmarks
	// waited is that of the last transaction that waited for what was being written.
	waited neo4j.Bookmarks
}

var (
	_ kg.Store  = (*Store)(nil)
	_ kg.Prober = (*Store)(nil)
)

// An Option changes how Open opens a database.
type Option func(*options)

type options struct {
	username, password string
	clock              func() time.Time
	through            func(neo4j.DriverWithContext) neo4j.DriverWithContext
}

// Credentials logs in as the user. Without them the server must ask for none.
func Credentials(username, password string) Option {
	return func(o *options) { o.username, o.password = username, password }
}

// Clock takes recorded times from the clock in place of time.Now.
func Clock(clock func() time.Time) Option {
	return func(o *options) { o.clock = clock }
}

// Through has all that the store asks go through what wrap makes of its driver, such as
// one that profiles statements.
func Through(wrap func(neo4j.DriverWithContext) neo4j.DriverWithContext) Option {
	return func(o *options) { o.through = wrap }
}

// Open opens the graph in the database at the address, which is of the scheme
// neo4j or bolt (with +s or +ssc for TLS) and may name a database: ?database=NAME.
// In an empty database it makes a new graph. A database that holds anything else,
// or a graph of a newer schema, is refused and left as it is. Where there is no
// answer, the error wraps [kg.ErrUnavailable].
func Open(ctx context.Context, address string, opts ...Option) (*Store, error) {
	o := options{clock: time.Now}
	for _, opt := range opts {
		opt(&o)
	}
	s, err := connect(address, o)
	if err != nil {
		return nil, err
	}
	if err := s.prepare(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", shown(address), err), s.Close())
	}
	return s, nil
}

// Close lets calls under way end, and then ends the store's connections. It may be called
// more than once.
func (s *Store) Close() error {
	// A call may hang, and connections say good-bye: a hung server must not hold that up for
	// long.
	ctx, cancel := context.WithTimeout(context.Background(), closeLimit)
	defer cancel()
	if first := s.sessions.close(ctx); !first {
		return nil
	}
	if err := s.driver.Close(ctx); err != nil {
		return fmt.Errorf("close the store: %w", err)
	}
	return nil
}

// closeLimit bounds how long Close takes.
const closeLimit = 5 * time.Second

// bookmarks returns what a read must wait for: this Store's last commit and what
// the token names.
func (s *Store) bookmarks(token string) (neo4j.Bookmarks, error) {
	given, err := parseToken(token)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return neo4j.CombineBookmarks(s.own, s.waited, given), nil
}

// committed keeps the bookmarks of a commit and returns them as a token. Called
// before the gate lets the next commit in, it keeps the last, which stands for all.
func (s *Store) committed(bookmarks neo4j.Bookmarks) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.own = bookmarks
	return formatToken(bookmarks)
}
