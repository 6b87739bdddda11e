package sqlite

import (
	"context"
	"database/sql/driver"
	"errors"
	"slices"

	"entente/kg"
)

// A reading is one read transaction, which begins with its first query. The state that it
// shows is that of this query, for all queries; see recall.go for what takes none.
type reading struct {
	*conn
	cache *cache
	// generation is the one that the reading shows, if usable. Until the first
	// query it is the one that it hopes for.
	generation       uint64
	usable, anchored bool
	// recalling says that what is in memory is not looked for in the file; memory, if set,
	// has what entities are tied to. Once something was recalled, only the generation that
	// was hoped for will do. A forgetful reading recalls nothing.
	recalling, recalled, forgetful bool
	memory                         *kg.Adjacency
	// since is where the versions begin that were superseded after the recorded time
	// that is read as of, by number, if there are few; otherwise 0. walkHistory makes
	// them many.
	since       int64
	walkHistory bool
	// begun says that the transaction has begun.
	begun bool
	// loading says that a graph is loaded, so that no index must be named.
	loading bool
}

// read runs f in a read transaction of its own.
func (s *Store) read(ctx context.Context, doing string, f func(*reading) error) error {
	c, err := s.take(ctx, s.readers, readerPragmas())
	if err != nil {
		return explain(ctx, doing, err)
	}
	usable := false // nor is it after a panic of a Keep, with its transaction open
	defer func() {
		if !usable {
			_ = c.Close()
			c = nil
		}
		s.readers.put(c)
	}()
	err = s.readOn(c, f)
	usable = !errors.Is(err, errBroken)
	return explain(ctx, doing, err)
}

// aside runs f in a read transaction on a connection of its own, so that what takes long
// keeps no reader waiting.
func (s *Store) aside(ctx context.Context, f func(*reading) error) (err error) {
	select {
	case <-s.closed:
		return errClosed
	default:
	}
	c, err := s.open(ctx, readerPragmas())
	if err != nil {
		return err
	}
	defer func() {
		if closed := c.Close(); err == nil {
			err = closed
		}
	}()
	return s.readOn(c, f)
}

// errBroken marks a connection that cannot be used again.
var errBroken = errors.New("connection left in a transaction")

// readOn runs f in a read transaction on c. It runs f again if that has recalled what is not
// so in the file by then, or if a load has begun meanwhile and left out an index that f
// names: the graph was empty before.
func (s *Store) readOn(c *conn, f func(*reading) error) error {
	r := &reading{conn: c, cache: s.cache, walkHistory: s.walkHistory, loading: s.loading.Load()}
	again := *r
	err := s.readOnce(r, f)
	switch {
	case errors.Is(err, errForgotten):
		again.forgetful = true
	case err != nil && !again.loading && s.loading.Load():
		again.loading = true
	default:
		return err
	}
	return s.readOnce(&again, f)
}

func (s *Store) readOnce(r *reading, f func(*reading) error) error {
	r.generation, r.usable = s.cache.current()
	err := f(r)
	if !r.begun {
		return err
	}
	if ended := r.exec(context.Background(), "COMMIT"); ended != nil {
		return errors.Join(err, ended, errBroken)
	}
	return err
}

// begin begins the transaction. Beginning and ending one is a matter of microseconds and is
// not worth watching a context for; the queries between watch it.
func (r *reading) begin() error {
	if r.begun {
		return nil
	}
	if err := r.exec(context.Background(), "BEGIN"); err != nil {
		return errors.Join(err, errBroken)
	}
	r.begun = true
	return nil
}

// query is conn.query. The first one fixes the state that the reading shows: if
// no commit came between, it is that of the generation seen before.
func (r *reading) query(ctx context.Context, text string, args ...driver.Value) (*rows, error) {
	if r.loading {
		text = unindexed(text)
	}
	if err := r.begin(); err != nil {
		return nil, err
	}
	found, err := r.conn.query(ctx, text, args...)
	if !r.anchored {
		now, settled := r.cache.current()
		r.usable = r.usable && settled && now == r.generation
		r.anchored = true
	}
	if err == nil && r.recalled && !r.usable {
		return nil, errors.Join(errForgotten, found.close())
	}
	return found, err
}

// number is conn.number within the transaction.
func (r *reading) number(ctx context.Context, text string, args ...driver.Value) (n int64, err error) {
	found, err := r.query(ctx, text, args...)
	if err != nil {
		return 0, err
	}
	if found.next() {
		n = found.int(0)
	}
	return n, found.close()
}

// recordColumns are the columns of table record that decode reads, in its order.
const recordColumns = "number, class, version, recorded_from, from_number, to_number," +
	" restricted, body"

// decode reads the record in the current row.
func decode(found *rows) (number int64, s stored, err error) {
	body := []byte(found.text(7))
	record, err := kg.DecodeBody(kg.Class(found.text(1)), body,
		int(found.int(2)), kg.RecordedTime(found.int(3)))
	return found.int(0), stored{
		record: record, from: found.int(4), to: found.int(5), bytes: bytesOf(len(body)),
		restricted: found.int(6) != 0,
	}, err
}

// load adds the records of the numbers to found, unless they are there. A record
// is decoded once, and not at all where the cache has it.
func (r *reading) load(ctx context.Context, wanted []int64, found map[int64]stored) error {
	missing := make([]int64, 0, len(wanted))
	for _, number := range wanted {
		if _, ok := found[number]; !ok && number != 0 {
			missing = append(missing, number)
		}
	}
	slices.Sort(missing)
	missing = slices.Compact(missing)
	if (r.anchored || r.recalled) && r.usable {
		missing = r.cache.take(r.generation, missing, found)
	}
	if len(missing) == 0 {
		return nil
	}
	// Short enough to do without watching the context, which costs as much.
	if err := r.loadMissing(context.WithoutCancel(ctx), missing, found); err != nil {
		return err
	}
	if r.usable {
		r.cache.add(r.generation, missing, found)
	}
	return nil
}

// loadMissing reads the records of sorted numbers: first come superseded versions,
// for their numbers are below 0.
func (r *reading) loadMissing(
	ctx context.Context, missing []int64, found map[int64]stored,
) error {
	split, _ := slices.BinarySearch(missing, 0)
	if current := missing[split:]; len(current) > 0 {
		q := new(statement)
		q.add("SELECT " + recordColumns + " FROM record WHERE ")
		q.addIn("number", numbers(current))
		if err := r.decodeAll(ctx, q, found); err != nil {
			return err
		}
	}
	if split == 0 {
		return nil
	}
	past := make([]int64, split)
	for i, number := range missing[:split] {
		past[i] = -number
	}
	q := new(statement)
	q.add("SELECT " + versionColumns + " FROM version WHERE ")
	q.addIn("number", numbers(past))
	return r.decodeAll(ctx, q, found)
}

// decodeAll adds the records that a statement selects to found.
func (r *reading) decodeAll(ctx context.Context, q *statement, found map[int64]stored) error {
	selected, err := r.query(ctx, q.text.String(), q.args...)
	if err != nil {
		return err
	}
	for selected.next() {
		number, s, err := decode(selected)
		if err != nil {
			return errors.Join(err, selected.close())
		}
		found[number] = s
	}
	return selected.close()
}
