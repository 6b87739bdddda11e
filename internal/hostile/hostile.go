// Package hostile reads the corpus of requests that no server should have to bear, for
// the tests that send them.
package hostile

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
	"text/template"

	"github.com/goccy/go-yaml"
)

// A Request is a row of the corpus.
type Request struct {
	Name, Method, Path, Body string
	Headers                  map[string]string
	Status                   int
	// Code is that of the first error, or empty where there must be none; What the limit
	// that it is about.
	Code, What string
}

// Read reads the rows of a corpus and fills in their templates.
func Read(path string) ([]Request, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var rows []Request
	if err := yaml.UnmarshalWithOptions(text, &rows, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	for i := range rows {
		if err := rows[i].expand(); err != nil {
			return nil, fmt.Errorf("%s: %s: %w", path, rows[i].Name, err)
		}
	}
	return rows, nil
}

// expand fills in the templates of a row.
func (r *Request) expand() (err error) {
	if r.Body, err = expanded(r.Body); err != nil {
		return err
	}
	if r.Path, err = expanded(r.Path); err != nil {
		return err
	}
	for name, value := range r.Headers {
		if r.Headers[name], err = expanded(value); err != nil {
			return err
		}
	}
	return nil
}

// expanded fills in a template of a row.
func expanded(text string) (string, error) {
	t, err := template.New("").Funcs(template.FuncMap{
		"repeat": func(n int, text string) string { return strings.Repeat(text, n) },
		"query":  func(text string) string { return RequestOf(text, "null") },
		"vars":   RequestOf,
		"bomb":   FragmentBomb,
		"count":  UnknownFields,
		"gzip":   zeros,
		"names":  named,
	}).Parse(text)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	err = t.Execute(&b, nil)
	return b.String(), err
}

// RequestOf is the body of a request.
func RequestOf(query, variables string) string {
	text, _ := json.Marshal(query) //nolint:errchkjson // a text
	return `{"query":` + string(text) + `,"variables":` + variables + `}`
}

// FragmentBomb is a document of fragments each of which spreads the next one twice.
func FragmentBomb(n int) string {
	var b strings.Builder
	b.WriteString("{...f0}")
	for i := range n {
		fmt.Fprintf(&b, " fragment f%d on Query{...f%d ...f%d}", i, i+1, i+1)
	}
	fmt.Fprintf(&b, " fragment f%d on Query{now}", n)
	return b.String()
}

// UnknownFields are fields that no type has.
func UnknownFields(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, " nope%d", i)
	}
	return b.String()
}

// zeros are so many bytes, compressed.
func zeros(n int) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	io.CopyN(w, zeroReader{}, int64(n)) //nolint:errcheck // into memory
	_ = w.Close()                       // into memory
	return b.String()
}

type zeroReader struct{}

func (zeroReader) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// named is a field under so many names.
func named(n int, field string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, " a%d%s", i, field)
	}
	return b.String()
}

// To returns the row as a request to a server.
func (r *Request) To(ctx context.Context, address string) (*http.Request, error) {
	method, path := cmp.Or(r.Method, http.MethodPost), r.Path
	if name, value, ok := strings.Cut(path, "="); ok && !strings.Contains(path, "%") {
		path = name + "=" + strings.ReplaceAll(url.QueryEscape(value), "%26variables%3D", "&variables=")
	}
	request, err := http.NewRequestWithContext(ctx, method, address+"/graphql"+path, strings.NewReader(r.Body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	for name, value := range r.Headers {
		request.Header.Set(name, value)
	}
	return request, nil
}
