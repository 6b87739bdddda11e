package sqlite

import (
	"context"

	sqlite3 "modernc.org/sqlite/lib"
)

// What is written is in the log beside the file first, and on the disk with that. To move it
// into the file, which SQLite calls a checkpoint, takes 5 to 10 µs a page: whoever committed
// the ten-thousandth would wait 50 ms or more for it, and with it all who wait for the writer.
// So it is moved beside the writer, in portions that take the disk for no longer than a few
// commits do. SQLite begins the log anew only where all of it was moved and nobody reads from
// it: once it is long, the writer waits until what was written meanwhile is moved too.
//
// Where this falls behind, since somebody reads an old state for long, the writer does it in
// a commit; see writerPragmas. It does so while a graph is loaded, when nobody waits.

// moving says how many pages are moved at once, and how long the log may become, in pages,
// before it is begun anew. Tests may have nothing moved but when they say so.
type moving struct {
	portion, longest int64
	whenTold         bool
}

// defaultMoving is for less than writerPragmas has the writer wait for.
var defaultMoving = moving{portion: 500, longest: 8000}

// moverPragmas come on top for who moves, who reads no pages.
var moverPragmas = []string{cacheSize(0)}

// worthALook is how many writes are committed before it is looked whether they fill a
// portion: most take two to five pages.
const worthALook = 64

// committed tells that so many writes more are in the log. Its caller has the writer.
func (s *Store) committed(writes int) {
	if s.unseen += writes; s.unseen < worthALook {
		return
	}
	s.unseen = 0
	select {
	case s.commits <- struct{}{}:
	default: // which who moves has not looked at yet
	}
}

// moveLog moves what is committed from the log into the file until the store is closed. Its
// connection is there from the beginning, when the file certainly is in its place.
func (s *Store) moveLog(c *conn) {
	for {
		select {
		case <-s.closed:
			_ = c.Close() // it has written nothing that is not in the log
			return
		case <-s.commits:
			s.moveOn(c)
		}
	}
}

// moveOn moves the log if there is enough in it. A disk that fails to take it is not trusted
// with more; what else is in the way, such as a full disk, may be gone by the next time.
func (s *Store) moveOn(c *conn) {
	if s.loading.Load() || s.poisoned.Load() {
		return
	}
	if err := s.movePortion(c); code(err) == sqlite3.SQLITE_IOERR {
		s.poisoned.Store(true)
	}
}

// movePortion moves what is in the log, if that is a portion, and has the log begin anew if
// it is long.
func (s *Store) movePortion(c *conn) error {
	pages, moved, err := c.checkpoint("NOOP")
	if err != nil || pages-moved < s.moving.portion {
		return err
	}
	pages, moved, err = c.checkpoint("PASSIVE")
	if err != nil || pages < s.moving.longest || pages-moved >= s.moving.portion {
		return err // where much is left, an old state is read
	}
	select {
	case <-s.closed: // who closes the file moves the rest
		return nil
	case <-s.writer.places:
		defer func() { s.writer.places <- struct{}{} }()
		_, _, err = c.checkpoint("PASSIVE")
		return err
	}
}

// checkpoint has SQLite move pages from the log, in a mode of its own that waits for nobody,
// and returns how many pages the log has and how many of them are moved.
func (c *conn) checkpoint(mode string) (pages, moved int64, err error) {
	found, err := c.query(context.Background(), "PRAGMA wal_checkpoint("+mode+")")
	if err != nil {
		return 0, 0, err
	}
	if found.next() {
		pages, moved = found.int(1), found.int(2)
	}
	return pages, moved, found.close()
}
