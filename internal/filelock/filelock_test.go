package filelock_test

import (
	"bufio"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"sync/atomic"
	"testing"

	"entente/internal/filelock"
)

// holdFile names the lock that a child of TestLockEndsWithItsProcess holds.
const holdFile = "FILELOCK_TEST_HOLD"

func TestMain(m *testing.M) {
	if path := os.Getenv(holdFile); path != "" {
		hold(path)
	}
	os.Exit(m.Run())
}

// hold takes the lock, says so, and keeps it until its standard input ends.
func hold(path string) {
	if _, err := filelock.Acquire(context.Background(), path); err != nil {
		os.Exit(1)
	}
	_, _ = os.Stdout.WriteString("held\n")
	_, _ = bufio.NewReader(os.Stdin).ReadString('\n')
	os.Exit(0)
}

func acquire(t *testing.T, path string) *filelock.Lock {
	t.Helper()
	lock, err := filelock.Acquire(t.Context(), path)
	if errors.Is(err, errors.ErrUnsupported) {
		t.Skip("this system has no file locks: not checked that processes take turns")
	}
	if err != nil {
		t.Fatalf("Acquire(%s) = %v, want the lock", path, err)
	}
	// It also keeps the lock reachable: a collected one is let go.
	t.Cleanup(func() { _ = lock.Release() })
	return lock
}

func TestSecondHolderWaitsForItsTurn(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new", "folder", "lock")
	first := acquire(t, path)

	var released atomic.Bool
	tooEarly := make(chan bool, 1)
	go func() {
		lock, err := filelock.Acquire(context.Background(), path)
		tooEarly <- err != nil || !released.Load()
		if err == nil {
			_ = lock.Release()
		}
	}()
	released.Store(true)
	if err := first.Release(); err != nil {
		t.Fatalf("Release = %v, want nil", err)
	}
	if <-tooEarly {
		t.Error("second Acquire returned before Release or failed, want it to wait its turn")
	}
}

func TestWaitingEndsWithItsContext(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	acquire(t, path)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := filelock.Acquire(ctx, path); !errors.Is(err, context.Canceled) {
		t.Errorf("Acquire while held, context done = %v, want context.Canceled", err)
	}
}

func TestLockEndsWithItsProcess(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	if err := acquire(t, path).Release(); err != nil {
		t.Fatal(err)
	}
	child := exec.CommandContext(t.Context(), os.Args[0])
	child.Env = append(os.Environ(), holdFile+"="+path)
	// The pipe is held open to the end, so that only the kill can end the child.
	if _, err := child.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	if said, err := bufio.NewReader(out).ReadString('\n'); said != "held\n" {
		t.Fatalf("child says %q, %v; want \"held\"", said, err)
	}
	done, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := filelock.Acquire(done, path); !errors.Is(err, context.Canceled) {
		t.Errorf("Acquire while a child holds it = %v, want context.Canceled", err)
	}
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = child.Wait()
	acquire(t, path)
}

func TestTextOutlivesTheLock(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	first := acquire(t, path)
	for _, text := range []string{"a longer text", "short"} {
		if err := first.SetText(text); err != nil {
			t.Fatalf("SetText(%q) = %v, want nil", text, err)
		}
	}
	if err := first.Release(); err != nil {
		t.Fatal(err)
	}
	if got, err := acquire(t, path).Text(); got != "short" || err != nil {
		t.Errorf("Text by the next holder = %q, %v; want %q", got, err, "short")
	}
}
