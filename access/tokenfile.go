package access

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"entente/internal/filelock"
)

// A TokenFile keeps tokens in a file of its own, beside the graph: commands can change it
// while a server holds the store, and no export or backup of the graph has it.
type TokenFile string

// ErrNoToken says that the file has no token of an id or name.
var ErrNoToken = errors.New("no token of this id, and none of this name that is active")

const (
	// fileVersion is that of the form of the file.
	fileVersion = 1
	// maxFile is how large the file may be, in bytes: some 10,000 tokens.
	maxFile = 4 << 20
	// patience is how long a change waits for another one to end.
	patience = 10 * time.Second
)

// content is what the file has in it.
type content struct {
	Version int     `json:"version"`
	Tokens  []Token `json:"tokens"`
}

// Tokens returns the tokens in the order in which they were made. A file that is not there
// has none. What is damaged, or can be read by others, is refused.
func (f TokenFile) Tokens() ([]Token, error) {
	tokens, _, err := f.read()
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return tokens, err
}

// read returns the tokens and what the file was when they were read.
func (f TokenFile) read() ([]Token, fs.FileInfo, error) {
	opened, err := os.Open(string(f))
	if err != nil {
		return nil, nil, err
	}
	defer opened.Close() //nolint:errcheck // it was only read
	info, err := opened.Stat()
	if err != nil {
		return nil, nil, err
	}
	if err := f.checkMode(info); err != nil {
		return nil, info, err
	}
	text, err := io.ReadAll(io.LimitReader(opened, maxFile+1))
	if err != nil {
		return nil, info, err
	}
	tokens, err := parse(text)
	if err != nil {
		err = fmt.Errorf("%s: %w", f, err)
	}
	return tokens, info, err
}

// checkMode refuses a file that others than its owner can read or write. On Windows the
// mode does not tell.
func (f TokenFile) checkMode(info fs.FileInfo) error {
	switch mode := info.Mode(); {
	case !mode.IsRegular():
		return fmt.Errorf("%s is not a file", f)
	case runtime.GOOS != "windows" && mode.Perm()&0o077 != 0:
		return fmt.Errorf("%s is open to others (%s): chmod 600 %s", f, mode.Perm(), f)
	default:
		return nil
	}
}

// parse reads the tokens of a text, and refuses one that is damaged in any way: half of
// the tokens would lock people out without a word.
func parse(text []byte) ([]Token, error) {
	if len(text) > maxFile {
		return nil, fmt.Errorf("larger than the limit of %d bytes", maxFile)
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	var c content
	if err := decoder.Decode(&c); err != nil {
		return nil, fmt.Errorf("not a file of tokens: %w", err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("not a file of tokens: there is something after its end")
	}
	if c.Version != fileVersion {
		return nil, fmt.Errorf("version %d of the file of tokens: this program reads version %d", c.Version, fileVersion)
	}
	seen := make(map[string]bool, len(c.Tokens))
	for _, t := range c.Tokens {
		if err := t.check(); err != nil {
			return nil, err
		}
		if seen[t.ID] {
			return nil, fmt.Errorf("two tokens with the id %q", t.ID)
		}
		seen[t.ID] = true
	}
	return c.Tokens, nil
}

// check refuses a token that the file cannot have.
func (t Token) check() error {
	switch {
	case len(t.ID) != idLength:
		return fmt.Errorf("a token with the id %.20q, which is none", t.ID)
	case t.Role < Reader:
		return fmt.Errorf("token %s: no role", t.ID)
	case t.Hash == Hash{}:
		return fmt.Errorf("token %s: no hash", t.ID)
	default:
		return checkName(t.Name)
	}
}

// Create adds a token and returns it whole, which is shown this once and kept nowhere.
// A zero expires is never. A name is that of one active token at a time, and looks like
// none that another token has or had: the change log tells people apart by it.
func (f TokenFile) Create(
	ctx context.Context, name string, role Role, now, expires time.Time,
) (whole string, made Token, err error) {
	if err := errors.Join(checkName(name), checkLetters(name)); err != nil {
		return "", Token{}, err
	}
	if !expires.IsZero() && !expires.After(now) {
		return "", Token{}, errors.New("a token that has expired already is of no use")
	}
	err = f.change(ctx, func(tokens []Token) ([]Token, error) {
		for _, t := range tokens {
			if err := t.confused(name, now); err != nil {
				return nil, err
			}
		}
		whole, made = newToken()
		made.Name, made.Role, made.Made, made.Expires = name, role, now.UTC(), expires.UTC()
		return append(tokens, made), nil
	})
	return whole, made, err
}

// Revoke takes a token back, by its id or by the name of an active one. One that was
// taken back before stays as it is.
func (f TokenFile) Revoke(ctx context.Context, which string, now time.Time) (revoked Token, err error) {
	err = f.change(ctx, func(tokens []Token) ([]Token, error) {
		place := find(tokens, which, now)
		if place < 0 {
			return nil, fmt.Errorf("%.80q: %w", which, ErrNoToken)
		}
		if t := &tokens[place]; t.Revoked.IsZero() {
			t.Revoked = now.UTC()
		}
		revoked = tokens[place]
		return tokens, nil
	})
	return revoked, err
}

// find returns the place of a token, or -1.
func find(tokens []Token, which string, now time.Time) int {
	named := -1
	for i, t := range tokens {
		if t.ID == which {
			return i
		}
		if t.Name == which && t.State(now) == Active {
			named = i
		}
	}
	return named
}

// change puts what edit makes of the tokens in their place, while no other change is
// under way.
func (f TokenFile) change(ctx context.Context, edit func([]Token) ([]Token, error)) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	lock, err := filelock.Acquire(ctx, string(f)+"-lock")
	if err != nil {
		return err
	}
	defer lock.Release() //nolint:errcheck // it ends with the process at the latest
	tokens, err := f.Tokens()
	if err != nil {
		return err
	}
	if tokens, err = edit(tokens); err != nil {
		return err
	}
	text, err := json.MarshalIndent(content{fileVersion, tokens}, "", "  ")
	if err != nil {
		return err
	}
	if _, err := parse(text); err != nil {
		return err // what could not be read again is not written
	}
	return f.replace(append(text, '\n'))
}

// replace writes the file anew, so that who reads it meets the whole old or the whole new
// one, also after a power cut.
func (f TokenFile) replace(text []byte) (err error) {
	// A link stays one, or what others read through theirs would be left as it was.
	path, err := filepath.EvalSymlinks(string(f))
	if errors.Is(err, fs.ErrNotExist) {
		path, err = string(f), nil
	}
	if err != nil {
		return err
	}
	folder := filepath.Dir(path)
	temporary, err := os.CreateTemp(folder, filepath.Base(path)+"-*") // with mode 0600
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(temporary.Name()))
		}
	}()
	_, err = temporary.Write(text)
	if err = errors.Join(err, temporary.Sync(), temporary.Close()); err != nil {
		return err
	}
	if err := os.Rename(temporary.Name(), path); err != nil {
		return err
	}
	syncFolder(folder)
	return nil
}

// syncFolder makes a rename last. Systems that cannot do so refuse, which takes nothing
// from what was done.
func syncFolder(path string) {
	if folder, err := os.Open(path); err == nil {
		_ = folder.Sync()
		_ = folder.Close()
	}
}
