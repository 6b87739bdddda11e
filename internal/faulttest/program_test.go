package faulttest

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"sync"
	"testing"
	"time"

	"entente/internal/programtest"
)

// token permits writing on the servers of these tests.
const token = "of-the-fault-tests"

// built is where the program was built for this test process, once it is needed.
var built struct {
	once         sync.Once
	folder, path string
	err          error
}

func TestMain(m *testing.M) {
	code := m.Run()
	if built.folder != "" {
		_ = os.RemoveAll(built.folder)
	}
	os.Exit(code)
}

// program returns the path of the program, which any user may run.
func program(t *testing.T) string {
	t.Helper()
	built.once.Do(func() {
		built.folder, built.err = os.MkdirTemp("", "entente-faults-") //nolint:usetesting // for all tests
		if built.err != nil {
			return
		}
		if built.err = os.Chmod(built.folder, 0o755); built.err != nil {
			return
		}
		built.path, built.err = programtest.Build(context.Background(), built.folder)
	})
	if built.err != nil {
		t.Fatal(built.err)
	}
	return built.path
}

// command returns a run of the program that ends with t at the latest.
func command(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), program(t), args...)
	// One client is the load here, and all that it sends is to reach the store.
	cmd.Env = append(os.Environ(), "ENTENTE_ADMIN_TOKEN="+token, "ENTENTE_RATE=0",
		"ENTENTE_CONCURRENCY=64", "ENTENTE_CLIENT_REQUESTS=200")
	return cmd
}

// A server is a running Entente, and the address of its store.
type server struct {
	*programtest.Process
	store string
}

// serve starts Entente on a free port and waits until it says that it is ready.
func serve(t *testing.T, store string, args ...string) *server {
	t.Helper()
	cmd := command(t, append([]string{"serve", "--listen", "127.0.0.1:0", "--store", store}, args...)...)
	return &server{programtest.Start(t, cmd), store}
}

// ready returns the status of /readyz, or 0 where nobody answers.
func (s *server) ready(ctx context.Context) int {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, s.URL+"/readyz", http.NoBody)
	if err != nil {
		return 0
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0
	}
	defer response.Body.Close()
	_, _ = io.Copy(io.Discard, response.Body) // so that the connection is used again
	return response.StatusCode
}

// awaitReady asks /readyz until it has the status, and fails where that takes long.
func (s *server) awaitReady(t *testing.T, status int) {
	t.Helper()
	await(t, patience, fmt.Sprintf("/readyz has status %d", status), func(ctx context.Context) bool {
		return s.ready(ctx) == status
	})
}

// askEvery is how long await lies still between two questions.
const askEvery = 10 * time.Millisecond

// await asks until the answer is yes, and fails after a limit. It returns how long that took.
func await(t *testing.T, limit time.Duration, what string, is func(context.Context) bool) time.Duration {
	t.Helper()
	begun := time.Now()
	ctx, cancel := context.WithTimeout(t.Context(), limit)
	defer cancel()
	for !is(ctx) {
		select {
		case <-ctx.Done():
			t.Fatalf("after %v: not yet so that %s", limit, what)
		case <-time.After(askEvery):
		}
	}
	return time.Since(begun)
}
