package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	sqlite3 "modernc.org/sqlite/lib"
)

// Open opens the graph in the file at path; the file and its folder are made
// where they are missing. One Store at a time can have a file open, in this
// process or another. Open refuses a file that is something else, that a newer
// Entente wrote, or that cannot be written to, and checks the whole file where it
// was not closed properly, which takes a while for a large one.
func Open(ctx context.Context, path string, opts ...Option) (*Store, error) {
	memory := debug.SetMemoryLimit(-1)
	o := options{
		clock: time.Now, readers: 8, keeps: keptWithin(memory), ties: tiesWithin(memory),
		moving: defaultMoving,
	}
	for _, set := range opts {
		set(&o)
	}
	path, err := prepareFile(path)
	if err != nil {
		return nil, err
	}
	lock, err := lockFile(path)
	if err != nil {
		return nil, err
	}
	removeParts(path)
	c, err := openFile(ctx, path)
	if err != nil {
		return nil, errors.Join(explainOpen(ctx, path, err), lock.Close())
	}
	handle, file, err := hold(path)
	if err != nil {
		return nil, errors.Join(explainOpen(ctx, path, err), c.Close(), lock.Close())
	}
	s := &Store{
		path: path, file: file, handle: handle, clock: o.clock, lock: lock,
		cache: newCache(o.keeps), keeps: o.keeps,
		walkHistory: o.walkHistory, adjacent: keeper{most: o.ties, refused: o.ties == 0},
		writer: newPool(1), readers: newPool(max(o.readers, 1)),
		closed: make(chan struct{}), commits: make(chan struct{}, 1), moving: o.moving,
	}
	s.writer.idle = []*conn{c}
	if o.moving.whenTold {
		return s, nil
	}
	mover, err := s.open(ctx, moverPragmas)
	if err != nil {
		return nil, errors.Join(explainOpen(ctx, path, err), s.Close())
	}
	s.mover.Go(func() { s.moveLog(mover) })
	return s, nil
}

// hold opens the file for [Store.Ready], which reads its beginning.
func hold(path string) (*os.File, os.FileInfo, error) {
	handle, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	info, err := handle.Stat()
	if err != nil {
		return nil, nil, errors.Join(err, handle.Close())
	}
	return handle, info, nil
}

// prepareFile makes the folder of the file and returns the one name that the file
// has, so that two ways of writing it meet at one lock.
func prepareFile(path string) (string, error) {
	if path == "" {
		return "", errors.New("a file name is needed")
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("%s: %w", path, err)
	}
	if path, err = followLinks(path); err != nil {
		return "", err
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return "", fmt.Errorf("%s is a folder; name a file in it", path)
	}
	return path, nil
}

// maxLinks is how many links may lead from a name to its file.
const maxLinks = 40

// followLinks makes the folder of the file at path and returns the file's own name,
// whether the file is there or not: a link to a file that has yet to be made and
// that file's name are two ways of writing it too.
func followLinks(path string) (string, error) {
	for name, links := path, 0; links <= maxLinks; links++ {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return "", fmt.Errorf("%s: its folder cannot be made (%w); %s",
				name, system(err), rightsFor(err))
		}
		folder, err := filepath.EvalSymlinks(filepath.Dir(name))
		if err != nil {
			return "", fmt.Errorf("%s: its folder cannot be found: %w", name, err)
		}
		name = filepath.Join(folder, filepath.Base(name))
		target, err := os.Readlink(name)
		if err != nil {
			return name, nil // no link
		}
		if name = target; !filepath.IsAbs(name) {
			name = filepath.Join(folder, target)
		}
	}
	return "", fmt.Errorf("%s: more than %d links lead on from it; name the file itself", path, maxLinks)
}

// openFile checks the file, brings its tables up to date, and returns the
// connection that writes to it.
func openFile(ctx context.Context, path string) (*conn, error) {
	unclean := wasLeftOpen(path)
	if err := makeFile(path); err != nil {
		return nil, err
	}
	if err := checkOwner(ctx, path); err != nil {
		return nil, err
	}
	c, err := open(ctx, path, writerPragmas())
	if err != nil {
		return nil, err
	}
	err = c.checkVersion(ctx)
	if err == nil && unclean {
		err = c.checkWhole(ctx)
	}
	if err == nil {
		err = c.bringBack(ctx)
	}
	if err == nil {
		err = c.migrate(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, c.Close())
	}
	return c, nil
}

// makeFile makes the file where it is missing, for its owner's eyes only, and makes
// sure that it can be written to. It must come after the lock: closing the file
// would take SQLite's own locks from another Store of this process.
func makeFile(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return refuse("it cannot be written to (%v); %s", system(err), rightsFor(err))
	}
	return file.Close()
}

// system returns the system's words for what went wrong with a file, without its name.
func system(err error) error {
	if failed, ok := errors.AsType[*fs.PathError](err); ok {
		return failed.Err
	}
	return err
}

// rightsFor says what to do about a file that cannot be made or written to.
func rightsFor(err error) string {
	if errors.Is(err, fs.ErrPermission) {
		return checkRights
	}
	return "make room for it or name a file on another disk"
}

// wasLeftOpen reports whether whoever had the file last did not close it: SQLite
// removes the log beside the file when the last connection closes.
func wasLeftOpen(path string) bool {
	_, err := os.Stat(path + "-wal")
	return err == nil
}

// errRefused is wrapped by errors that say themselves what is wrong with a file.
var errRefused = errors.New("cannot be opened")

// refuse says why a file is not opened.
func refuse(format string, args ...any) error {
	return fmt.Errorf("%w: %s", errRefused, fmt.Sprintf(format, args...))
}

// applicationID marks the file as Entente's: "Ente" in ASCII.
const applicationID = 0x456E7465

// checkOwner refuses a file that is not a graph of Entente's, or is one for a
// newer Entente. It only reads, so that the file of another program stays as it is.
func checkOwner(ctx context.Context, path string) error {
	if info, err := os.Stat(path); err != nil || info.Size() == 0 {
		return err // an empty file is nobody's
	}
	c, err := connect(address(path, map[string][]string{"mode": {"ro"}}))
	if err != nil {
		return err
	}
	return errors.Join(c.checkOwner(ctx), c.Close())
}

// checkOwner reads the marks of the file: whose it is, and the version of its tables.
func (c *conn) checkOwner(ctx context.Context) error {
	tables, err := c.number(ctx, "SELECT count(*) FROM sqlite_schema")
	if err != nil {
		return err
	}
	owner, err := c.number(ctx, "PRAGMA application_id")
	if err != nil {
		return err
	}
	version, err := c.number(ctx, "PRAGMA user_version")
	switch {
	case err != nil:
		return err
	case owner != applicationID && (owner != 0 || tables != 0):
		return refuse("it is a database of another program; name another file")
	case version > int64(len(migrations)):
		return refuse("its tables are of version %d and this Entente knows versions up to %d;"+
			" use the Entente that wrote it, or a newer one", version, len(migrations))
	}
	return nil
}

// oldest is the oldest SQLite without the fault that could corrupt a file while
// its log was reset.
const oldest = "3.51.3"

// checkVersion refuses a SQLite that is too old.
func (c *conn) checkVersion(ctx context.Context) error {
	version, err := c.value(ctx, "SELECT sqlite_version()")
	if err != nil {
		return err
	}
	if text := fmt.Sprint(version); older(text, oldest) {
		return refuse("it needs SQLite %s or newer, and this program has %s", oldest, text)
	}
	return nil
}

// older reports whether a dotted version number comes before another.
func older(a, b string) bool {
	left, right := strings.Split(a, "."), strings.Split(b, ".")
	for i := range min(len(left), len(right)) {
		x, _ := strconv.Atoi(left[i])
		y, _ := strconv.Atoi(right[i])
		if x != y {
			return x < y
		}
	}
	return len(left) < len(right)
}

// checkWhole lets SQLite check the file.
func (c *conn) checkWhole(ctx context.Context) error {
	result, err := c.value(ctx, "PRAGMA quick_check(1)")
	if err != nil {
		return err
	}
	if text := fmt.Sprint(result); text != "ok" {
		return refuse("it is damaged (%s); restore it from a backup", text)
	}
	return nil
}

// explainOpen says what is wrong with the file at path, and what to do.
func explainOpen(ctx context.Context, path string, err error) error {
	switch {
	case errors.Is(err, errRefused):
		return fmt.Errorf("%s %w", path, err)
	case ctx.Err() != nil:
		return fmt.Errorf("open %s: %w", path, ctx.Err())
	case code(err) == sqlite3.SQLITE_NOTADB:
		return fmt.Errorf("%s %w: it is not a database; name another file", path, errRefused)
	case code(err) == sqlite3.SQLITE_CORRUPT:
		return fmt.Errorf("%s %w: it is damaged; restore it from a backup", path, errRefused)
	}
	if reason := reasonOf(err); reason != nil {
		return fmt.Errorf("open %s: %w", path, reason)
	}
	return fmt.Errorf("open %s: %w", path, err)
}
