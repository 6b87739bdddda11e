package side

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"strings"

	"entente/bench/load"
)

// Token is the secret with which the benchmarks write.
const Token = "of-the-benchmarks-which-serve-loopback-only"

// An Entente is a server of Entente.
type Entente struct {
	*Process
	// Host is where it listens, such as "127.0.0.1:8080".
	Host string
}

// StartEntente starts a program of Entente on a store, with all limits and checks as they
// are by default.
func StartEntente(
	ctx context.Context, program, store string, environment ...string,
) (*Entente, error) {
	cmd := exec.CommandContext(ctx, program, "serve", "--store", store, "--no-seed",
		"--listen", "127.0.0.1:0")
	cmd.Env = append(os.Environ(), append(environment, "ENTENTE_ADMIN_TOKEN="+Token)...)
	p, host, err := start(ctx, cmd, readyAt)
	if err != nil {
		return nil, err
	}
	return &Entente{Process: p, Host: host}, nil
}

// readyAt returns where a server of Entente listens, from the line that tells it.
func readyAt(line string) (string, bool) {
	var entry struct{ Msg, URL string }
	if json.Unmarshal([]byte(line), &entry) != nil || entry.Msg != "Entente is ready" {
		return "", false
	}
	host := strings.TrimPrefix(entry.URL, "http://")
	return strings.TrimSuffix(host, "/"), true
}

// Open connects a client that sends what message returns.
func (e *Entente) Open(message func(i int) load.Message) func() (load.Client, error) {
	return openHTTP(e.Host, message)
}

func openHTTP(host string, message func(i int) load.Message) func() (load.Client, error) {
	return func() (load.Client, error) { return load.OpenHTTP(host, message) }
}
