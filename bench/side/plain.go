package side

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"

	"entente/bench/load"
)

// plainVariable is set in the process that serves plainly.
const plainVariable = "ENTENTE_BENCH_PLAIN"

// An Answer is what a server answered, without what HTTP adds to it each time.
type Answer struct {
	Header http.Header
	Body   []byte
}

// AnswerOf sends a message to a host by POST and returns its answer of status 200.
func AnswerOf(ctx context.Context, host string, m load.Message) (Answer, error) {
	ask, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+host+m.Path,
		bytes.NewReader(m.Body))
	if err != nil {
		return Answer{}, err
	}
	ask.Header.Set("Content-Type", "application/json")
	for _, line := range m.Header {
		name, value, _ := strings.Cut(line, ": ")
		ask.Header.Add(name, value)
	}
	// The load generator asks for no compression either.
	transport := &http.Transport{DisableCompression: true}
	defer transport.CloseIdleConnections()
	answer, err := transport.RoundTrip(ask)
	if err != nil {
		return Answer{}, err
	}
	defer func() { _ = answer.Body.Close() }() // it is read to its end
	body, err := io.ReadAll(answer.Body)
	if err == nil && answer.StatusCode != http.StatusOK {
		err = fmt.Errorf("status %d: %s", answer.StatusCode, body)
	}
	header := answer.Header
	for _, name := range []string{"Date", "Content-Length", "Connection"} {
		header.Del(name)
	}
	return Answer{Header: header, Body: body}, err
}

// A Plain is a server that answers everything alike.
type Plain struct {
	*Process
	// Host is where it listens.
	Host string
}

// StartPlain starts a server of net/http that reads what it is sent and always writes one
// answer: what is left of a server without GraphQL and a store. It runs this program anew,
// whose main has to call [ServePlainIfAsked] before anything else.
func StartPlain(ctx context.Context, answer Answer) (*Plain, error) {
	program, err := os.Executable()
	if err != nil {
		return nil, err
	}
	given, err := json.Marshal(answer)
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, program)
	cmd.Env = append(os.Environ(), plainVariable+"=1")
	cmd.Stdin = bytes.NewReader(given)
	p, host, err := start(ctx, cmd, func(line string) (string, bool) {
		host, ready := strings.CutPrefix(line, plainReady)
		return strings.TrimSpace(host), ready
	})
	if err != nil {
		return nil, err
	}
	return &Plain{Process: p, Host: host}, nil
}

// Open connects a client that sends what message returns.
func (p *Plain) Open(message func(i int) load.Message) func() (load.Client, error) {
	return openHTTP(p.Host, message)
}

// plainReady begins the line that says where a plain server listens.
const plainReady = "plain handler on "

// ServePlainIfAsked serves, and does not return, where this process was started by
// [StartPlain]. In any other it does nothing.
func ServePlainIfAsked() {
	if os.Getenv(plainVariable) == "" {
		return
	}
	if err := servePlain(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	os.Exit(1)
}

// servePlain reads an answer and serves it on a free port of loopback, of which it tells.
func servePlain(in io.Reader, out io.Writer) error {
	var answer Answer
	if err := json.NewDecoder(in).Decode(&answer); err != nil {
		return err
	}
	listener, err := new(net.ListenConfig).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintln(out, plainReady+listener.Addr().String()); err != nil {
		return err
	}
	return http.Serve(listener, answer) //nolint:gosec // it serves loopback, as long as a benchmark
}

// ServeHTTP writes the answer.
func (a Answer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body) // who asks also notes that it failed
	header := w.Header()
	for name, values := range a.Header {
		header[name] = values
	}
	header.Set("Content-Length", strconv.Itoa(len(a.Body)))
	_, _ = w.Write(a.Body) // likewise
}
