package transfer_test

import (
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"entente/transfer"
)

// TestOverHTTPAnImportHasALength sends one at the limit and one a byte longer, which says
// its length or does not.
func TestOverHTTPAnImportHasALength(t *testing.T) {
	w := newWorld(t)
	var form strings.Builder
	parts := multipart.NewWriter(&form)
	file, _ := parts.CreateFormFile("file", "f.lines")
	io.WriteString(file, two) //nolint:errcheck // into memory
	_ = parts.Close()
	for _, tt := range []struct {
		name   string
		limit  int
		chunks bool
		want   int
	}{
		{"at the limit", form.Len(), false, 200},
		{"one past it", form.Len() - 1, false, 413},
		{"at the limit, of no length", form.Len(), true, 200},
		{"one past it, of no length", form.Len() - 1, true, 413},
		{"far past it, of no length", 10, true, 413},
		{"no limit", 0, true, 200},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var body io.Reader = strings.NewReader(form.String())
			if tt.chunks {
				body = io.MultiReader(body) // whose length nobody sees
			}
			url := w.served(transfer.Limits{Import: int64(tt.limit), Imports: 1})
			status, text := w.post(url, parts.FormDataContentType(), body, true)
			if status != tt.want || status == 413 && !strings.Contains(text, "bytes of an import: ") {
				t.Errorf("got %d %s, want %d", status, text, tt.want)
			}
		})
	}
}

// TestOverHTTPSomeImportsGoOnAtOnce begins one that does not end, and asks for another.
func TestOverHTTPSomeImportsGoOnAtOnce(t *testing.T) {
	w := newWorld(t)
	url := w.served(transfer.Limits{Import: 1 << 20, Imports: 1})
	body, pipe := io.Pipe()
	first := make(chan error, 1)
	go func() {
		r, _ := http.NewRequestWithContext(w.Context(), http.MethodPost, url+"/import", body)
		r.Header.Set("Content-Type", "multipart/form-data; boundary=x")
		r.Header.Set("X-Editor", "1")
		_, err := http.DefaultClient.Do(r) //nolint:bodyclose // there is none
		first <- err
	}()
	_, _ = io.WriteString(pipe, "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f.lines\"\r\n\r\n"+two)
	again := func() (int, string) {
		return w.post(url, "multipart/form-data; boundary=x", strings.NewReader("--x--\r\n"), true)
	}
	status, text := again()
	for strings.Contains(text, "at least one file") { // until the first is there
		status, text = again()
	}
	if status != http.StatusServiceUnavailable || !strings.Contains(text, "imports at once: 2 is more than the limit of 1") {
		t.Errorf("another beside the first: got %d %s, want it refused with the limit", status, text)
	}
	pipe.CloseWithError(errors.New("went away"))
	if err := <-first; err == nil {
		t.Error("the first was answered, want it broken off")
	}
	for strings.Contains(text, "imports at once") { // until it is gone
		_, text = again()
	}
}
