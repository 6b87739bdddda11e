package command

import (
	"runtime/debug"
	"strings"
	"testing"
)

func TestABuildTellsWhatItWasGivenThenWhatGoKnows(t *testing.T) {
	known := &debug.BuildInfo{Main: debug.Module{Version: "v0.0.0-1"}, Settings: []debug.BuildSetting{
		{Key: "vcs.revision", Value: "0123456789abcdef"},
		{Key: "vcs.time", Value: "2026-01-02T03:04:05Z"},
		{Key: "vcs.modified", Value: "true"},
	}}
	for _, tt := range []struct {
		name       string
		give, want Build
		info       *debug.BuildInfo
	}{
		{"a release", Build{"v1", "abc", "2026"}, Build{"v1", "abc", "2026"}, known},
		{"from a repository", Build{}, Build{"v0.0.0-1", "0123456789ab, changed", "2026-01-02T03:04:05Z"}, known},
		{"of nothing", Build{}, Build{}, &debug.BuildInfo{Main: debug.Module{Version: "(devel)"}}},
	} {
		if got := tt.give.with(tt.info); got != tt.want {
			t.Errorf("%s: got %+v, want %+v", tt.name, got, tt.want)
		}
	}
	if got := (Build{Version: "v1"}).String(); !strings.HasPrefix(got, "entente v1 (commit ") || !strings.Contains(got, " go1.") {
		t.Errorf("got %q, want the version, the commit and Go's", got)
	}
}
