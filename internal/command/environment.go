package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"entente/kg"
	"entente/store"
)

// An Environment is what commands run in.
type Environment struct {
	Context context.Context //nolint:containedctx // the one of the process
	Log     *slog.Logger
	In      io.Reader
	Out     io.Writer
	// Err is where progress and problems are told, on a Terminal in one line that moves.
	Err      io.Writer
	Terminal bool
}

// say prints a line for scripts and people. Who does not read it misses nothing else.
func (e *Environment) say(format string, values ...any) { sayTo(e.Out, format+"\n", values...) }

// note prints a line for people.
func (e *Environment) note(format string, values ...any) { sayTo(e.Err, format+"\n", values...) }

func sayTo(w io.Writer, format string, values ...any) {
	fmt.Fprintf(w, format, values...) //nolint:errcheck // the work is done all the same
}

// An ExitError ends the process with a code of its own.
type ExitError struct {
	Code int
	Err  error
}

// Error says what the error below says.
func (e *ExitError) Error() string { return e.Err.Error() }

// Unwrap returns the error below.
func (e *ExitError) Unwrap() error { return e.Err }

// IsTerminal reports whether a person sees what is written to a file.
func IsTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// defaultStore is the one that the server keeps its graph in unless it is told another.
const defaultStore = "file:./data/entente.db"

// A StoreFlag names the store that a command works on.
type StoreFlag struct {
	Store string `help:"Store to work on: file:PATH, or neo4j://HOST:7687 with NEO4J_USERNAME and NEO4J_PASSWORD (default: ${default})." default:"file:./data/entente.db" env:"ENTENTE_STORE" placeholder:"URL"` //nolint:lll // a struct tag
}

// has reports whether a path is that of the store's file, or of one beside it.
func (s StoreFlag) has(path string) bool {
	store, ok := strings.CutPrefix(s.Store, "file:")
	if !ok {
		return false
	}
	there, err := os.Stat(path)
	if err != nil {
		return false
	}
	for _, beside := range []string{"", "-wal", "-shm", "-lock"} {
		info, err := os.Stat(strings.TrimPrefix(store, "//") + beside)
		if err == nil && os.SameFile(info, there) {
			return true
		}
	}
	return false
}

// An opener opens the store at an address.
type opener func(context.Context, string) (kg.Store, error)

// orEmpty opens the store at an address, or an empty one where that is a file that is
// not there.
func orEmpty(ctx context.Context, address string) (kg.Store, error) {
	opened, err := store.OpenExisting(ctx, address)
	if errors.Is(err, fs.ErrNotExist) {
		return Scratch(ctx)
	}
	return opened, err
}

// with opens the graph for a function.
func (s StoreFlag) with(e *Environment, open opener, do func(*kg.Graph) error) (err error) {
	opened, err := open(e.Context, s.Store)
	if errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if errors.Is(err, kg.ErrUnavailable) {
		return fmt.Errorf("open the store: %w; where a server has it, work through that by --server URL", err)
	}
	if err != nil {
		return fmt.Errorf("open the store: %w", err)
	}
	defer func() { err = errors.Join(err, opened.Close()) }()
	return do(kg.NewGraph(opened, time.Now))
}

// A ServerFlag names a running server to work through instead of a store.
type ServerFlag struct {
	Server string `help:"Work through a running server, such as http://127.0.0.1:8080, instead of opening a store." placeholder:"URL"`   //nolint:lll // a struct tag
	Token  string `help:"Bearer token for --server. Other users of the machine can see flags; prefer the variable." env:"ENTENTE_TOKEN"` //nolint:lll // a struct tag
}

// Scratch opens an empty store in a temporary folder, which goes when it is closed.
func Scratch(ctx context.Context) (kg.Store, error) {
	folder, err := os.MkdirTemp("", "entente-dry-run-*")
	if err != nil {
		return nil, err
	}
	opened, err := store.Open(ctx, "file:"+filepath.Join(folder, "scratch.db"))
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(folder))
	}
	return &temporary{opened, folder}, nil
}

type temporary struct {
	kg.Store
	folder string
}

// Close closes the store and removes its folder.
func (t *temporary) Close() error { return errors.Join(t.Store.Close(), os.RemoveAll(t.folder)) }
