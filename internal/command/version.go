package command

import (
	"cmp"
	"fmt"
	"runtime"
	"runtime/debug"
)

// A Build says what a program was built from. What is empty is taken from what Go has
// put into the program, if it has.
type Build struct{ Version, Commit, Date string }

// String writes it in one line.
func (b Build) String() string {
	b = b.Known()
	return fmt.Sprintf("entente %s (commit %s of %s, %s %s/%s)", cmp.Or(b.Version, "of no release"),
		cmp.Or(b.Commit, "unknown"), cmp.Or(b.Date, "an unknown date"), runtime.Version(), runtime.GOOS, runtime.GOARCH)
}

// Known returns b with what Go tells in the place of what is empty.
func (b Build) Known() Build {
	if info, ok := debug.ReadBuildInfo(); ok {
		b = b.with(info)
	}
	return b
}

// with fills in what is empty.
func (b Build) with(info *debug.BuildInfo) Build {
	settings := make(map[string]string)
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	if info.Main.Version != "(devel)" {
		b.Version = cmp.Or(b.Version, info.Main.Version)
	}
	if b.Commit == "" && settings["vcs.revision"] != "" {
		b.Commit = settings["vcs.revision"][:min(12, len(settings["vcs.revision"]))]
		if settings["vcs.modified"] == "true" {
			b.Commit += ", changed"
		}
	}
	b.Date = cmp.Or(b.Date, settings["vcs.time"])
	return b
}
