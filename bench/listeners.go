package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"entente/bench/load"
	"entente/bench/report"
	"entente/bench/side"
)

// How many listen, and how many changes they are told of.
const (
	listening = 1000
	changes   = 100
	everyTime = 50 * time.Millisecond
)

// listeners measures how long it takes until everybody who follows the graph was told of a
// change, from when the change was sent.
func listeners(ctx context.Context, g *ground) (report.Experiment, error) {
	e, err := g.sqlite(ctx, g.size)
	if err != nil {
		return report.Experiment{}, err
	}
	ears := make([]*ear, listening)
	for i := range ears {
		if ears[i], err = listen(e.Host); err != nil {
			return report.Experiment{}, fmt.Errorf("listener %d: %w", i+1, err)
		}
		defer ears[i].close()
	}
	sent, err := g.tellAll(ctx, e, ears)
	if err != nil {
		return report.Experiment{}, err
	}
	memory := resident(e.PID()) // while all listen
	for _, ear := range ears {
		ear.close() // nothing is noted any more
	}
	sample, err := heard(ears, sent)
	if err != nil {
		return report.Experiment{}, err
	}
	return report.Experiment{
		Title: fmt.Sprintf("%d listeners are told of each of %d changes", listening, changes),
		About: "A subscription to `changes` over server-sent events, on SQLite. Time counts from when the " +
			"mutation is sent until a listener has the event.",
		Setting: fmt.Sprintf("%d connections, a mutation every %s", listening, everyTime),
		Facts: []report.Fact{
			{Name: "events", Value: fmt.Sprintf("%d of %d came, each once and in order", len(sample.Waits),
				listening*changes)},
			{Name: "until a listener has it", Value: fmt.Sprintf("p50 %s, p95 %s, p99 %s",
				report.Duration(sample.Quantile(0.5)), report.Duration(sample.Quantile(0.95)),
				report.Duration(sample.Quantile(0.99)))},
			{Name: "memory of the server", Value: memory},
		},
	}, nil
}

// tellAll has ties end, one after another, and returns when each was sent, by its id. It
// returns once every listener was told of all, or had ten seconds for it.
func (g *ground) tellAll(
	ctx context.Context, e *side.Entente, ears []*ear,
) (map[string]time.Time, error) {
	next, err := g.expiries(g.graphs[g.size])
	if err != nil {
		return nil, err
	}
	sent := make(map[string]time.Time)
	client, err := load.OpenHTTP(e.Host, func(int) load.Message {
		m, tie := next()
		sent[tie] = time.Now()
		return m
	})
	if err != nil {
		return nil, err
	}
	defer func() { _ = client.Close() }() // its answers have come
	for range changes {
		if err := client.Do(ctx, 0); err != nil {
			return nil, err
		}
		time.Sleep(everyTime)
	}
	for _, ear := range ears {
		ear.waitFor(changes, 10*time.Second)
	}
	return sent, nil
}

// heard returns how long each event took until ears had it, which are closed by now. It
// fails unless everybody was told of everything once, and of all in one order.
func heard(ears []*ear, sent map[string]time.Time) (load.Sample, error) {
	var waits []time.Duration
	var order []string
	for i, ear := range ears {
		ids := make([]string, len(ear.events))
		for j, event := range ear.events {
			ids[j] = event.id
			begin, known := sent[event.id]
			if !known {
				return load.Sample{}, fmt.Errorf("listener %d was told of %s, which nobody changed", i+1, event.id)
			}
			waits = append(waits, event.at.Sub(begin))
		}
		if i == 0 {
			order = ids
		}
		if len(ids) != len(sent) || !slices.Equal(ids, order) {
			return load.Sample{}, fmt.Errorf("listener %d was told of %d changes, the first of %d, "+
				"in the order %v; want all %d alike", i+1, len(ids), len(order), ids, len(sent))
		}
	}
	slices.Sort(waits)
	return load.Sample{Waits: waits}, nil
}

// An ear is a connection that listens for changes of relationships.
type ear struct {
	conn net.Conn
	done chan struct{}
	mu   sync.Mutex
	// events are those that came so far.
	events []event
}

type event struct {
	id string
	at time.Time
}

// listen subscribes to changes and returns once the server has said yes.
func listen(host string) (*ear, error) {
	conn, err := net.DialTimeout("tcp", host, 5*time.Second)
	if err != nil {
		return nil, err
	}
	body := `{"query":"subscription { changes(where: {class: {in: [RELATIONSHIP]}}) { recordId } }"}`
	_, err = fmt.Fprintf(conn, "POST /graphql HTTP/1.1\r\nHost: %s\r\nAccept: text/event-stream\r\n"+
		"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", host, len(body), body)
	if err != nil {
		return nil, err
	}
	in := bufio.NewReader(conn)
	answer, err := http.ReadResponse(in, nil)
	if err != nil {
		return nil, err
	}
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("got status %d, want 200", answer.StatusCode)
	}
	e := &ear{conn: conn, done: make(chan struct{})}
	go e.hear(bufio.NewScanner(answer.Body))
	return e, nil
}

// hear notes every event until the connection ends.
func (e *ear) hear(lines *bufio.Scanner) {
	defer close(e.done)
	for lines.Scan() {
		data, ok := strings.CutPrefix(lines.Text(), "data:")
		if !ok {
			continue
		}
		var message struct {
			Data struct{ Changes struct{ RecordID string } }
		}
		if json.Unmarshal([]byte(data), &message) != nil || message.Data.Changes.RecordID == "" {
			continue
		}
		e.mu.Lock()
		e.events = append(e.events, event{message.Data.Changes.RecordID, time.Now()})
		e.mu.Unlock()
	}
}

// waitFor waits until n events came, or for a time.
func (e *ear) waitFor(n int, most time.Duration) {
	for end := time.Now().Add(most); time.Now().Before(end); time.Sleep(time.Millisecond) {
		e.mu.Lock()
		come := len(e.events)
		e.mu.Unlock()
		if come >= n {
			return
		}
	}
}

// close ends the connection and waits until nothing more is noted. It may be called again.
func (e *ear) close() {
	_ = e.conn.Close() // that is how a listener leaves
	<-e.done
}
