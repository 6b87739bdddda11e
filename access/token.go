package access

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base32"
	"encoding/hex"
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"
)

// prefix begins every token, so that scanners of files and logs can find those that went
// astray.
const prefix = "entente_"

// A Token is what the file keeps of one: all but the secret.
type Token struct {
	// ID is the part of the token by which it is found. It is no secret.
	ID string `json:"id"`
	// Name is whose it is, and goes into the change log.
	Name string `json:"name"`
	Role Role   `json:"role"`
	// Hash is the SHA-256 of the whole token. A slow hash with a salt protects words that
	// people choose, by making each guess dear; 256 random bits cannot be guessed however
	// cheap a guess is, and a slow hash would cost every request.
	Hash Hash      `json:"hash"`
	Made time.Time `json:"made"`
	// Expires is when it holds no more, and Revoked when it was taken back; zero is never.
	Expires time.Time `json:"expires,omitzero"`
	Revoked time.Time `json:"revoked,omitzero"`
}

// A State is what has become of a token.
type State string

// The states of a token.
const (
	Active  State = "active"
	Expired State = "expired"
	Revoked State = "revoked"
)

// State tells what has become of a token by a moment. It holds until just before it expires.
func (t Token) State(now time.Time) State {
	switch {
	case !t.Revoked.IsZero():
		return Revoked
	case !t.Expires.IsZero() && !now.Before(t.Expires):
		return Expired
	default:
		return Active
	}
}

// identity is who sends a token.
func (t Token) identity() Identity {
	return Identity{Name: t.Name, Role: t.Role, token: t.ID, until: t.Expires}
}

// A Hash is a SHA-256, written as 64 hexadecimal digits.
type Hash [sha256.Size]byte

// hashOf returns the hash of a secret.
func hashOf(secret string) Hash { return sha256.Sum256([]byte(secret)) }

// is reports whether two hashes are equal, in a time that tells nothing of them.
func (h Hash) is(other Hash) bool { return subtle.ConstantTimeCompare(h[:], other[:]) == 1 }

// MarshalText writes the digits.
func (h Hash) MarshalText() ([]byte, error) { return hex.AppendEncode(nil, h[:]), nil }

// UnmarshalText reads what MarshalText writes.
func (h *Hash) UnmarshalText(text []byte) error {
	if n, err := hex.Decode(h[:], text[:min(len(text), 2*len(h))]); err != nil || 2*n != len(text) || n != len(h) {
		return fmt.Errorf("not a hash of %d digits", 2*len(h))
	}
	return nil
}

// The lengths of the parts of a token in characters of 5 bits: 50 for the id, of which a file
// has no two, and 256 and a few for the secret.
const (
	idLength     = 10
	secretLength = 52
)

var lower = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// random returns so many characters that nobody can guess.
func random(length int) string {
	bits := make([]byte, 32)
	rand.Read(bits) // it never fails
	return lower.EncodeToString(bits)[:length]
}

// newToken makes a token and what is kept of it.
func newToken() (whole string, t Token) {
	t.ID = random(idLength)
	whole = prefix + t.ID + "_" + random(secretLength)
	t.Hash = hashOf(whole)
	return whole, t
}

// idOf returns the id within a token, and false for what has not the form of one.
func idOf(whole string) (id string, ok bool) {
	rest, ok := strings.CutPrefix(whole, prefix)
	id, secret, _ := strings.Cut(rest, "_")
	return id, ok && len(id) == idLength && len(secret) == secretLength
}

// maxName is how many characters a name may have.
const maxName = 64

// names are those that can be given: without a colon, which sets apart who signs in by an
// issuer, and without what could be mistaken for another name in a list.
var names = regexp.MustCompile(`^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}._@+ -]*[\p{L}\p{M}\p{N}._@+-])?$`)

// reserved are the names under which the server writes by itself, or for the token of its
// environment.
var reserved = []string{adminName, "entente"}

// checkName refuses names that cannot be given to a token.
func checkName(name string) error {
	if utf8.RuneCountInString(name) > maxName || !names.MatchString(name) {
		return fmt.Errorf("name %.80q: write 1 to %d letters, digits and any of `. _ - @ +` or blanks between them",
			name, maxName)
	}
	for _, taken := range reserved {
		if strings.EqualFold(name, taken) {
			return fmt.Errorf("name %q: the server itself writes under it; choose another", name)
		}
	}
	return nil
}
