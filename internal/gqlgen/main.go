// Command gqlgen turns schema.graphqls into Go, as `go tool gqlgen` does, and then has the
// code for queries call package graph/execute, which does less for each field than
// gqlgen's own runtime. It is for `make generate`.
package main

import (
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"

	"github.com/99designs/gqlgen/api"
	"github.com/99designs/gqlgen/codegen/config"
)

func main() {
	log.SetOutput(io.Discard) // gqlgen's progress
	if err := generate(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// generate writes all generated files and checks that they compile.
func generate() error {
	c, err := config.LoadConfigFromDefaultLocations()
	if err != nil {
		return err
	}
	c.SkipValidation = true // until it is rewritten
	if err := api.Generate(c); err != nil {
		return err
	}
	code, err := os.ReadFile(c.Exec.Filename)
	if err != nil {
		return err
	}
	if code, err = lean(code); err != nil {
		return fmt.Errorf("%s: %w", c.Exec.Filename, err)
	}
	if err := os.WriteFile(c.Exec.Filename, code, 0o644); err != nil {
		return err
	}
	build := exec.Command("go", "build", "./graph/...")
	build.Stdout, build.Stderr = os.Stdout, os.Stderr
	return build.Run()
}
