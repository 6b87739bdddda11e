package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// target builds the archive of a system, such as linux/amd64, and returns its name.
func (r *release) target(ctx context.Context, target string, parts *parts) (string, error) {
	system, arch, ok := strings.Cut(target, "/")
	if !ok {
		return "", errors.New("not a system; write linux/amd64")
	}
	folder, err := os.MkdirTemp("", "entente-dist-*")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(folder) //nolint:errcheck // a temporary folder
	program := filepath.Join(folder, "entente")
	if system == "windows" {
		program += ".exe"
	}
	if err := r.build(ctx, system, arch, program); err != nil {
		return "", err
	}
	if err := parts.addProgram(program); err != nil {
		return "", err
	}
	files := []file{{program, 0o755}, {"LICENSE", 0o644}, {"NOTICE", 0o644}, {"README.md", 0o644}}
	name := fmt.Sprintf("entente_%s_%s_%s", strings.TrimPrefix(r.Version, "v"), system, arch)
	if system == "windows" {
		return name + ".zip", writeZip(filepath.Join(r.Out, name+".zip"), name, r.Date, files)
	}
	return name + ".tar.gz", writeTar(filepath.Join(r.Out, name+".tar.gz"), name, r.Date, files)
}

// build compiles the program for a system. No path of this machine, nor its time, gets
// into it; what it tells of its sources is what it was given.
func (r *release) build(ctx context.Context, system, arch, program string) error {
	flags := fmt.Sprintf("-s -w -buildid= -X main.version=%s -X main.commit=%s -X main.date=%s",
		r.Version, r.Commit, r.Date.UTC().Format(time.RFC3339))
	build := exec.CommandContext(ctx, "go", "build", "-trimpath", "-buildvcs=false", "-ldflags", flags, "-o", program, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+system, "GOARCH="+arch, "GOFLAGS=",
		"GOAMD64=v1", "GOARM64=v8.0")
	build.Stderr = os.Stderr
	return build.Run()
}
