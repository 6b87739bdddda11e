//go:build unix

package command

import (
	"os"
	"strings"
	"syscall"
	"testing"
)

func TestANamedPipeIsReadOnce(t *testing.T) {
	d := newDesk(t)
	if err := syscall.Mkfifo("pipe.jsonl", 0o600); err != nil {
		t.Skipf("this system makes no pipes: %v", err)
	}
	go func() {
		if w, err := os.OpenFile("pipe.jsonl", os.O_WRONLY, 0); err == nil {
			_, _ = w.WriteString(small)
			_ = w.Close()
		}
	}()
	if out := d.ok("import", "pipe.jsonl"); !strings.HasPrefix(out, "new 6,") {
		t.Errorf("import: got %q, want six new records", out)
	}
}
