package neo4jlocal

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestOpenPassword(t *testing.T) {
	tests := []struct {
		name    string
		kept    string // in the home, "" for none
		used    bool   // Neo4j has run on the home
		given   string
		want    string // "" for any random one
		refused string // part of the error, "" for none
	}{
		{name: "new home, none given: random"},
		{name: "new home keeps the given one", given: "given one", want: "given one"},
		{name: "kept one serves", kept: "kept one", used: true, want: "kept one"},
		{name: "kept one given again", kept: "kept one", given: "kept one", want: "kept one"},
		{name: "another than kept", kept: "kept one", given: "given one", refused: "not the one kept"},
		{name: "too short", given: "1234567", refused: "shorter than 8"},
		{name: "used home, unknown password", used: true, refused: "holds a database"},
		{name: "used home, password given", used: true, given: "given one", want: "given one"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			home := t.TempDir()
			file := filepath.Join(home, passwordFile)
			if tt.kept != "" {
				if err := os.WriteFile(file, []byte(tt.kept+"\n"), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if tt.used {
				if err := os.MkdirAll(filepath.Join(home, "data", "databases"), 0o700); err != nil {
					t.Fatal(err)
				}
			}
			got, err := openPassword(home, tt.given)
			if tt.refused != "" {
				if err == nil || !strings.Contains(err.Error(), tt.refused) {
					t.Errorf("openPassword(%q) = %v, want an error with %q", tt.given, err, tt.refused)
				}
				return
			}
			if err != nil || (tt.want != "" && got != tt.want) || len(got) < shortestPassword {
				t.Errorf("openPassword(%q) = %q, %v; want %q", tt.given, got, err, tt.want)
			}
			again, err := openPassword(home, got)
			if err != nil || again != got {
				t.Errorf("openPassword of the same = %q, %v; want %q again", again, err, got)
			}
		})
	}
}

func TestRandomPasswordsDiffer(t *testing.T) {
	first, err := openPassword(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	if second, err := openPassword(t.TempDir(), ""); err != nil || second == first {
		t.Errorf("password of a second home = %q, %v; want another than the first's", second, err)
	}
}

func TestSettingsKeepToLoopbackAndAskForAPassword(t *testing.T) {
	home := t.TempDir()
	if err := writeProgram(home, 24816, []string{"server.memory.pagecache.size=256m"}); err != nil {
		t.Fatal(err)
	}
	settings, err := os.ReadFile(filepath.Join(home, settingsFile))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"server.bolt.listen_address=127.0.0.1:24816\n",
		"dbms.security.auth_enabled=true\n",
		"dbms.usage_report.enabled=false\n",
		"server.memory.pagecache.size=256m\n",
	} {
		if !strings.Contains(string(settings), want) {
			t.Errorf("settings lack %q:\n%s", want, settings)
		}
	}
}
