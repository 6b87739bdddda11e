package neo4jlocal

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestCheckModules(t *testing.T) {
	tests := []struct {
		name    string
		modules string
		refused string // part of the error, "" for none
	}{
		{"a JDK of 17", "java.base@17.0.15\njdk.compiler@17.0.15\n", ""},
		{"a JDK of 25", "java.base@25\njdk.compiler@25\n", ""},
		{"a JDK of 11", "java.base@11.0.2\njdk.compiler@11.0.2\n", "is Java 11"},
		{"a JRE of 17", "java.base@17.0.15\njava.compiler@17.0.15\n", "has no compiler"},
		{"something else", "usage: java\n", "does not tell its version"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := checkModules("/opt/java", tt.modules)
			if tt.refused == "" {
				if err != nil {
					t.Errorf("checkModules = %v, want nil", err)
				}
				return
			}
			if !errors.Is(err, ErrMissing) || !strings.Contains(err.Error(), tt.refused) {
				t.Errorf("checkModules = %v, want ErrMissing with %q", err, tt.refused)
			}
		})
	}
}

// script puts an executable shell script into folder.
func script(t *testing.T, folder, name, body string) {
	t.Helper()
	text := "#!/bin/sh\n" + body + "\n"
	if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o700); err != nil {
		t.Fatal(err)
	}
}

func TestStartSaysWhatIsMissing(t *testing.T) {
	if !supported {
		t.Skip("this system runs no shell scripts: not checked what Start says is missing")
	}
	const modules = "echo java.base@17.0.15; echo jdk.compiler@17.0.15"
	tests := []struct {
		name string
		java string // script, "" for none
		mvn  string // script, "" for none
		want string
	}{
		{"no java", "", "", "install a JDK of version 17 or later"},
		{"java 8", "exit 1", "", "is too old; install a JDK of version 17 or later"},
		{"no maven", modules, "", "mvn is not found; install Maven"},
		{"no network", modules, "echo '[ERROR] no route'; exit 1", "no route"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			bin := t.TempDir()
			if tt.java != "" {
				script(t, bin, "java", tt.java)
			}
			if tt.mvn != "" {
				script(t, bin, "mvn", tt.mvn)
			}
			t.Setenv("PATH", bin)
			t.Setenv("JAVA_HOME", "")
			t.Setenv("XDG_CACHE_HOME", t.TempDir())
			t.Setenv("HOME", t.TempDir())
			_, err := Start(t.Context(), Options{})
			if !errors.Is(err, ErrMissing) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Start = %v, want ErrMissing with %q", err, tt.want)
			}
		})
	}
}
