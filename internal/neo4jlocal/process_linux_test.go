package neo4jlocal

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"testing"
)

// stateOf returns the letter by which Linux tells what a process does: R where it runs,
// T where a signal has stopped it.
func stateOf(t *testing.T, pid int) string {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := bytes.Cut(text, []byte(") ")) // after its name
	return string(after[:1])
}

// TestAProcessHasStoppedWhenItIsPaused pauses a busy one many times, since the signal
// alone often takes hold at once.
func TestAProcessHasStoppedWhenItIsPaused(t *testing.T) {
	p, err := startProcess(exec.Command("sh", "-c", "while :; do :; done"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.kill)
	for i := range 500 {
		if err := p.pause(); err != nil {
			t.Fatalf("pause %d = %v, want nil", i, err)
		}
		if got := stateOf(t, p.cmd.Process.Pid); got != "T" {
			t.Fatalf("paused %d times: state %s, want T", i+1, got)
		}
		if err := p.pause(); err != nil {
			t.Fatalf("pause %d while paused = %v, want nil", i, err)
		}
		if err := p.signal(resume); err != nil {
			t.Fatal(err)
		}
	}
}

func TestAProcessThatEndsIsNotPaused(t *testing.T) {
	p, err := startProcess(exec.Command("true"))
	if err != nil {
		t.Fatal(err)
	}
	// It may end at any moment of this.
	for err == nil {
		if err = p.pause(); err == nil {
			err = p.signal(resume)
		}
	}
	if !errors.Is(err, errNotRunning) {
		t.Errorf("in the end, pause = %v, want that it is not running", err)
	}
	<-p.done
}
