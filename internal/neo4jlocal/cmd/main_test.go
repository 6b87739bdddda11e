package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/internal/neo4jlocal"
)

// The roles that this test binary takes when a test starts it as a child.
const (
	roleVariable = "NEO4JLOCAL_TEST_ROLE"
	roleCommand  = "command" // what is under test
	roleProbe    = "probe"   // the COMMAND that it runs
)

// probeCode is what the probe exits with when all is well.
const probeCode = 7

func TestMain(m *testing.M) {
	switch os.Getenv(roleVariable) {
	case roleCommand:
		os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
	case roleProbe:
		os.Exit(probe())
	}
	os.Exit(m.Run())
}

// probe asks the Neo4j of its environment for its nodes.
func probe() int {
	nodes, err := countNodes(os.Getenv(neo4jlocal.URIVariable),
		os.Getenv(neo4jlocal.UsernameVariable), os.Getenv(neo4jlocal.PasswordVariable))
	if err != nil || nodes != 0 {
		return exitFailed
	}
	_, _ = os.Stdout.WriteString(os.Getenv(neo4jlocal.URIVariable))
	return probeCode
}

func countNodes(uri, username, password string) (int64, error) {
	ctx := context.Background()
	driver, err := neo4j.NewDriverWithContext(uri, neo4j.BasicAuth(username, password, ""))
	if err != nil {
		return 0, err
	}
	defer func() { _ = driver.Close(ctx) }()
	session := driver.NewSession(ctx, neo4j.SessionConfig{})
	defer func() { _ = session.Close(ctx) }()
	result, err := session.Run(ctx, "MATCH (n) RETURN count(n)", nil)
	if err != nil {
		return 0, err
	}
	record, err := result.Single(ctx)
	if err != nil {
		return 0, err
	}
	return record.Values[0].(int64), nil
}

// command prepares a run of the command under test in a process of its own.
func command(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], args...)
	cmd.Env = append(os.Environ(), roleVariable+"="+roleCommand, neo4jlocal.URIVariable+"=")
	cmd.Stderr = os.Stderr
	return cmd
}

// needNeo4j skips t where a private Neo4j cannot be had, by asking for one from
// the command itself: only then does it say that it runs without.
func needNeo4j(t *testing.T, said string) {
	t.Helper()
	if strings.Contains(said, neo4jlocal.ErrMissing.Error()) &&
		os.Getenv(neo4jlocal.RequireVariable) != "1" {
		t.Skipf("NOT CHECKED, for lack of a Neo4j: %s", said)
	}
}

func TestCommandGetsAPrivateNeo4jAndGivesItsExitCode(t *testing.T) {
	cmd := command(t, "--heap", "512m", "--", "env", roleVariable+"="+roleProbe, os.Args[0])
	var said bytes.Buffer
	cmd.Stderr = &said
	uri, err := cmd.Output()
	needNeo4j(t, said.String())
	failed, ok := errors.AsType[*exec.ExitError](err)
	if !ok || failed.ExitCode() != probeCode {
		t.Fatalf("exit = %v, want code %d; it says:\n%s", err, probeCode, &said)
	}
	wantClosed(t, string(uri))
}

// wantClosed checks that soon nobody listens at uri any more. Not at once, because a
// process that is killed may lose its connections before its port.
func wantClosed(t *testing.T, uri string) {
	t.Helper()
	_, place, _ := strings.Cut(uri, "://")
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		conn, err := net.Dial("tcp", place)
		if err != nil {
			return
		}
		_ = conn.Close()
		if time.Now().After(end) {
			t.Errorf("%s still listens after 10 s, want Neo4j gone", uri)
			return
		}
	}
}

func TestCommandWithoutAServer(t *testing.T) {
	// Absolute paths, because no program is on PATH then.
	shell, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("this system has no sh: not checked what the command gets")
	}
	noJava := []string{"PATH=" + t.TempDir(), "JAVA_HOME=", neo4jlocal.RequireVariable + "="}
	tests := []struct {
		name   string
		env    []string
		script string
		code   int
		says   string
	}{
		{
			"a named Neo4j is handed on",
			[]string{neo4jlocal.URIVariable + "=bolt://127.0.0.1:1"},
			`test "$ENTENTE_TEST_NEO4J_URI" = bolt://127.0.0.1:1 && exit 3`, 3, "using bolt://127.0.0.1:1",
		},
		{
			"without Java it runs without", noJava,
			`test -z "$ENTENTE_TEST_NEO4J_URI" && exit 4`, 4, "WITHOUT a Neo4j",
		},
		{
			"without Java it fails if one is required",
			append(noJava, neo4jlocal.RequireVariable+"=1"), `exit 4`, exitFailed, "install a JDK",
		},
		{
			"a signal's number counts",
			[]string{neo4jlocal.URIVariable + "=bolt://127.0.0.1:1"},
			`kill -9 $$`, 128 + int(syscall.SIGKILL), "",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			cmd := command(t, "--", shell, "-c", tt.script)
			cmd.Env = append(cmd.Env, tt.env...)
			var said bytes.Buffer
			cmd.Stderr = &said
			_ = cmd.Run()
			if got := cmd.ProcessState.ExitCode(); got != tt.code {
				t.Errorf("exit code = %d, want %d; it says:\n%s", got, tt.code, &said)
			}
			if !strings.Contains(said.String(), tt.says) {
				t.Errorf("it says %q, want %q in it", &said, tt.says)
			}
		})
	}
}

func TestCommandThatIsNotThere(t *testing.T) {
	cmd := command(t, "--", "/no/such/program")
	cmd.Env = append(cmd.Env, neo4jlocal.URIVariable+"=bolt://127.0.0.1:1")
	cmd.Stderr = io.Discard
	_ = cmd.Run()
	if got := cmd.ProcessState.ExitCode(); got != exitNoCommand {
		t.Errorf("exit code = %d, want %d", got, exitNoCommand)
	}
}

func TestUnknownFlagIsAUsageError(t *testing.T) {
	var said bytes.Buffer
	if got := run([]string{"--no-such-flag"}, io.Discard, &said); got != exitUsage {
		t.Errorf("exit code = %d, want %d", got, exitUsage)
	}
	if !strings.Contains(said.String(), "Usage:") {
		t.Errorf("it says %q, want the usage", &said)
	}
}

// runLine finds in the welcome what a person would type.
var runLine = regexp.MustCompile(
	`NEO4J_PASSWORD=(\S+) make run ARGS="--store (neo4j://127\.0\.0\.1:(\d+))"`)

// served starts the command for a person on home and returns how to reach it.
func served(t *testing.T, home string) (cmd *exec.Cmd, password, uri string) {
	t.Helper()
	cmd = command(t, "--home", home, "--heap", "512m")
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	// The last line ends the search, since the command goes on after it.
	for lines := bufio.NewScanner(out); lines.Scan() && !strings.HasPrefix(lines.Text(), "Ctrl-C"); {
		if found := runLine.FindStringSubmatch(lines.Text()); found != nil {
			return cmd, found[1], found[2]
		}
	}
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	needNeo4j(t, said.String())
	t.Fatalf("it gives no command to reach it by: %s", &said)
	return nil, "", ""
}

func TestWelcomeTellsHowToReachTheServer(t *testing.T) {
	const want = `
Neo4j is ready.

  address   neo4j://127.0.0.1:7687
  user      neo4j
  password  secret42
  data      /srv/.neo4j

Run Entente on it:

  NEO4J_PASSWORD=secret42 make run ARGS="--store neo4j://127.0.0.1:7687"

Ctrl-C stops it and keeps the data.
`
	got := welcome(&neo4jlocal.Server{
		URI: "neo4j://127.0.0.1:7687", Username: "neo4j", Password: "secret42", Home: "/srv/.neo4j",
	})
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("welcome differs (-want +got):\n%s", diff)
	}
}

// TestServeKeepsItsHomeAndLeavesNoProcess starts one, kills the command hard,
// starts it again on the same home, and ends it by Ctrl-C.
func TestServeKeepsItsHomeAndLeavesNoProcess(t *testing.T) {
	home := t.TempDir()
	cmd, password, uri := served(t, home)
	if _, err := countNodes(uri, "neo4j", password); err != nil {
		t.Fatalf("ask it as it says: %v", err)
	}
	port, err := strconv.Atoi(uri[strings.LastIndex(uri, ":")+1:])
	if err != nil || port < defaultPort || port > defaultPort+portsToTry {
		t.Errorf("port = %d, %v; want %d or one soon after", port, err, defaultPort)
	}

	_, place, _ := strings.Cut(uri, "://")
	conn, err := net.Dial("tcp", place)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait()
	// The connection breaks when the server is gone.
	_, _ = conn.Read(make([]byte, 1))
	wantClosed(t, uri)

	cmd, again, uri := served(t, home)
	if again != password {
		t.Errorf("password of the second run = %s, want %s as before", again, password)
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("exit after Ctrl-C = %v, want code 0", err)
	}
	wantClosed(t, uri)
}
