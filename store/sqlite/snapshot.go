package sqlite

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"entente/kg"
)

var _ kg.Snapshotter = (*Store)(nil)

// Snapshot copies the graph as it is at one moment into a new file; see
// [kg.Snapshotter]. Meanwhile the log beside the graph's file keeps all that is written.
func (s *Store) Snapshot(ctx context.Context, folder string) (path string, err error) {
	if !s.copying.CompareAndSwap(false, true) {
		return "", fmt.Errorf("%w: another backup is being made; try again once it is done", kg.ErrConflict)
	}
	defer s.copying.Store(false)
	select {
	case <-s.closed:
		return "", errClosed
	default:
	}
	if err := s.inPlace(); err != nil {
		return "", err
	}
	path = partOf(s.path)
	if folder != "" {
		if path, err = partIn(folder); err != nil {
			return "", err
		}
	}
	return path, explain(ctx, "copy the graph's file", snapshot(ctx, s.path, path))
}

// Snapshot copies the graph in the file at path, which no Store has open, into a new file
// in a folder and returns its path. It brings no tables up to date, so that the copy is
// one for the Entente that wrote the graph.
func Snapshot(ctx context.Context, path, folder string) (string, error) {
	path, lock, err := lockExisting(path)
	if err != nil {
		return "", err
	}
	defer lock.Close() //nolint:errcheck // it ends with the process at the latest
	if err := checkOwner(ctx, path); err != nil {
		return "", explainOpen(ctx, path, err)
	}
	copied, err := partIn(folder)
	if err != nil {
		return "", err
	}
	if err := snapshot(ctx, path, copied); err != nil {
		return "", explainOpen(ctx, path, err)
	}
	return copied, nil
}

// partSuffix ends the names of copies that are being made.
const partSuffix = ".part"

// partOf names a copy of the file at path that is made beside it.
func partOf(path string) string {
	folder, name := filepath.Split(path)
	return filepath.Join(folder, "."+name+"-"+rand.Text()[:8]+partSuffix)
}

// partIn names a copy that is made in a folder of somebody else's.
func partIn(folder string) (string, error) {
	folder, err := filepath.Abs(folder)
	return filepath.Join(folder, ".entente-"+rand.Text()[:8]+partSuffix), err
}

// removeParts removes the copies beside the file at path that were never finished, and
// their journals. Who calls it holds the lock, so nobody is making one.
func removeParts(path string) {
	folder, name := filepath.Split(path)
	entries, _ := os.ReadDir(folder) // where it cannot be read they stay
	for _, entry := range entries {
		part := entry.Name()
		if strings.HasPrefix(part, "."+name+"-") && strings.Contains(part, partSuffix) {
			_ = os.Remove(filepath.Join(folder, part))
		}
	}
}

// snapshot copies the graph at path to a new file, and makes sure that this is whole and
// on the disk. After an error there is no such file.
func snapshot(ctx context.Context, path, copied string) (err error) {
	defer func() {
		if err != nil {
			_ = os.Remove(copied)
			_ = os.Remove(copied + "-journal")
		}
	}()
	// Made before SQLite does, so that only its owner may read it.
	if err := makeFile(copied); err != nil {
		return err
	}
	if err := vacuumInto(ctx, path, copied); err != nil {
		return err
	}
	if _, err := Inspect(ctx, copied); err != nil {
		return err
	}
	return toDisk(copied)
}

// vacuumInto has SQLite write what the file at path holds into an empty one.
func vacuumInto(ctx context.Context, path, copied string) error {
	c, err := open(ctx, path, []string{cacheSize(loadCache)})
	if err != nil {
		return err
	}
	return errors.Join(c.exec(ctx, "VACUUM INTO ?", copied), c.Close())
}

// toDisk has the disk keep a file and its name.
func toDisk(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	if err := errors.Join(file.Sync(), file.Close()); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(path))
}

// syncFolder has the disk keep the names in a folder. Windows keeps them by itself.
func syncFolder(path string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}
