package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"entente/kg"
)

// A Backup says what is in a file that [Snapshot] made.
type Backup struct {
	// Size is that of the file in bytes.
	Size int64
	// Last is the end of the log: all up to that is in the file.
	Last kg.LogEnd
}

// Inspect checks that a file is a whole graph, which this Entente can open, and says what
// is in it. It changes nothing.
func Inspect(ctx context.Context, path string) (Backup, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return Backup{}, err
	}
	b, err := inspect(ctx, path)
	if err != nil {
		return b, explainOpen(ctx, path, err)
	}
	return b, nil
}

func inspect(ctx context.Context, path string) (b Backup, err error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return b, err
	case !info.Mode().IsRegular() || info.Size() == 0:
		return b, refuse("it is no backup; name a file that entente backup made")
	case wasLeftOpen(path):
		return b, refuse("it is not a whole graph without the file %s-wal beside it;"+
			" stop the server that has it, and name a file that entente backup made", info.Name())
	}
	b.Size = info.Size()
	c, err := connect(address(path, map[string][]string{"mode": {"ro"}, "immutable": {"1"}}))
	if err != nil {
		return b, err
	}
	defer func() { err = errors.Join(err, c.Close()) }()
	if err := errors.Join(c.checkOwner(ctx), c.checkOwned(ctx)); err != nil {
		return b, err
	}
	if err := c.checkWhole(ctx); err != nil {
		return b, err
	}
	last, err := c.query(ctx, "SELECT sequence, recorded_at FROM meta")
	if err != nil {
		return b, err
	}
	if last.next() {
		b.Last = kg.LogEnd{Sequence: last.int(0), RecordedAt: kg.RecordedTime(last.int(1))}
	}
	return b, last.close()
}

// checkOwned refuses a database that holds nothing.
func (c *conn) checkOwned(ctx context.Context) error {
	owner, err := c.number(ctx, "PRAGMA application_id")
	if err == nil && owner != applicationID {
		err = refuse("it is no backup; name a file that entente backup made")
	}
	return err
}

// Restore puts a copy of a backup in the place of the file at path: checked, at once, and
// for good. Where a graph is there already it is an error that wraps [fs.ErrExist],
// unless replace is true. No Store may have the file at path open.
func Restore(ctx context.Context, backup, path string, replace bool) (Backup, error) {
	path, err := prepareFile(path)
	if err != nil {
		return Backup{}, err
	}
	lock, err := lockFile(path)
	if err != nil {
		return Backup{}, err
	}
	defer lock.Close() //nolint:errcheck // it ends with the process at the latest
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) && !replace {
		return Backup{}, fmt.Errorf("there is a graph at %s: %w", path, fs.ErrExist)
	}
	if _, err := Inspect(ctx, backup); err != nil {
		return Backup{}, err
	}
	removeParts(path)
	part := partOf(path)
	b, err := restoreBy(ctx, backup, part, path)
	if err != nil {
		return b, errors.Join(err, clean(part))
	}
	return b, nil
}

// restoreBy copies the backup beside its place, checks the copy and moves it there.
func restoreBy(ctx context.Context, backup, part, path string) (Backup, error) {
	if err := copyFile(ctx, backup, part); err != nil {
		return Backup{}, fmt.Errorf("copy %s: %w", backup, err)
	}
	b, err := Inspect(ctx, part)
	if err != nil {
		return b, err
	}
	if err := toDisk(part); err != nil {
		return b, err
	}
	emptyLog(ctx, path)
	// SQLite would take a log that was left for that of the new file.
	if err := clean(path+"-wal", path+"-shm", path+"-journal"); err != nil {
		return b, err
	}
	if err := os.Rename(part, path); err != nil {
		return b, err
	}
	return b, toDisk(path)
}

// emptyLog moves what the log beside a file holds into the file, so that until that is
// replaced it is whole without the log. One that is damaged stays as it is.
func emptyLog(ctx context.Context, path string) {
	if _, err := os.Stat(path); err != nil {
		return // and is not made
	}
	if c, err := open(ctx, path, nil); err == nil {
		_ = c.Close()
	}
}

// clean removes files that may or may not be there.
func clean(paths ...string) error {
	for _, path := range paths {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// copyFile copies a file to a new one.
func copyFile(ctx context.Context, from, to string) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close() //nolint:errcheck // it is only read
	made, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(made, readerUntil{ctx, source})
	return errors.Join(err, made.Close())
}

// readerUntil reads until a context is done.
type readerUntil struct {
	ctx context.Context //nolint:containedctx // it lives no longer than one call
	io.Reader
}

func (r readerUntil) Read(b []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.Reader.Read(b)
}
