package neo4jlocal_test

import (
	"context"
	"errors"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/internal/neo4jlocal"
	"entente/internal/neo4jlocal/neo4jtest"
)

// small is enough for a few nodes.
var small = neo4jlocal.Options{Heap: "512m", PageCache: "64m", QuickStart: true}

// count runs a query that returns one number.
func count(ctx context.Context, s *neo4jlocal.Server, query string) (int64, error) {
	driver, err := neo4j.NewDriverWithContext(s.URI, neo4j.BasicAuth(s.Username, s.Password, ""))
	if err != nil {
		return 0, err
	}
	defer func() { _ = driver.Close(context.WithoutCancel(ctx)) }()
	session := driver.NewSession(ctx, neo4j.SessionConfig{})
	defer func() { _ = session.Close(context.WithoutCancel(ctx)) }()
	result, err := session.Run(ctx, query, nil)
	if err != nil {
		return 0, err
	}
	record, err := result.Single(ctx)
	if err != nil {
		return 0, err
	}
	return record.Values[0].(int64), nil
}

// wantOne checks that query answers 1.
func wantOne(t *testing.T, s *neo4jlocal.Server, query string) {
	t.Helper()
	if got, err := count(t.Context(), s, query); err != nil || got != 1 {
		t.Fatalf("%s = %d, %v; want 1", query, got, err)
	}
}

const countNodes = "MATCH (n) RETURN count(n)"

// TestLifeOfAServer walks one temporary server through everything a fault test
// does to it.
func TestLifeOfAServer(t *testing.T) {
	s := neo4jtest.Private(t, small)
	uri := s.URI
	wantOne(t, s, "CREATE (n:Kept) RETURN count(n)")

	if err := s.Kill(); err != nil {
		t.Fatalf("Kill = %v, want nil", err)
	}
	if err := s.Kill(); err == nil {
		t.Error("second Kill = nil, want an error since nothing runs")
	}
	if _, err := count(t.Context(), s, countNodes); err == nil {
		t.Error("a query after Kill succeeds, want an error")
	}
	if err := s.Restart(t.Context()); err != nil {
		t.Fatalf("Restart after Kill = %v, want nil", err)
	}
	if s.URI != uri {
		t.Errorf("after Restart, URI = %s, want %s as before", s.URI, uri)
	}
	wantOne(t, s, countNodes)

	if err := s.Pause(); err != nil {
		t.Fatalf("Pause = %v, want nil", err)
	}
	short, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	if got, err := count(short, s, countNodes); err == nil {
		t.Errorf("a query while paused = %d, want no answer", got)
	}
	if err := s.Resume(); err != nil {
		t.Fatalf("Resume = %v, want nil", err)
	}
	wantOne(t, s, countNodes)

	if err := s.Restart(t.Context()); err != nil {
		t.Fatalf("Restart while running = %v, want nil", err)
	}
	wantOne(t, s, countNodes)

	if err := errors.Join(s.Pause(), s.Stop()); err != nil {
		t.Fatalf("Pause, Stop = %v, want nil", err)
	}
	<-s.Done()
	if _, err := os.Stat(s.Home); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("after Stop the temporary home is there (%v), want it removed", err)
	}
	if err := s.Restart(t.Context()); err == nil {
		t.Error("Restart without a home = nil, want an error")
	}
}

func TestKeptHomeKeepsDataAndPassword(t *testing.T) {
	home := filepath.Join(t.TempDir(), "home")
	o := small
	o.Home = home
	first := neo4jtest.Private(t, o)
	wantOne(t, first, "CREATE (n:Kept) RETURN count(n)")

	if info, err := os.Stat(filepath.Join(home, "password")); err != nil {
		t.Error(err)
	} else if got := info.Mode().Perm(); got != 0o600 {
		t.Errorf("mode of the password file = %v, want 0600", got)
	}
	_, err := neo4jlocal.Start(t.Context(), neo4jlocal.Options{Home: home})
	if err == nil || !strings.Contains(err.Error(), "another Neo4j runs on this home") {
		t.Errorf("second Start on one home = %v, want it refused by name", err)
	}
	port := portOf(t, first)
	_, err = neo4jlocal.Start(t.Context(), neo4jlocal.Options{Port: port})
	if !errors.Is(err, neo4jlocal.ErrPortTaken) {
		t.Errorf("Start on a taken port = %v, want ErrPortTaken", err)
	}
	wantOne(t, first, countNodes)
	if err := first.Stop(); err != nil {
		t.Fatalf("Stop = %v, want nil", err)
	}

	second := neo4jtest.Private(t, o)
	if second.Password != first.Password {
		t.Errorf("password of the second run = %s, want %s as before",
			second.Password, first.Password)
	}
	wantOne(t, second, countNodes)
}

// portOf returns the port that s listens on.
func portOf(t *testing.T, s *neo4jlocal.Server) int {
	t.Helper()
	_, text, err := net.SplitHostPort(strings.TrimPrefix(s.URI, "neo4j://"))
	if err != nil {
		t.Fatal(err)
	}
	port, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return port
}
