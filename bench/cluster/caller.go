package cluster

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"

	"entente/bench/side"
)

// A caller asks over one connection, so that all that it asks goes to one server.
type caller struct {
	http *http.Client
	url  string
}

// newCaller connects through the balancer. Of callers that are made one after the other,
// each is with the next server.
func (c *Cluster) newCaller(ctx context.Context) (*caller, error) {
	k := &caller{url: "http://" + c.Host(), http: &http.Client{
		Transport: &http.Transport{MaxConnsPerHost: 1, MaxIdleConnsPerHost: 1},
	}}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, k.url+"/healthz", http.NoBody)
	if err != nil {
		return nil, err
	}
	_, err = k.send(request)
	return k, err
}

// errPassing says that the same may succeed when it is sent again.
var errPassing = errors.New("it may succeed when it is sent again")

// ask sends an operation as an editor, with a consistency token if it is not empty, and
// reads the data of the answer. The error wraps errPassing where no whole answer came, or
// one that says that the server cannot answer now.
func (k *caller) ask(ctx context.Context, query string, variables map[string]any, token string, data any) error {
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		return err
	}
	request, err := newRequest(ctx, k.url, body)
	if err != nil {
		return err
	}
	if token != "" {
		request.Header.Set("Entente-Consistency", token)
	}
	text, err := k.send(request)
	if err != nil {
		return err
	}
	answer := struct {
		Data   any
		Errors []struct{ Extensions struct{ Code string } }
	}{Data: data}
	if err := json.Unmarshal(text, &answer); err != nil {
		return fmt.Errorf("%w in %s", err, text)
	}
	switch {
	case len(answer.Errors) == 0:
		return nil
	case slices.Contains([]string{"UNAVAILABLE", "TIMEOUT"}, answer.Errors[0].Extensions.Code):
		return fmt.Errorf("%w: %s", errPassing, text)
	default:
		return fmt.Errorf("got %s, want data", text)
	}
}

// newRequest is a request to GraphQL by an editor.
func newRequest(ctx context.Context, url string, body []byte) (*http.Request, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, url+"/graphql", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Authorization", "Bearer "+side.Token)
	return request, nil
}

// send returns the body of an answer.
func (k *caller) send(request *http.Request) ([]byte, error) {
	response, err := k.http.Do(request)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errPassing, err)
	}
	defer func() { _ = response.Body.Close() }() // it is read to its end
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errPassing, err)
	}
	return text, nil
}

func (k *caller) close() { k.http.CloseIdleConnections() }
