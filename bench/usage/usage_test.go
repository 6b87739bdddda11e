package usage_test

import (
	"errors"
	"os"
	"testing"
	"time"

	"entente/bench/usage"
)

func TestWorkAndMemoryOfAProcessAreSeen(t *testing.T) {
	before, err := usage.Of(os.Getpid())
	if errors.Is(err, usage.ErrUnknown) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	held := make([]byte, 64<<20)
	for i := range held {
		held[i] = byte(i)
	}
	// The system counts in hundredths of a second, so it takes some of them to see any.
	var after usage.Usage
	for n := 0; after.CPU <= before.CPU; n++ {
		for i := range held {
			held[i] += byte(n)
		}
		if after, err = usage.Of(os.Getpid()); err != nil {
			t.Fatal(err)
		}
	}
	if grown := after.Resident - before.Resident; grown < int64(len(held))/2 {
		t.Errorf("memory grew by %d bytes, want about %d: %d are held", grown, len(held), len(held))
	}
	if after.Peak < after.Resident {
		t.Errorf("the peak is %d and below what is resident, %d", after.Peak, after.Resident)
	}
	if after.CPU-before.CPU > time.Minute {
		t.Errorf("got %s of work, want hundredths of a second", after.CPU-before.CPU)
	}
}

func TestAProcessThatIsNotThereIsAnError(t *testing.T) {
	if _, err := usage.Of(1 << 30); err == nil {
		t.Error("got no error of a process that cannot be")
	}
}
