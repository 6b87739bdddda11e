package access_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"entente/access"
)

// noon is when these tests take place.
var noon = time.Date(2026, time.November, 23, 12, 0, 0, 0, time.UTC)

// newFile names a file that is not there yet.
func newFile(t *testing.T) access.TokenFile {
	t.Helper()
	return access.TokenFile(filepath.Join(t.TempDir(), "data", "tokens.json"))
}

// create makes a token that never expires.
func create(t *testing.T, f access.TokenFile, name string, role access.Role) (string, access.Token) {
	t.Helper()
	whole, made, err := f.Create(t.Context(), name, role, noon, time.Time{})
	if err != nil {
		t.Fatalf("create the token of %s: %v", name, err)
	}
	return whole, made
}

func read(t *testing.T, f access.TokenFile) []byte {
	t.Helper()
	text, err := os.ReadFile(string(f))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestATokenIsRecognisedAndOnlyItsHashIsKept(t *testing.T) {
	f := newFile(t)
	whole, made := create(t, f, "Leyla K.", access.Editor)
	if !regexp.MustCompile(`^entente_[a-z2-7]{10}_[a-z2-7]{52}$`).MatchString(whole) {
		t.Errorf("got %q, want entente_, an id and a secret of 52 characters", whole)
	}
	secret := whole[strings.LastIndex(whole, "_")+1:]
	if text := read(t, f); bytes.Contains(text, []byte(secret)) || !bytes.Contains(text, []byte(made.ID)) {
		t.Errorf("the file is %s, want the id %s in it and no secret", text, made.ID)
	}
	if again, _ := create(t, f, "another", access.Editor); again == whole {
		t.Error("two tokens are the same")
	}
	tokens, err := f.Tokens()
	if err != nil || len(tokens) != 2 || tokens[0] != made {
		t.Errorf("read again: got %+v, %v, want %+v and another", tokens, err, made)
	}
}

func TestTheFileOfTokensIsItsOwnersAlone(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the mode of a file tells nothing on Windows")
	}
	f := newFile(t)
	create(t, f, "a", access.Reader)
	info, err := os.Stat(string(f))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("mode: got %v, %v, want 0600", info.Mode(), err)
	}
	for _, mode := range []os.FileMode{0o644, 0o640, 0o604, 0o620, 0o602} {
		if err := os.Chmod(string(f), mode); err != nil {
			t.Fatal(err)
		}
		if _, err := f.Tokens(); err == nil || !strings.Contains(err.Error(), "chmod 600") {
			t.Errorf("with mode %v: got %v, want it refused with the way out", mode, err)
		}
		if _, _, err := f.Create(t.Context(), "b", access.Reader, noon, time.Time{}); err == nil {
			t.Errorf("with mode %v a token was added", mode)
		}
	}
}

func TestTokensMadeAtOnceAreAllKept(t *testing.T) {
	const n = 20
	f := newFile(t)
	var group sync.WaitGroup
	for i := range n {
		group.Go(func() {
			if _, _, err := f.Create(t.Context(), fmt.Sprintf("reader %d", i), access.Reader, noon, time.Time{}); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if tokens, err := f.Tokens(); err != nil || len(tokens) != n {
		t.Errorf("got %d tokens, %v, want %d", len(tokens), err, n)
	}
	left, err := filepath.Glob(filepath.Join(filepath.Dir(string(f)), "*"))
	if err != nil || len(left) != 2 {
		t.Errorf("beside the file: got %v, %v, want its lock alone", left, err)
	}
}

func TestANameIsThatOfOneActiveToken(t *testing.T) {
	f := newFile(t)
	_, first := create(t, f, "a", access.Reader)
	if _, _, err := f.Create(t.Context(), "a", access.Reader, noon, time.Time{}); err == nil || !strings.Contains(err.Error(), first.ID) {
		t.Errorf("the same name again: got %v, want it refused with the id of the first", err)
	}
	revoked, err := f.Revoke(t.Context(), "a", noon.Add(time.Hour))
	if err != nil || revoked.ID != first.ID || revoked.State(noon) != access.Revoked {
		t.Fatalf("revoke by name: got %+v, %v, want %s revoked", revoked, err, first.ID)
	}
	if _, err := f.Revoke(t.Context(), "a", noon); !errors.Is(err, access.ErrNoToken) {
		t.Errorf("revoke the name again: got %v, want ErrNoToken", err)
	}
	again, err := f.Revoke(t.Context(), first.ID, noon.Add(2*time.Hour))
	if err != nil || !again.Revoked.Equal(noon.Add(time.Hour)) {
		t.Errorf("revoke the id again: got %+v, %v, want it as it was", again, err)
	}
	create(t, f, "a", access.Editor)
}

func TestNamesThatCouldBeMistakenAreRefused(t *testing.T) {
	f := newFile(t)
	for _, name := range []string{
		"", " ", "admin", "Admin", "entente", "oidc:ann", "a:b", "a\nb", "a\u202eb", " a", "a ", "-a", "a\x00", "<b>",
		strings.Repeat("x", 65),
	} {
		if _, _, err := f.Create(t.Context(), name, access.Reader, noon, time.Time{}); err == nil {
			t.Errorf("%q was taken for a name", name)
		}
	}
	for _, name := range []string{"a", "ليلى", "Zoë", "ann@example.org", "bot-2", strings.Repeat("x", 64)} {
		create(t, f, name, access.Reader)
	}
}

func TestATokenIsActiveUntilJustBeforeItExpires(t *testing.T) {
	f := newFile(t)
	_, made, err := f.Create(t.Context(), "a", access.Reader, noon, noon.Add(time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	for at, want := range map[time.Duration]access.State{
		0: access.Active, time.Hour - time.Nanosecond: access.Active, time.Hour: access.Expired, 2 * time.Hour: access.Expired,
	} {
		if got := made.State(noon.Add(at)); got != want {
			t.Errorf("after %v: got %s, want %s", at, got, want)
		}
	}
	for _, expires := range []time.Time{noon, noon.Add(-time.Hour)} {
		if _, _, err := f.Create(t.Context(), "b", access.Reader, noon, expires); err == nil {
			t.Errorf("a token that expires at %v was made at %v", expires, noon)
		}
	}
}

func TestADamagedFileOfTokensIsRefusedAndLeftAsItIs(t *testing.T) {
	f := newFile(t)
	create(t, f, "a", access.Reader)
	good := string(read(t, f))
	id := regexp.MustCompile(`"id": "(.*)"`).FindStringSubmatch(good)[1]
	for name, text := range map[string]string{
		"empty": "", "cut off": good[:len(good)/2], "with an end": good + "x", "no JSON": "entente_abc",
		"of a later version":   strings.Replace(good, `"version": 1`, `"version": 2`, 1),
		"an unknown field":     strings.Replace(good, `"name"`, `"nam"`, 1),
		"an unknown role":      strings.Replace(good, `"reader"`, `"root"`, 1),
		"a stranger":           strings.Replace(good, `"reader"`, `"stranger"`, 1),
		"no role":              strings.Replace(good, `"role": "reader",`, ``, 1),
		"a short hash":         regexp.MustCompile(`"hash": "..`).ReplaceAllString(good, `"hash": "`),
		"a long hash":          strings.Replace(good, `"hash": "`, `"hash": "00`, 1),
		"no hash":              regexp.MustCompile(`"hash": ".*",`).ReplaceAllString(good, ``),
		"a short id":           strings.Replace(good, id, id[1:], 1),
		"a name of the server": strings.Replace(good, `"a"`, `"admin"`, 1),
		"one token twice":      regexp.MustCompile(`(?s)\[\n(.*)\n  \]`).ReplaceAllString(good, "[$1,$1]"),
		"null":                 "null",
	} {
		if err := os.WriteFile(string(f), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if tokens, err := f.Tokens(); err == nil {
			t.Errorf("%s: got %v, want it refused", name, tokens)
		}
		if _, _, err := f.Create(t.Context(), "b", access.Reader, noon, time.Time{}); err == nil {
			t.Errorf("%s: a token was added", name)
		}
		if got := string(read(t, f)); got != text {
			t.Errorf("%s: it has become %s", name, got)
		}
	}
	if _, err := access.TokenFile(t.TempDir()).Tokens(); err == nil {
		t.Error("a folder was taken for a file of tokens")
	}
}

func TestANameThatLooksLikeAnotherIsRefused(t *testing.T) {
	f := newFile(t)
	_, zoe := create(t, f, "Zo\u00eb K", access.Editor)
	if _, err := f.Revoke(t.Context(), zoe.ID, noon); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{
		"Zoe\u0308 K", "zo\u00eb k", "Zo\u00eb  K", "\u0430dmin", "\uff41\uff44\uff4d\uff49\uff4e", "Le\u0443la", zoe.ID,
	} {
		if _, _, err := f.Create(t.Context(), name, access.Editor, noon, time.Time{}); err == nil {
			t.Errorf("%+q was taken for a name", name)
		}
	}
	create(t, f, "Zo\u00eb K", access.Editor)
	create(t, f, "\u0417\u043e\u044f", access.Editor)
}

func TestATokenFileThatIsALinkStaysOne(t *testing.T) {
	f := newFile(t)
	create(t, f, "a", access.Reader)
	link := access.TokenFile(filepath.Join(t.TempDir(), "link.json"))
	if err := os.Symlink(string(f), string(link)); err != nil {
		t.Skip("no links here:", err)
	}
	if _, err := link.Revoke(t.Context(), "a", noon); err != nil {
		t.Fatal(err)
	}
	if tokens, err := f.Tokens(); err != nil || tokens[0].State(noon) != access.Revoked {
		t.Errorf("where the link leads: got %v, %v, want the token revoked", tokens, err)
	}
}
