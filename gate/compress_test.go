package gate_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
)

// sent answers with a text of a length and of a media type.
func sent(length int, media string, more ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", media)
		w.Header().Set("Content-Length", strconv.Itoa(length))
		w.Header().Set("ETag", `"a"`)
		for _, header := range more {
			name, value, _ := strings.Cut(header, ": ")
			w.Header().Set(name, value)
		}
		if r.Method != http.MethodHead {
			for range length { // in small pieces
				_, _ = io.WriteString(w, "a")
			}
		}
	}
}

func TestWhatGetsShorterIsCompressedForWhoTakesIt(t *testing.T) {
	const accepts = "Accept-Encoding: gzip"
	tests := []struct {
		name    string
		handler http.HandlerFunc
		accept  string
		zipped  bool
		vary    string
	}{
		{"JSON", sent(1024, "application/json"), accepts, true, "Accept-Encoding"},
		{"JSON of GraphQL", sent(1024, "application/graphql-response+json; charset=utf-8"), accepts, true, "Accept-Encoding"},
		{"text", sent(1024, "text/csv"), accepts, true, "Accept-Encoding"},
		{"XML", sent(1024, "application/gexf+xml"), accepts, true, "Accept-Encoding"},
		{"one byte less", sent(1023, "application/json"), accepts, false, "Accept-Encoding"},
		{"who does not take it", sent(5000, "application/json"), "", false, "Accept-Encoding"},
		{"who refuses it", sent(5000, "application/json"), "Accept-Encoding: gzip;q=0", false, "Accept-Encoding"},
		{"an archive", sent(5000, "application/zip"), accepts, false, ""},
		{"an image", sent(5000, "image/png"), accepts, false, ""},
		{"what is compressed", sent(5000, "text/html", "Content-Encoding: br"), accepts, false, ""},
		{"a part", sent(5000, "text/html", "Content-Range: bytes 0-4999/9999"), accepts, false, ""},
		{"what is not to be changed", sent(5000, "text/html", "Cache-Control: no-transform"), accepts, false, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t, tt.handler, nil)
			answer := w.ask("POST", "/graphql", tt.accept)
			h := answer.Header()
			if got := h.Get("Content-Encoding") == "gzip"; got != tt.zipped || h.Get("Vary") != tt.vary {
				t.Errorf("gzip: got %v, want %v; Vary: got %q, want %q", got, tt.zipped, h.Get("Vary"), tt.vary)
			}
			if !tt.zipped {
				if h.Get("ETag") != `"a"` || h.Get("Content-Length") != strconv.Itoa(answer.Body.Len()) {
					t.Errorf("got tag %s and length %s of %d bytes, want them as they were", h.Get("ETag"), h.Get("Content-Length"), answer.Body.Len())
				}
				return
			}
			if h.Get("ETag") != `W/"a"` || h.Get("Content-Length") != "" {
				t.Errorf("got tag %s, length %q; want a weak tag and no length", h.Get("ETag"), h.Get("Content-Length"))
			}
			unzip, err := gzip.NewReader(answer.Body)
			if err != nil {
				t.Fatal(err)
			}
			text, err := io.ReadAll(unzip)
			if err != nil || len(text) < 1024 || strings.Trim(string(text), "a") != "" {
				t.Errorf("unzipped: got %d bytes, %v; want what was sent", len(text), err)
			}
		})
	}
}

func TestHeadTellsOfWhatGetWouldSend(t *testing.T) {
	for length, want := range map[int]string{1023: `"a"`, 1024: `W/"a"`} {
		answer := newWorld(t, sent(length, "text/csv"), nil).ask("HEAD", "/export", "Accept-Encoding: gzip")
		if got := answer.Header().Get("ETag"); got != want || answer.Body.Len() > 0 {
			t.Errorf("HEAD of %d bytes: got tag %s and %d bytes, want %s and none", length, got, answer.Body.Len(), want)
		}
		if got := answer.Header().Get("Content-Length"); length == 1024 && got != "" {
			t.Errorf("HEAD of what would be compressed: got length %s, want none", got)
		}
	}
}

func TestWhatIsNotModifiedStaysAsItIs(t *testing.T) {
	w := newWorld(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("ETag", `"a"`)
		w.WriteHeader(http.StatusNotModified)
	}, nil)
	answer := w.ask("GET", "/", "Accept-Encoding: gzip")
	if answer.Code != 304 || answer.Header().Get("ETag") != `"a"` || answer.Body.Len() > 0 {
		t.Errorf("got %d %v and %d bytes, want 304 as it was", answer.Code, answer.Header(), answer.Body.Len())
	}
}

// TestWhatIsFlushedIsSentAtOnce looks at what has been sent while the handler goes on.
func TestWhatIsFlushedIsSentAtOnce(t *testing.T) {
	for _, path := range []string{"/export", "/import", "/"} {
		recorder := httptest.NewRecorder()
		w := newWorld(t, func(out http.ResponseWriter, _ *http.Request) {
			out.Header().Set("Content-Type", "text/plain")
			_, _ = io.WriteString(out, strings.Repeat("a", 2000))
			if err := http.NewResponseController(out).Flush(); err != nil {
				t.Errorf("%s: got %v, want it flushed", path, err)
			}
			var sent io.Reader = bytes.NewReader(recorder.Body.Bytes())
			if recorder.Header().Get("Content-Encoding") == "gzip" {
				var err error
				if sent, err = gzip.NewReader(sent); err != nil {
					t.Fatal(err)
				}
			}
			text := make([]byte, 2000)
			if n, err := io.ReadFull(sent, text); err != nil || !recorder.Flushed {
				t.Errorf("%s: after a flush %d bytes were sent, %v; want all 2000", path, n, err)
			}
		}, nil)
		w.handler.ServeHTTP(recorder, newRequest(t, "GET", path, "Accept-Encoding: gzip"))
	}
}

func TestAHeaderOfTenThousandCodingsIsRead(t *testing.T) {
	w := newWorld(t, sent(2000, "text/csv"), nil)
	long := "Accept-Encoding: " + strings.Repeat("x,", 10_000)
	for header, want := range map[string]string{long: "", long + "gzip": "gzip"} {
		if got := w.ask("GET", "/export", header).Header().Get("Content-Encoding"); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
