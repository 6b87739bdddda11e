package cluster

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// An event is an entry of the log, as it is listed and as it is heard.
type event struct {
	Cursor   string
	Record   string `json:"recordId"`
	Version  int
	Recorded time.Time `json:"recordedAt"`
}

// fields are what is asked of an event.
const fields = ` { cursor recordId version recordedAt } `

const follow = `subscription($after: String) { changes(after: $after)` + fields + `}`

// A stream is a subscription by server-sent events over a connection of its own.
type stream struct {
	response *http.Response
	lines    *bufio.Scanner
	close    context.CancelFunc
}

// listen subscribes through the balancer to what comes after a cursor, and returns once the
// server has begun to answer.
func (c *Cluster) listen(ctx context.Context, after string) (*stream, error) {
	body, err := json.Marshal(map[string]any{
		"query": follow, "variables": map[string]any{"after": after},
	})
	if err != nil {
		return nil, err
	}
	ctx, end := context.WithCancel(ctx)
	request, err := newRequest(ctx, "http://"+c.Host(), body)
	if err != nil {
		end()
		return nil, err
	}
	request.Header.Set("Accept", "text/event-stream")
	once := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	response, err := once.Do(request) //nolint:bodyclose // it is closed by close
	if err != nil {
		end()
		return nil, fmt.Errorf("%w: %w", errPassing, err)
	}
	s := &stream{response: response, lines: bufio.NewScanner(response.Body), close: func() {
		end()
		_ = response.Body.Close() // what is left of it nobody wants
	}}
	if response.StatusCode != http.StatusOK {
		s.close()
		return nil, fmt.Errorf("subscribe: got status %d, want 200", response.StatusCode)
	}
	return s, nil
}

// listenAgain listens through another server, as often as it takes until one is found.
func (c *Cluster) listenAgain(ctx context.Context, after string) (*stream, error) {
	for n := 1; ; n++ {
		s, err := c.listen(ctx, after)
		if err == nil || !errors.Is(err, errPassing) || ctx.Err() != nil {
			return s, err
		}
		if n == attempts {
			return nil, fmt.Errorf("after %d attempts: %w", n, err)
		}
	}
}

// next returns the next event. What has not come whole when the stream breaks off is none.
func (s *stream) next() (event, error) {
	var text string
	for s.lines.Scan() {
		line := s.lines.Text()
		if data, ok := strings.CutPrefix(line, "data: "); ok {
			text = data
		}
		if line == "" && text != "" { // an event ends with an empty line
			return decode(text)
		}
	}
	return event{}, fmt.Errorf("%w: %w", errPassing, cmp.Or(s.lines.Err(), io.EOF))
}

func decode(text string) (event, error) {
	var payload struct {
		Data   struct{ Changes *event }
		Errors json.RawMessage
	}
	if err := json.Unmarshal([]byte(text), &payload); err != nil {
		return event{}, fmt.Errorf("%w in %s", err, text)
	}
	if payload.Data.Changes == nil {
		return event{}, fmt.Errorf("got %s, want an event", text)
	}
	return *payload.Data.Changes, nil
}
