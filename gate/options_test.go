package gate_test

import (
	"math"
	"strings"
	"testing"
	"time"

	"entente/gate"
)

// TestOptionsThatLetNothingThroughAreRefused sets each to the last value that is refused.
func TestOptionsThatLetNothingThroughAreRefused(t *testing.T) {
	defaults := gate.DefaultOptions()
	if err := defaults.Validate(); err != nil {
		t.Fatalf("the defaults: got error %v, want none", err)
	}
	for flag, change := range map[string]func(*gate.Options){
		"--read-header-timeout": func(o *gate.Options) { o.ReadHeaderTimeout = 0 },
		"--read-timeout":        func(o *gate.Options) { o.ReadTimeout = 0 },
		"--write-timeout":       func(o *gate.Options) { o.WriteTimeout = 0 },
		"--idle-timeout":        func(o *gate.Options) { o.IdleTimeout = 0 },
		"--max-header":          func(o *gate.Options) { o.MaxHeader = 0 },
		"--grace":               func(o *gate.Options) { o.Grace = -time.Nanosecond },
		"--hsts":                func(o *gate.Options) { o.HSTS = -time.Nanosecond },
		"--rate":                func(o *gate.Options) { o.Rate = math.NaN() },
		"--burst":               func(o *gate.Options) { o.Burst = 0 },
		"--concurrency":         func(o *gate.Options) { o.Concurrency = -1 },
		"--queue":               func(o *gate.Options) { o.Queue = -1 },
		"--queue-wait":          func(o *gate.Options) { o.QueueWait = -time.Nanosecond },
		"--client-requests":     func(o *gate.Options) { o.ClientRequests = -1 },
		"--client-streams":      func(o *gate.Options) { o.ClientStreams = 0 },
		"--exports":             func(o *gate.Options) { o.Exports = 0 },
		"--max-connections":     func(o *gate.Options) { o.MaxConnections = 0 },
		"--client-connections":  func(o *gate.Options) { o.ClientConnections = 0 },
	} {
		options := defaults
		change(&options)
		if err := options.Validate(); err == nil || !strings.HasPrefix(err.Error(), flag+": ") {
			t.Errorf("%s: got error %v, want one that names the flag alone", flag, err)
		}
	}
}
