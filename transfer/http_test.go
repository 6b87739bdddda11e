package transfer_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"entente/access"
	"entente/kg"
	"entente/transfer"
)

// A door lets all in, and those who send X-Editor as editors.
type door struct{}

func (door) Enter(
	w http.ResponseWriter, r *http.Request, needed access.Role,
) (access.Identity, bool) {
	who := access.Identity{Role: access.Reader}
	if r.Header.Get("X-Editor") != "" {
		who = access.Identity{Name: "editor", Role: access.Editor}
	}
	if who.Role < needed {
		w.WriteHeader(http.StatusUnauthorized)
	}
	return who, who.Role >= needed
}

func (door) Refuse(w http.ResponseWriter, _ *http.Request, err error) {
	status := http.StatusBadRequest
	if own, ok := errors.AsType[interface {
		error
		HTTPStatus() int
	}](err); ok {
		status = own.HTTPStatus()
	}
	w.WriteHeader(status)
	io.WriteString(w, err.Error()) //nolint:errcheck // a test
}

// served returns the address of a server of w's graph, which may have limits.
func (w *world) served(limits ...transfer.Limits) string {
	mux := http.NewServeMux()
	server := transfer.Server{
		Graph: w.graph, Door: door{}, Log: slog.New(slog.DiscardHandler),
		Scratch: func(context.Context) (kg.Store, error) { return newWorld(w.T).store, nil },
	}
	for _, l := range limits {
		server.Limits = l
	}
	server.Handle(mux)
	test := httptest.NewServer(mux)
	w.Cleanup(test.Close)
	return test.URL
}

// send imports a text over HTTP and returns the status and the lines of the answer.
func (w *world) send(url, options, text string, editor bool) (int, []transfer.Line) {
	w.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	_ = form.WriteField("options", options)
	file, _ := form.CreateFormFile("file", "f.lines")
	io.WriteString(file, text) //nolint:errcheck // into memory
	_ = form.Close()
	status, answer := w.post(url, form.FormDataContentType(), &body, editor)
	var lines []transfer.Line
	for decoder := json.NewDecoder(strings.NewReader(answer)); decoder.More(); {
		var line transfer.Line
		if err := decoder.Decode(&line); err != nil {
			break // a refusal is text
		}
		lines = append(lines, line)
	}
	return status, lines
}

// post sends the body of an import and returns the status and the text of the answer.
func (w *world) post(url, mediaType string, body io.Reader, editor bool) (int, string) {
	w.Helper()
	r, err := http.NewRequestWithContext(w.Context(), http.MethodPost, url+"/import", body)
	if err != nil {
		w.Fatal(err)
	}
	r.Header.Set("Content-Type", mediaType)
	if editor {
		r.Header.Set("X-Editor", "1")
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		w.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		w.Fatal(err)
	}
	return answer.StatusCode, string(text)
}

func TestOverHTTPAnImportTellsWhatItDoes(t *testing.T) {
	w := newWorld(t)
	status, lines := w.send(w.served(), `{"skip": true}`, two+"nonsense here /\n", true)
	if status != http.StatusOK || len(lines) == 0 {
		t.Fatalf("status: got %d with %d lines, want 200 with some", status, len(lines))
	}
	var problem *transfer.Placed
	var reject string
	for _, line := range lines {
		if line.Problem != nil {
			problem = line.Problem
		}
		reject += string(line.Reject)
	}
	if problem == nil || problem.Line != 4 || reject != "# lines\nnonsense here /\n" {
		t.Errorf("problem and reject: got %+v and %q, want line 4 and its text", problem, reject)
	}
	last := lines[len(lines)-1]
	if last.Report == nil || last.Error != "" {
		t.Fatalf("the last line: got %+v, want a report", last)
	}
	w.want(*last.Report, "7 0 0 1 0 0")
}

func TestOverHTTPAnImportThatStopsSaysWhy(t *testing.T) {
	w := newWorld(t)
	_, lines := w.send(w.served(), `{}`, "nonsense here /\n", true)
	last := lines[len(lines)-1]
	if last.Report == nil || !strings.Contains(last.Error, "f.lines:1:1") {
		t.Errorf("the last line: got %+v, want a report and an error at f.lines:1:1", last)
	}
}

func TestOverHTTPOnlyEditorsImport(t *testing.T) {
	w := newWorld(t)
	if status, _ := w.send(w.served(), `{}`, two, false); status != http.StatusUnauthorized || len(w.all()) != 0 {
		t.Errorf("status: got %d and %d records, want 401 and none", status, len(w.all()))
	}
}

func TestOverHTTPADryRunWritesNothing(t *testing.T) {
	w := newWorld(t)
	_, lines := w.send(w.served(), `{"dryRun": true}`, two, true)
	w.want(*lines[len(lines)-1].Report, "7 0 0 0 0 0")
	if n := len(w.all()); n != 0 {
		t.Errorf("records: got %d, want none", n)
	}
}

// get asks for an export.
func (w *world) get(address string) (int, string) {
	w.Helper()
	answer, err := http.Get(address) //nolint:noctx // a test
	if err != nil {
		w.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		w.Fatal(err)
	}
	return answer.StatusCode, string(text)
}

func TestOverHTTPAnExportIsOfTheTimeAskedFor(t *testing.T) {
	w := newWorld(t)
	w.load(two + "tie later a b 1939/1945\n")
	where := url.QueryEscape(`{"type": {"eq": "alliance"}}`)
	for _, address := range []string{"/export?format=lines&valid=1940", "/export?format=lines&valid=1940&where=" + where} {
		status, text := w.get(w.served() + address)
		has := func(line string) bool { return strings.Contains("\n"+text, "\n"+line+"\n") }
		if status != http.StatusOK || !has("later") || has("ab") || !has("a") || !has("# as_of 1940") {
			t.Errorf("%s: got %d %q, want what is in force in 1940 and that it says so", address, status, text)
		}
	}
}

func TestOverHTTPAnExportIsRefusedWithTheWayOut(t *testing.T) {
	w := newWorld(t)
	w.load(two)
	for address, want := range map[string]string{
		"/export?format=nonsense":                             "lines",
		"/export?format=lines&valid=1940-13":                  "valid",
		"/export?format=lines&where={":                        "where",
		"/export?format=lines&where={%22kind%22:{}}":          "where",
		"/export?format=lines&asof=1940":                      "accordingTo",
		"/export?format=lines&valid=1940&valid=1941":          "more than once",
		"/export?format=lines&restricted=true":                "editors",
		"/export?format=lines&history=true":                   "history: ",
		"/export?format=lines&known=2999-01-01T00:00:00Z":     "has yet to come",
		"/export?format=lines&certainty=PERHAPS&valid=1940":   "CERTAIN",
		"/export?format=lines&accordingTo=nobody&zone=nozone": "zone",
	} {
		if status, text := w.get(w.served() + address); status != http.StatusBadRequest || !strings.Contains(text, want) {
			t.Errorf("%s: got %d %q, want 400 with %q", address, status, text, want)
		}
	}
}

func TestOverHTTPHeadSaysWhetherAnExportIsRefusedAndMakesNone(t *testing.T) {
	w := newWorld(t)
	w.load(two)
	for address, want := range map[string]int{
		"/export?format=lines":               http.StatusOK,
		"/export?format=lines&valid=1940-13": http.StatusBadRequest,
	} {
		answer, err := http.Head(w.served() + address) //nolint:noctx // a test
		if err != nil {
			t.Fatal(err)
		}
		_ = answer.Body.Close()
		if answer.StatusCode != want || want == http.StatusOK && answer.ContentLength >= 0 {
			t.Errorf("%s: got %d and a file of %d bytes, want %d and none", address, answer.StatusCode, answer.ContentLength, want)
		}
	}
}

// TestOverHTTPAnExportOfSomebodyIsKeptByNobody has who is known ask, and who is not.
func TestOverHTTPAnExportOfSomebodyIsKeptByNobody(t *testing.T) {
	w := newWorld(t)
	w.load(two)
	url := w.served()
	for editor, want := range map[string]string{"1": "private, no-store", "": ""} {
		r, _ := http.NewRequestWithContext(t.Context(), http.MethodHead, url+"/export?format=lines", nil)
		r.Header.Set("X-Editor", editor)
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		_ = answer.Body.Close()
		if got := answer.Header.Get("Cache-Control"); got != want {
			t.Errorf("X-Editor %q: got Cache-Control %q, want %q", editor, got, want)
		}
	}
}
