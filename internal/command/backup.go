package command

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"

	"entente/store"
)

// A Backup is the command of that name.
type Backup struct {
	File  string `arg:"" help:"File to write: a copy of the whole graph, which appears once it was checked."`
	Force bool   `help:"Replace the file if there is one."`
	StoreFlag
	ServerFlag
}

// Run writes the backup beside its place and moves it there once it is whole.
func (c *Backup) Run(e *Environment) error {
	if c.has(c.File) {
		return fmt.Errorf("%s: this is the store; name another file", c.File)
	}
	if err := c.free(); err != nil {
		return err
	}
	part, err := c.write(e)
	if err != nil {
		return err
	}
	made, err := store.Inspect(e.Context, part)
	if err == nil {
		err = c.free() // somebody may have made it meanwhile
	}
	if err == nil {
		err = os.Rename(part, c.File)
	}
	if err != nil {
		return errors.Join(err, os.Remove(part))
	}
	e.say("%s holds the graph up to change %s, of %s, in %s bytes",
		c.File, thousands(int(made.Last.Sequence)), made.Last.RecordedAt, thousands(int(made.Size)))
	return nil
}

// free refuses to write over a file, unless that is asked for.
func (c *Backup) free() error {
	info, err := os.Lstat(c.File)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return fmt.Errorf("%s is no file; name a file to write", c.File)
	case !c.Force:
		return fmt.Errorf("%s is there already; name another file, or give --force to replace it", c.File)
	default:
		return nil
	}
}

// write writes the copy under another name and returns that.
func (c *Backup) write(e *Environment) (part string, err error) {
	folder := filepath.Dir(c.File)
	if c.Server != "" {
		return c.fetch(e, folder)
	}
	part, err = store.Snapshot(e.Context, c.Store, folder)
	if errors.Is(err, store.ErrInUse) {
		return "", fmt.Errorf("%w; a running server makes the backup itself: give --server URL", err)
	}
	return part, err
}

// fetch has a server make the copy, and receives it.
func (c *Backup) fetch(e *Environment, folder string) (part string, err error) {
	part = filepath.Join(folder, ".entente-"+rand.Text()[:8]+".part")
	file, err := os.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return "", err
	}
	err = c.receive(e, file)
	if err = errors.Join(err, file.Sync(), file.Close()); err != nil {
		return "", errors.Join(err, os.Remove(part))
	}
	return part, nil
}

func (c *Backup) receive(e *Environment, file io.Writer) error {
	answer, err := c.ask(e, http.MethodPost, "/backup", "", nil)
	if err != nil {
		return err
	}
	defer answer.Body.Close() //nolint:errcheck // it was read
	if _, err := io.Copy(file, answer.Body); err != nil {
		return fmt.Errorf("the server broke off: %w", err)
	}
	return nil
}
