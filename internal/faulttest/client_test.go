package faulttest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"slices"
	"time"
)

// An answer is what a server made of an operation.
type answer struct {
	// lost says that no whole answer came: whether the server did it is not known.
	lost   bool
	data   map[string]json.RawMessage
	errors []refused
	body   string
	took   time.Duration
}

// refused is an error as a client sees it.
type refused struct {
	Message    string
	Extensions struct{ Code string }
}

// ask sends an operation with variables.
func (s *server) ask(ctx context.Context, query string, variables map[string]any) answer {
	begun := time.Now()
	body, err := s.post(ctx, query, variables)
	a := answer{lost: err != nil, body: body, took: time.Since(begun)}
	if err != nil {
		return a
	}
	var decoded struct {
		Data   map[string]json.RawMessage
		Errors []refused
	}
	if json.Unmarshal([]byte(body), &decoded) == nil {
		a.data, a.errors = decoded.Data, decoded.Errors
	}
	return a
}

func (s *server) post(ctx context.Context, query string, variables map[string]any) (string, error) {
	text, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		return "", err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, s.URL+"/graphql", bytes.NewReader(text))
	if err != nil {
		return "", err
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Authorization", "Bearer "+token)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	return string(body), err
}

// done reports whether what was asked for was done.
func (a answer) done() bool { return !a.lost && a.errors == nil && a.data != nil }

// code returns the code of the first error, or nothing.
func (a answer) code() string {
	if len(a.errors) == 0 {
		return ""
	}
	return a.errors[0].Extensions.Code
}

// message returns the text of the first error, or nothing.
func (a answer) message() string {
	if len(a.errors) == 0 {
		return ""
	}
	return a.errors[0].Message
}

// passing reports whether the same may succeed when it is sent again.
func (a answer) passing() bool {
	return a.lost || a.code() == "UNAVAILABLE" || a.code() == "TIMEOUT"
}

// codes are all that an error may have.
var codes = []string{
	"BAD_USER_INPUT", "NOT_FOUND", "CONFLICT", "UNAUTHENTICATED", "FORBIDDEN", "LIMIT_EXCEEDED",
	"UNAVAILABLE", "TIMEOUT",
}

// technical is what no error shows: statements, stacks, paths, addresses, a driver's words.
var technical = regexp.MustCompile(`(?i)\b(select|insert|merge|match \(|goroutine|sqlite|bolt|cypher|` +
	`127\.0\.0\.1|localhost|\.db\b|\.go\b|/tmp|neo\.)`)

// mistake says what is wrong with the errors of an answer (I10), or nothing.
func (a answer) mistake() string {
	if !a.lost && a.data == nil && a.errors == nil {
		return "neither data nor errors: " + a.body
	}
	for _, e := range a.errors {
		if !slices.Contains(codes, e.Extensions.Code) {
			return fmt.Sprintf("code %q, want one of %v: %s", e.Extensions.Code, codes, a.body)
		}
		if found := technical.FindString(e.Message); found != "" {
			return fmt.Sprintf("the error tells %q, want it kept: %s", found, a.body)
		}
	}
	return ""
}
