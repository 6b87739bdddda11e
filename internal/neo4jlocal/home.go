package neo4jlocal

import (
	"cmp"
	"crypto/rand"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

//go:embed Neo4j.java
var program []byte

// shortestPassword is the length below which Neo4j refuses a password.
const shortestPassword = 8

// The files of a home that this package writes, beside Neo4j's own.
const (
	programFile  = "Neo4j.java"
	settingsFile = "neo4j.conf"
	passwordFile = "password"
	logFile      = "console.log"
)

// openHome makes the home that o asks for, where it is new, and returns its
// absolute path, and whether it is to be removed at the end.
func openHome(o Options) (path string, temporary bool, err error) {
	if o.Home == "" {
		path, err = os.MkdirTemp("", "entente-neo4j-")
		return path, true, err
	}
	if path, err = filepath.Abs(o.Home); err != nil {
		return "", false, err
	}
	return path, false, os.MkdirAll(path, 0o700)
}

// openPassword returns the password of the home: the one kept there, else the
// given one, else a new random one. What a new home gets is kept before Neo4j
// learns it, so that no interruption leaves a database that nobody can open.
func openPassword(home, given string) (string, error) {
	file := filepath.Join(home, passwordFile)
	kept, err := readPassword(file)
	switch {
	case err != nil:
		return "", err
	case kept != "" && given != "" && given != kept:
		return "", fmt.Errorf("the password given is not the one kept in %s", file)
	case kept != "":
		return kept, nil
	case given != "" && len(given) < shortestPassword:
		return "", fmt.Errorf("the password is shorter than %d characters", shortestPassword)
	case given == "" && holdsDatabase(home):
		return "", fmt.Errorf("%s holds a database whose password is not in %s", home, file)
	case holdsDatabase(home):
		return given, nil
	}
	password := cmp.Or(given, rand.Text())
	return password, os.WriteFile(file, []byte(password+"\n"), 0o600)
}

// readPassword returns what file keeps, or nothing where it is missing.
func readPassword(file string) (string, error) {
	kept, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	return strings.TrimSpace(string(kept)), err
}

// holdsDatabase reports whether Neo4j has run on the home before.
func holdsDatabase(home string) bool {
	_, err := os.Stat(filepath.Join(home, "data", "databases"))
	return err == nil
}

// writeProgram puts Neo4j.java and its settings, those for port and more, into the
// home.
func writeProgram(home string, port int, more []string) error {
	settings := strings.Join(append([]string{
		"# Written anew at each start.",
		"server.bolt.enabled=true",
		fmt.Sprintf("server.bolt.listen_address=127.0.0.1:%d", port),
		// Drivers are routed to this address; by name it might mean [::1].
		fmt.Sprintf("server.bolt.advertised_address=127.0.0.1:%d", port),
		"dbms.security.auth_enabled=true",
		"dbms.usage_report.enabled=false",
		// Else each stop waits ten seconds for Bolt's threads to fall idle, after
		// all databases are closed.
		"internal.server.bolt.thread_pool_shutdown_wait_time=0s",
	}, more...), "\n") + "\n"
	return errors.Join(
		os.WriteFile(filepath.Join(home, programFile), program, 0o600),
		os.WriteFile(filepath.Join(home, settingsFile), []byte(settings), 0o600),
	)
}
