package cluster

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"entente/bench/side"
)

// fake is a cluster of one server that answers as is written here.
func fake(t *testing.T, answer http.HandlerFunc) *Cluster {
	t.Helper()
	server := httptest.NewServer(answer)
	t.Cleanup(server.Close)
	host := strings.TrimPrefix(server.URL, "http://")
	b, err := balance([]string{host})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.close)
	return &Cluster{servers: []*side.Entente{{Host: host}}, balancer: b}
}

func TestReadsThatMissAWriteAreCounted(t *testing.T) {
	c := fake(t, func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		version := 1 // as it was before the write
		if r.Header.Get("Entente-Consistency") != "" {
			version = 2
		}
		answer := fmt.Sprintf(`{"data":{"relationship":{"version":%d,"claims":{"totalCount":1}}}}`, version)
		if strings.Contains(string(body), "mutation") {
			answer = `{"data":{"expireRelationship":{"relationship":{"version":2},"consistency":"FB:x"}}}`
		}
		_, _ = io.WriteString(w, answer) // a client that left is told nothing
	})
	work, err := NewWork(Graph{Ties: []string{"a", "b", "c", "d"}})
	if err != nil {
		t.Fatal(err)
	}
	found, err := c.ReadYourWrites(t.Context(), work, 2, 4)
	if want := (Reads{Writes: 4, StaleBare: 4}); err != nil || found != want {
		t.Errorf("got %+v, error %v; want %+v", found, err, want)
	}
}

func TestASubscriberGoesOnFromTheLastWholeEvent(t *testing.T) {
	event := func(cursor string) string {
		return fmt.Sprintf("event: next\ndata: {\"data\":{\"changes\":{\"cursor\":%q,\"version\":1}}}\n\n", cursor)
	}
	asked := make(chan string, 10)
	streams := []string{
		":\n\n" + event("one") + event("two") + strings.TrimSuffix(event("three"), "\n"), event("three"),
	}
	c := fake(t, func(w http.ResponseWriter, r *http.Request) {
		var body struct{ Variables struct{ After string } }
		if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
			t.Error(err)
		}
		asked <- body.Variables.After
		_, _ = io.WriteString(w, streams[min(len(asked), len(streams))-1]) // and it breaks off
	})
	a, err := c.gather(t.Context(), "zero", 1)
	if err != nil {
		t.Fatal(err)
	}
	s := a.subscribers[0]
	s.await(t.Context(), "three")
	if err := a.leave(); err != nil {
		t.Fatal(err)
	}
	if first, then := <-asked, <-asked; first != "zero" || then != "two" {
		t.Errorf("it asked for what comes after %q and then after %q, want zero and two", first, then)
	}
	var heard []string
	for _, e := range s.heard {
		heard = append(heard, e.Cursor)
	}
	if got := strings.Join(heard, " "); got != "one two three" {
		t.Errorf("it heard %s, want one two three", got)
	}
}
