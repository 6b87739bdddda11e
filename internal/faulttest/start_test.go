package faulttest

import (
	"context"
	"database/sql"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestAFileThatCannotServeIsRefusedWithTheWayOut starts the server, as a user who is not
// root, on files and folders that are wrong in all ways (F9, F10). It ends at once with
// exit code 1, what is wrong, what to do, and no stack.
func TestAFileThatCannotServeIsRefusedWithTheWayOut(t *testing.T) {
	t.Parallel()
	running := filepath.Join(openFolder(t), "entente.db")
	serve(t, "file:"+running)
	change(t, os.Chmod(running+"-lock", 0o666))
	for _, tt := range []struct {
		name  string
		make  func(t *testing.T, path string)
		words []string
	}{
		{"a read-only file", func(t *testing.T, path string) {
			graphAt(t, path)
			change(t, os.Chmod(path, 0o444))
		}, []string{"cannot be written to", "permission denied", "give the user"}},
		{"a read-only folder", func(t *testing.T, path string) {
			graphAt(t, path)
			change(t, os.Remove(path+"-lock"))
			change(t, os.Chmod(filepath.Dir(path), 0o555))
		}, []string{"-lock cannot be made or written to", "permission denied", "give the user"}},
		{"a folder that cannot be made", func(t *testing.T, path string) {
			folder := filepath.Dir(path)
			change(t, os.Remove(folder))
			change(t, os.Chmod(filepath.Dir(folder), 0o555))
		}, []string{"folder cannot be made", "permission denied", "give the user"}},
		{"no database", func(t *testing.T, path string) {
			change(t, os.WriteFile(path, []byte(strings.Repeat("Dear diary, ", 1000)), 0o666))
			change(t, os.Chmod(path, 0o666))
		}, []string{"not a database", "name another file"}},
		{"a database of another program", func(t *testing.T, path string) {
			execute(t, path, "CREATE TABLE mine (x)")
		}, []string{"another program", "name another file"}},
		{"tables of a newer version", func(t *testing.T, path string) {
			graphAt(t, path)
			execute(t, path, "PRAGMA user_version = 4711")
		}, []string{"4711", "use the Entente that wrote it, or a newer one"}},
		{"a damaged file", func(t *testing.T, path string) {
			graphAt(t, path)
			content, err := os.ReadFile(path)
			change(t, err)
			for i := 4096; i < len(content); i++ {
				content[i] ^= 0x55
			}
			change(t, os.WriteFile(path, content, 0o666))
		}, []string{"is damaged", "restore it from a backup"}},
		{"a file that another server has open", func(t *testing.T, path string) {
			change(t, os.Symlink(running, path))
		}, []string{"in use", "stop it, or name another file"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(openFolder(t), "data", "entente.db")
			change(t, os.Mkdir(filepath.Dir(path), 0o777))
			change(t, os.Chmod(filepath.Dir(path), 0o777))
			tt.make(t, path)
			refusesToStart(t, "file:"+path, tt.words...)
		})
	}
}

// refusesToStart runs the program, which must end by itself.
func refusesToStart(t *testing.T, store string, words ...string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, program(t), "serve", "--listen", "127.0.0.1:0", "--store", store)
	if os.Geteuid() == 0 { // who may do all that rights forbid
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	}
	output, err := cmd.CombinedOutput()
	if code := cmd.ProcessState.ExitCode(); code != 1 {
		t.Errorf("the server ended with %v, want exit code 1\n%s", err, output)
	}
	for _, word := range words {
		if !strings.Contains(string(output), word) {
			t.Errorf("said %q, want %q in it", output, word)
		}
	}
	if strings.Contains(string(output), "goroutine") {
		t.Errorf("showed a stack: %s", output)
	}
}

// nobody is the number of a user who has no rights of its own.
const nobody = 65534

// openFolder returns a folder that everybody may write to.
func openFolder(t *testing.T) string {
	t.Helper()
	folder, err := os.MkdirTemp("", "entente-faults-") //nolint:usetesting // that is for its owner only
	change(t, err)
	change(t, os.Chmod(folder, 0o777))
	t.Cleanup(func() {
		_ = os.Chmod(folder, 0o700) // or its owner could not empty it
		_ = os.Chmod(filepath.Join(folder, "data"), 0o700)
		change(t, os.RemoveAll(folder))
	})
	return folder
}

// change fails t where a preparation did not succeed.
func change(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// graphAt makes a graph that everybody may write to.
func graphAt(t *testing.T, path string) {
	t.Helper()
	s := openFile(t, path)
	change(t, s.Close())
	change(t, os.Chmod(path, 0o666))
	change(t, os.Chmod(path+"-lock", 0o666))
}

// execute runs a statement on a file, behind everybody's back.
func execute(t *testing.T, path, statement string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	change(t, err)
	defer db.Close()
	_, err = db.ExecContext(t.Context(), statement)
	change(t, err)
	change(t, os.Chmod(path, 0o666))
}
