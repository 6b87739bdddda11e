// Dist builds what is released: for each system an archive with the program, and for all
// of them their checksums and a list of what is in them. The same sources and the same Go
// give the same bytes, whoever builds them and where.
//
//	go run ./internal/dist --version v1.0.0 --commit 1a2b3c4 --date 2026-01-02T15:04:05Z
//
// `make dist` calls it so, once the pages are built.
package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/alecthomas/kong"
)

// A release is what is to be built.
type release struct {
	Version string    `required:"" help:"Version that the program tells."`
	Commit  string    `required:"" help:"Commit that it is built from."`
	Date    time.Time `required:"" help:"Date of the commit, which all files get."`
	Out     string    `help:"Folder to write to; what is in it goes (default: ${default})." default:"dist"`
	Targets []string  `help:"Systems to build for (default: ${default})." default:"linux/amd64,linux/arm64,darwin/amd64,darwin/arm64,windows/amd64,windows/arm64"` //nolint:lll // a struct tag
}

func main() {
	var r release
	kong.Parse(&r, kong.Name("dist"), kong.UsageOnError())
	if err := r.make(context.Background()); err != nil {
		fmt.Fprintf(os.Stderr, "dist: %v\n", err)
		os.Exit(1)
	}
}

// make builds all archives, then what tells of them.
func (r *release) make(ctx context.Context) error {
	if err := os.RemoveAll(r.Out); err != nil {
		return err
	}
	if err := os.MkdirAll(r.Out, 0o755); err != nil {
		return err
	}
	parts := newParts()
	for _, target := range r.Targets {
		began := time.Now()
		name, err := r.target(ctx, target, parts)
		if err != nil {
			return fmt.Errorf("%s: %w", target, err)
		}
		fmt.Printf("%s in %s\n", name, time.Since(began).Round(time.Second/10))
	}
	if err := parts.addPages(filepath.Join("web", "package-lock.json")); err != nil {
		return err
	}
	if err := r.writeBill(parts); err != nil {
		return err
	}
	return writeSums(r.Out)
}
