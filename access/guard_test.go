package access_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"entente/access"
)

var quiet = slog.New(slog.DiscardHandler)

// guardOf returns the guard for options that go together.
func guardOf(t *testing.T, o access.Options, log *slog.Logger) *access.Guard {
	t.Helper()
	g, err := access.NewGuard(o, log)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// bearer identifies who sends a token.
func bearer(t *testing.T, g *access.Guard, token string) (access.Identity, error) {
	t.Helper()
	return g.Identify(t.Context(), "Bearer "+token)
}

func TestATokenTellsWhoSendsIt(t *testing.T) {
	f := newFile(t)
	g := guardOf(t, access.Options{Token: "of the environment", Tokens: string(f)}, quiet)
	if who, err := g.Identify(t.Context(), ""); who.Name != "" || who.Role != access.Reader || err != nil {
		t.Errorf("no token: got %+v, %v, want a reader of no name", who, err)
	}
	if who, err := bearer(t, g, "of the environment"); who.Name != "admin" || who.Role != access.Admin || err != nil {
		t.Errorf("the token of the environment: got %+v, %v, want the admin", who, err)
	}
	synctest.Test(t, func(t *testing.T) {
		for _, role := range []access.Role{access.Reader, access.Editor, access.Admin} {
			token, made := create(t, f, "somebody who is "+role.String(), role)
			g := guardOf(t, access.Options{Tokens: string(f)}, quiet)
			if who, err := bearer(t, g, token); who.Name != made.Name || who.Role != role || err != nil {
				t.Errorf("got %+v, %v, want %s, %s", who, err, made.Name, role)
			}
		}
	})
}

func TestARefusedTokenSaysNothingOfWhichPartWasWrong(t *testing.T) {
	f := newFile(t)
	good, _ := create(t, f, "a", access.Editor)
	other, _ := create(t, f, "b", access.Editor)
	revoked, _ := create(t, f, "c", access.Editor)
	if _, err := f.Revoke(t.Context(), "c", noon); err != nil {
		t.Fatal(err)
	}
	expired, _, err := f.Create(t.Context(), "d", access.Editor, noon, noon.Add(time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	g, err := access.NewGuardAt(access.Options{Tokens: string(f)}, quiet, func() time.Time { return noon.Add(time.Hour) })
	if err != nil {
		t.Fatal(err)
	}
	if _, err := bearer(t, g, good); err != nil {
		t.Fatalf("a good token: got %v", err)
	}
	last := strings.LastIndex(good, "_")
	for name, header := range map[string]string{
		"another secret":  "Bearer " + good[:last] + other[strings.LastIndex(other, "_"):],
		"another id":      "Bearer " + other[:last] + good[last:],
		"an unknown id":   "Bearer entente_aaaaaaaaaa" + good[last:],
		"cut off":         "Bearer " + good[:len(good)-1],
		"longer":          "Bearer " + good + "a",
		"no secret":       "Bearer " + good[:last],
		"the prefix":      "Bearer entente_",
		"revoked":         "Bearer " + revoked,
		"expired":         "Bearer " + expired,
		"in capitals":     "Bearer " + strings.ToUpper(good),
		"Bearer twice":    "Bearer Bearer " + good,
		"two tokens":      "Bearer " + good + ", Bearer " + other,
		"no scheme":       good,
		"another scheme":  "Basic " + good,
		"empty":           "Bearer ",
		"no token at all": "Bearer",
		"very long":       "Bearer " + strings.Repeat("a", 1<<20),
	} {
		who, err := g.Identify(t.Context(), header)
		if who != (access.Identity{}) || err == nil || err.Error() != access.ErrBadToken.Error() {
			t.Errorf("%s: got %+v, %v, want nobody and ErrBadToken", name, who, err)
		}
	}
}

func TestTwoHeadersAreNoneThatIsKnown(t *testing.T) {
	g := guardOf(t, access.Options{Token: "secret"}, quiet)
	for _, headers := range [][]string{{"Bearer secret", "Bearer secret"}, {"Bearer secret", ""}, {"", "Bearer secret"}} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header["Authorization"] = headers
		if who, err := g.Recognize(r); !errors.Is(err, access.ErrBadToken) {
			t.Errorf("%q: got %+v, %v, want ErrBadToken", headers, who, err)
		}
	}
}

// TestAServerTakesUpChangesOfTheFile moves time by more than the second in which the file
// is not looked at again.
func TestAServerTakesUpChangesOfTheFile(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFile(t)
		var lines bytes.Buffer
		g := guardOf(t, access.Options{Tokens: string(f)}, slog.New(slog.NewTextHandler(&lines, nil)))
		if err := g.Permit(access.Identity{Name: "x", Role: access.Reader}, access.Editor); !errors.Is(err, access.ErrClosed) {
			t.Errorf("without any token: got %v, want ErrClosed", err)
		}
		token, _ := create(t, f, "a", access.Editor)
		later := func() { time.Sleep(1100 * time.Millisecond) }
		later()
		who, err := bearer(t, g, token)
		if err != nil {
			t.Fatalf("a token that was made meanwhile: got %v", err)
		}
		if err := g.Permit(access.Identity{Role: access.Reader}, access.Editor); !errors.Is(err, access.ErrUnauthenticated) {
			t.Errorf("once there is a token: got %v, want ErrUnauthenticated", err)
		}
		good := read(t, f)
		for _, damage := range []func() error{
			func() error { return os.WriteFile(string(f), good[:20], 0o600) },
			func() error { return os.Chmod(string(f), 0o644) },
		} {
			if err := damage(); err != nil {
				t.Fatal(err)
			}
			for range 3 {
				later()
				if _, err := bearer(t, g, token); err != nil {
					t.Errorf("while the file is damaged: got %v, want what was known before", err)
				}
			}
		}
		if got := strings.Count(lines.String(), "cannot be used"); got != 2 {
			t.Errorf("the log has the damage %d times, want once for each:\n%s", got, lines.String())
		}
		if err := errors.Join(os.Chmod(string(f), 0o600), os.WriteFile(string(f), good, 0o600)); err != nil {
			t.Fatal(err)
		}
		if _, err := f.Revoke(t.Context(), "a", time.Now()); err != nil {
			t.Fatal(err)
		}
		later()
		if _, err := bearer(t, g, token); !errors.Is(err, access.ErrBadToken) || g.Holds(who) {
			t.Errorf("revoked: got %v, and holds %v, want ErrBadToken and not", err, g.Holds(who))
		}
		again, _ := create(t, f, "a", access.Editor)
		later()
		if _, err := bearer(t, g, again); err != nil {
			t.Fatal(err)
		}
		if err := os.Remove(string(f)); err != nil {
			t.Fatal(err)
		}
		later()
		if _, err := bearer(t, g, again); !errors.Is(err, access.ErrBadToken) {
			t.Errorf("after the file was taken away: got %v, want ErrBadToken", err)
		}
		if strings.Contains(lines.String(), token[20:]) {
			t.Errorf("the log has a secret:\n%s", lines.String())
		}
	})
}

func TestAServerDoesNotStartWithADamagedFileOfTokens(t *testing.T) {
	f := newFile(t)
	create(t, f, "a", access.Reader)
	if err := os.WriteFile(string(f), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := access.NewGuard(access.Options{Tokens: string(f)}, quiet); err == nil || !strings.Contains(err.Error(), string(f)) {
		t.Errorf("got %v, want an error that names the file", err)
	}
}

func TestAWatchEndsSoonAfterTheTokenDoes(t *testing.T) {
	for _, tt := range []struct {
		name string
		end  func(access.TokenFile) error
	}{
		{"it is revoked", func(f access.TokenFile) error {
			_, err := f.Revoke(context.Background(), "a", time.Now())
			return err
		}},
		{"it expires", func(access.TokenFile) error {
			time.Sleep(24 * time.Hour)
			return nil
		}},
		{"the file is gone", func(f access.TokenFile) error { return os.Remove(string(f)) }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f := newFile(t)
				token, _, err := f.Create(t.Context(), "a", access.Editor, time.Now(), time.Now().Add(24*time.Hour))
				if err != nil {
					t.Fatal(err)
				}
				g := guardOf(t, access.Options{Tokens: string(f), Token: "secret"}, quiet)
				who, err := bearer(t, g, token)
				if err != nil {
					t.Fatal(err)
				}
				admin, err := bearer(t, g, "secret")
				if err != nil {
					t.Fatal(err)
				}
				watched, stop := g.Watch(t.Context(), who)
				defer stop()
				forever, stopForever := g.Watch(t.Context(), admin)
				defer stopForever()
				time.Sleep(time.Hour)
				if err := watched.Err(); err != nil {
					t.Fatalf("while the token holds: got %v, want it to go on", err)
				}
				if err := tt.end(f); err != nil {
					t.Fatal(err)
				}
				time.Sleep(5 * time.Second)
				synctest.Wait()
				if got := context.Cause(watched); !errors.Is(got, access.ErrBadToken) {
					t.Errorf("five seconds later: got %v, want ErrBadToken", got)
				}
				if err := forever.Err(); err != nil {
					t.Errorf("the admin's: got %v, want it to go on", err)
				}
			})
		})
	}
}

func TestANilGuardLetsEverybodyReadAndNobodyWrite(t *testing.T) {
	var g *access.Guard
	who, err := g.Identify(t.Context(), "")
	if err != nil || g.Permit(who, access.Reader) != nil || !errors.Is(g.Permit(who, access.Editor), access.ErrClosed) {
		t.Errorf("got %+v, %v, want a reader who may not write", who, err)
	}
	if _, err := bearer(t, g, "x"); !errors.Is(err, access.ErrBadToken) {
		t.Errorf("a token: got %v, want ErrBadToken", err)
	}
}
