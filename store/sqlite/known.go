package sqlite

import (
	"cmp"
	"context"

	"entente/kg"
)

// Reads as of a recorded time answer from what is current and was so then, and
// from what was superseded since. The two are read by one statement each, in which
// SQLite merges them in the order of the answer; its parts are called arms here.
// Numbers of superseded versions are below 0, so that one number names either.

// readAsOf runs f in a read transaction of its own, with the view as it is read in
// that state of the graph, and not at all where nothing was recorded yet.
func (s *Store) readAsOf(
	ctx context.Context, doing string, v kg.View, f func(r *reading, v kg.View) error,
) error {
	// Short statements do not watch the context.
	if err := cmp.Or(ctx.Err(), s.fix(ctx, v.Known)); err != nil {
		return explain(ctx, doing, err)
	}
	return s.read(ctx, doing, func(r *reading) error {
		v, recorded, err := r.settle(ctx, v)
		if err != nil || !recorded {
			return err
		}
		return f(r, v)
	})
}

// fix makes sure that what was known at a moment stays so: it waits for a batch that is
// being written and may have been recorded by then, and has all later ones recorded
// after it. A moment that the clock has not come to fixes nothing.
func (s *Store) fix(ctx context.Context, known kg.RecordedTime) error {
	if int64(known) <= s.fixed.Load() {
		return nil
	}
	c, err := s.take(ctx, s.writer, writerPragmas())
	if err != nil {
		return err
	}
	s.raise(min(known, kg.RecordedTime(s.clock().UnixMicro())))
	s.writer.put(c)
	return nil
}

// raise makes what is written from now on be recorded later than a moment. Its caller
// holds the writer.
func (s *Store) raise(moment kg.RecordedTime) {
	s.fixed.Store(max(s.fixed.Load(), int64(moment)))
}

// pageful is about how many versions a list takes for a page. It finds those that were
// superseded since a recorded time in one of two ways: it looks at each of them, or it
// walks its index, and passes over all that had ended before. Where since of all versions
// were superseded since then, the one takes as many steps as since and the other about
// pageful × all / since.
const pageful = 32

// settle reports whether anything was recorded by v's Known. One at or after the
// last write becomes 0: what is known then is the present, which is faster to read.
func (r *reading) settle(
	ctx context.Context, v kg.View,
) (settled kg.View, recorded bool, err error) {
	if v.Known == 0 {
		return v, true, nil
	}
	log, err := r.query(ctx, "SELECT recorded_at,"+
		" (SELECT recorded_at FROM change ORDER BY sequence LIMIT 1),"+
		" (SELECT number FROM version WHERE recorded_to > ? ORDER BY recorded_to, number LIMIT 1),"+
		" (SELECT max(number) FROM version) FROM meta", int64(v.Known))
	if err != nil {
		return v, false, err
	}
	if log.next() {
		recorded = kg.RecordedTime(log.int(1)) <= v.Known
		all := log.int(3)
		first := cmp.Or(log.int(2), all+1)
		if since := all - first + 1; since*since <= pageful*all && !r.walkHistory {
			r.since = first
		}
		if kg.RecordedTime(log.int(0)) <= v.Known {
			v.Known = 0
		}
	}
	return v, recorded, log.close()
}

// addPast appends the conditions that a row of a superseded version, by its alias,
// was current at v's Known and is not hidden for what its record became.
func addPast(q *statement, v kg.View, row, id string) {
	addCurrentAt(q, v, row)
	if !v.Restricted {
		q.add(" AND " + latestRestricted(id) + " = 0")
	}
}

// addCurrentAt appends the condition that a row of a superseded version was current
// at v's Known.
func addCurrentAt(q *statement, v kg.View, row string) {
	q.add(" AND "+row+".recorded_from <= ? AND "+row+".recorded_to > ?",
		int64(v.Known), int64(v.Known))
}

// latestRestricted is the column restricted of a record's latest version: the
// current one, or the last before it was retracted.
func latestRestricted(id string) string {
	return "coalesce((SELECT l.restricted FROM record AS l WHERE l.id = " + id + ")," +
		" (SELECT l.restricted FROM version AS l WHERE l.record = " + id +
		" ORDER BY l.recorded_to DESC LIMIT 1))"
}

// versionColumns are those of table version that decode reads as it does those of
// a record. The ends of a relationship have no numbers of that time.
const versionColumns = "-number, class, version, recorded_from, 0, 0, restricted, body"
