package neo4jlocal

import (
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestFailureNamesItsCause(t *testing.T) {
	tests := []struct {
		name    string
		printed string
		want    string
	}{
		{
			"port taken",
			"Caused by: org.neo4j.configuration.helpers.PortBindException: An error occurred",
			ErrPortTaken.Error(),
		},
		{
			"home taken",
			"Caused by: org.neo4j.io.locker.FileLockException: Lock file has been locked",
			"another Neo4j runs on this home",
		},
		{"anything else", "java.lang.OutOfMemoryError: Java heap space", "Java heap space"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			const before = "PortBindException FileLockException of an earlier run\n"
			log := filepath.Join(t.TempDir(), logFile)
			if err := os.WriteFile(log, []byte(before+tt.printed), 0o600); err != nil {
				t.Fatal(err)
			}
			r := &run{log: log, since: int64(len(before))}
			if got := r.failure().Error(); !strings.Contains(got, tt.want) {
				t.Errorf("failure = %q, want %q in it", got, tt.want)
			}
		})
	}
}

func TestFreePortCanBeListenedOn(t *testing.T) {
	port := freePort()
	listener, err := net.Listen("tcp", address(port))
	if err != nil {
		t.Fatalf("listen on freePort() = %d: %v, want it free", port, err)
	}
	defer func() { _ = listener.Close() }()
	if isFree(port) {
		t.Errorf("isFree(%d) while it is listened on = true, want false", port)
	}
}

// TestPortTakenBetweenLookAndStart loses the race for a port on purpose.
func TestPortTakenBetweenLookAndStart(t *testing.T) {
	s, err := prepare(t.Context(), Options{Heap: "512m", PageCache: "64m", QuickStart: true})
	if errors.Is(err, ErrMissing) && os.Getenv(RequireVariable) != "1" {
		t.Skipf("NOT CHECKED, for lack of a Neo4j: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.removeTemporary() }()
	s.port = freePort()
	listener, err := net.Listen("tcp", address(s.port))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	if err := s.start(t.Context()); !errors.Is(err, ErrPortTaken) {
		t.Errorf("start on a port just taken = %v, want ErrPortTaken", err)
	}
	if !s.running.ended() {
		t.Error("the process that found its port taken still runs, want it ended")
	}
}
