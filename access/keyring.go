package access

import (
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"sync"
	"sync/atomic"
	"time"
)

// lookEvery is how often the file of tokens is looked at while tokens are used.
const lookEvery = time.Second

// A keyring has the tokens of a file and takes up what commands change in it.
type keyring struct {
	file TokenFile
	now  func() time.Time
	log  *slog.Logger
	// known are the tokens by id, as the file had them when it was last in order.
	known atomic.Pointer[map[string]Token]
	// looking is held by the one who looks whether the file has changed.
	looking sync.Mutex
	// looked is when that was, and info what the file was; nil where there was none.
	looked time.Time
	info   fs.FileInfo
	// complaint is what was logged last, so that it is logged once.
	complaint string
}

// newKeyring returns the keyring of a file and what is wrong with the file, if anything.
func newKeyring(file TokenFile, now func() time.Time, log *slog.Logger) (*keyring, error) {
	k := &keyring{file: file, now: now, log: log, looked: now()}
	k.known.Store(new(map[string]Token))
	return k, k.load()
}

// identify tells whose token it is. What is wrong with one that is refused is not told. A
// nil keyring knows none.
func (k *keyring) identify(whole string) (Identity, error) {
	id, ok := idOf(whole)
	if !ok || k == nil {
		return Identity{}, ErrBadToken
	}
	t := k.token(id)
	// The hashes are compared for an id that is not there too.
	if !hashOf(whole).is(t.Hash) || t.State(k.now()) != Active {
		return Identity{}, ErrBadToken
	}
	return t.identity(), nil
}

// token returns the token of an id as it is by now, or one of no hash.
func (k *keyring) token(id string) Token {
	k.look()
	return (*k.known.Load())[id]
}

// holds reports whether the token of an identity is still good for as much.
func (k *keyring) holds(who Identity) bool {
	t := k.token(who.token)
	return t.identity() == who && t.State(k.now()) == Active
}

// has reports whether there is an active token of a role or a higher one.
func (k *keyring) has(role Role) bool {
	if k == nil {
		return false
	}
	k.look()
	now := k.now()
	for _, t := range *k.known.Load() {
		if t.Role >= role && t.State(now) == Active {
			return true
		}
	}
	return false
}

// look takes the file up if it has changed since, unless it was looked at a moment ago or
// somebody else is looking: nobody waits for a disk that is slow. While the file cannot
// be read or is damaged, what it was holds.
func (k *keyring) look() {
	if !k.looking.TryLock() {
		return
	}
	defer k.looking.Unlock()
	now := k.now()
	if since := now.Sub(k.looked); since >= 0 && since < lookEvery {
		return
	}
	k.looked = now
	info, err := os.Stat(string(k.file))
	if err == nil && k.info != nil && same(info, k.info) || errors.Is(err, fs.ErrNotExist) && k.info == nil {
		return
	}
	err = k.load()
	if err == nil {
		k.complaint = ""
		k.log.Info("took up the file of tokens", "tokens", len(*k.known.Load()))
	} else if complaint := err.Error(); complaint != k.complaint {
		k.complaint = complaint
		k.log.Error("the file of tokens cannot be used; the tokens known before hold", "error", err)
	}
}

// load reads the file. One that is not there has no tokens: who takes the file away takes
// all of them back.
func (k *keyring) load() error {
	tokens, info, err := k.file.read()
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	k.info = info
	if err != nil {
		return err
	}
	known := make(map[string]Token, len(tokens))
	for _, t := range tokens {
		known[t.ID] = t
	}
	k.known.Store(&known)
	return nil
}

// same reports whether a file is what it was. One that is written anew, as commands do, is
// another file even where time and size are equal.
func same(a, b fs.FileInfo) bool {
	return os.SameFile(a, b) && a.ModTime().Equal(b.ModTime()) && a.Size() == b.Size() && a.Mode() == b.Mode()
}
