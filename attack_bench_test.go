package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"entente/internal/hostile"
)

// attackers is from how many addresses the corpus is sent, by one connection each.
const attackers = 40

// BenchmarkReadersUnderAttack takes how long readers wait for the program behind its gate,
// while many addresses send the corpus of hostile requests as fast as they are answered, and
// while nobody does, as ratios. A reading that is refused is no reading: how many of a
// hundred are is reported too.
//
// The attackers are a process of lower priority than the program and the readers, so that
// what it takes to write requests, which is theirs elsewhere, is not counted.
func BenchmarkReadersUnderAttack(b *testing.B) {
	p := start(b, "--store", "file:"+filepath.Join(b.TempDir(), "entente.db"), "--trusted-proxy", "127.0.0.0/8")
	var calm, attacked readings
	for b.Loop() {
		calm.take(b, p.URL, 300)
		stop := attack(b, p.URL)
		attacked.take(b, p.URL, 300)
		stop()
	}
	for _, percent := range []int{50, 99} {
		b.ReportMetric(float64(attacked.quantile(percent))/float64(calm.quantile(percent)), fmt.Sprintf("ratio-p%d", percent))
		b.ReportMetric(float64(calm.quantile(percent).Microseconds()), fmt.Sprintf("calm-p%d-µs", percent))
	}
	b.ReportMetric(100*float64(attacked.refused)/float64(attacked.refused+len(attacked.took)), "refused-%")
}

// readings are how long readers waited, and how many were refused.
type readings struct {
	asked, refused int
	took           []time.Duration
}

// take reads n times, every ten milliseconds at most, from an address each.
func (r *readings) take(b *testing.B, url string, n int) {
	b.Helper()
	body := []byte(hostile.RequestOf(`{ entity(id: "sdf") { name
	  relationships(first: 10) { totalCount edges { node { statement status } other { name } } } } }`, "null"))
	next := time.NewTicker(10 * time.Millisecond)
	defer next.Stop()
	for range n {
		<-next.C
		r.asked++
		began := time.Now()
		status := send(b.Context(), url, body, fmt.Sprintf("203.0.113.%d", r.asked%250))
		if status != http.StatusOK {
			r.refused++
			continue
		}
		r.took = append(r.took, time.Since(began))
	}
}

// quantile returns the n-th percentile.
func (r *readings) quantile(n int) time.Duration {
	slices.Sort(r.took)
	return r.took[(len(r.took)-1)*n/100]
}

// send sends a query from an address, and returns the status of the whole answer.
func send(ctx context.Context, url string, body []byte, from string) int {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, url+"/graphql", bytes.NewReader(body))
	if err != nil {
		return 0
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("X-Forwarded-For", from)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0
	}
	defer response.Body.Close()
	if _, err := io.Copy(io.Discard, response.Body); err != nil {
		return 0
	}
	return response.StatusCode
}

// attack starts a process that attacks a server, and returns what ends it.
func attack(b *testing.B, url string) (stop func()) {
	b.Helper()
	cmd := exec.CommandContext(b.Context(), "nice", "-n", "19", os.Args[0])
	cmd.Env = append(os.Environ(), attackVariable+"="+url)
	cmd.Stderr = os.Stderr
	begun, err := cmd.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	if _, err := begun.Read(make([]byte, 1)); err != nil {
		b.Fatalf("the attackers ended before they began: %v", err)
	}
	return func() {
		_ = cmd.Process.Kill() // it ends in no other way
		_ = cmd.Wait()
	}
}

// attackVariable names the address that a child attacks.
const attackVariable = "ENTENTE_TEST_ATTACKS"

// attackUntilKilled sends the corpus from all addresses. It tells its parent when it begins.
func attackUntilKilled(url string) error {
	rows, err := hostile.Read("graph/testdata/hostile/requests.yaml")
	if err != nil {
		return err
	}
	ended := make(chan error)
	for i := range attackers {
		go func() {
			client := &http.Client{Transport: &http.Transport{}}
			for n := i * len(rows) / attackers; ; n++ {
				if err := strike(client, url, &rows[n%len(rows)], fmt.Sprintf("198.51.100.%d", i)); err != nil {
					ended <- err
				}
			}
		}()
	}
	fmt.Println("begun")
	return <-ended
}

// strike sends one row from an address. An answer that is none is what attackers expect.
func strike(client *http.Client, url string, row *hostile.Request, from string) error {
	request, err := row.To(context.Background(), url)
	if err != nil {
		return err
	}
	request.Header.Set("X-Forwarded-For", from)
	response, err := client.Do(request)
	if err != nil {
		return nil //nolint:nilerr // as said
	}
	defer response.Body.Close()
	_, _ = io.Copy(io.Discard, response.Body)
	return nil
}
