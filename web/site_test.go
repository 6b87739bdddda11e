package web

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// scriptText is what the script of builtSite holds before compression.
const scriptText = "console.log('entente')"

// builtSite returns a small build: three pages, a script with its gzip copy, a style
// without one, a font, and an answer.
func builtSite(t *testing.T) http.Handler {
	t.Helper()
	return newSite(fstest.MapFS{
		"placeholder":            {Data: []byte("kept")},
		"explorer.html":          {Data: []byte("<title>Explorer</title>")},
		"playground.html":        {Data: []byte("<title>Playground</title>")},
		"queries.html":           {Data: []byte("<title>Questions</title>")},
		"assets/app-a1.js":       {Data: []byte(scriptText)},
		"assets/app-a1.js.gz":    {Data: gzipped(t, scriptText)},
		"assets/app-b2.css":      {Data: []byte("body{}")},
		"assets/fonts/mono.ttf":  {Data: []byte("ttf")},
		"assets/01-ties-c3.json": {Data: []byte("{}")},
		"assets/unknown.strange": {Data: []byte("?")},
	})
}

// unbuiltSite returns the site of a fresh clone.
func unbuiltSite() http.Handler {
	return newSite(fstest.MapFS{"placeholder": {Data: []byte("kept")}})
}

// gzipped returns text as gzip.
func gzipped(t *testing.T, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// ask sends one request with the headers given as name and value in turn.
func ask(h http.Handler, method, target string, header ...string) *http.Response {
	r := httptest.NewRequest(method, target, nil)
	for i := 0; i < len(header); i += 2 {
		r.Header.Add(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

// body returns what res holds, as text.
func body(t *testing.T, res *http.Response) string {
	t.Helper()
	var b bytes.Buffer
	if _, err := b.ReadFrom(res.Body); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestEachPathHasItsAnswer(t *testing.T) {
	tests := []struct {
		method, path string
		status       int
	}{
		{"GET", "/", http.StatusOK},
		{"HEAD", "/", http.StatusOK},
		{"POST", "/", http.StatusMethodNotAllowed},
		{"GET", "/explorer.html", http.StatusNotFound},
		{"GET", "/playground", http.StatusOK},
		{"HEAD", "/playground", http.StatusOK},
		{"GET", "/playground?query=01-ties", http.StatusOK},
		{"GET", "/queries", http.StatusOK},
		{"HEAD", "/queries", http.StatusOK},
		{"GET", "/assets/app-a1.js", http.StatusOK},
		{"HEAD", "/assets/app-a1.js", http.StatusOK},
		{"GET", "/assets/fonts/mono.ttf", http.StatusOK},
		{"POST", "/playground", http.StatusMethodNotAllowed},
		{"POST", "/queries", http.StatusMethodNotAllowed},
		{"DELETE", "/assets/app-a1.js", http.StatusMethodNotAllowed},
		{"GET", "/assets", http.StatusNotFound},
		{"GET", "/assets/", http.StatusNotFound},
		{"GET", "/assets/fonts", http.StatusNotFound},
		{"GET", "/assets/fonts/", http.StatusNotFound},
		{"GET", "/assets/app-a1.js.gz", http.StatusNotFound},
		{"GET", "/assets/none.js", http.StatusNotFound},
		{"GET", "/placeholder", http.StatusNotFound},
		{"GET", "/playground.html", http.StatusNotFound},
		{"GET", "/playground/", http.StatusNotFound},
		{"GET", "/queries.html", http.StatusNotFound},
		{"GET", "/queries/", http.StatusNotFound},
		{"GET", "/assets/%2e%2e/playground.html", http.StatusNotFound},
	}
	site := builtSite(t)
	for _, tt := range tests {
		t.Run(tt.method+" "+tt.path, func(t *testing.T) {
			if got := ask(site, tt.method, tt.path).StatusCode; got != tt.status {
				t.Errorf("%s %s answers %d, want %d", tt.method, tt.path, got, tt.status)
			}
		})
	}
}

func TestEachPathHasItsOwnPage(t *testing.T) {
	for path, want := range map[string]string{
		"/": "Explorer", "/playground": "Playground", "/queries": "Questions",
	} {
		if got := body(t, ask(builtSite(t), "GET", path)); !strings.Contains(got, want) {
			t.Errorf("GET %s answers %q, want the page %s", path, got, want)
		}
	}
}

func TestContentTypeAndCaching(t *testing.T) {
	const forever = "public, max-age=31536000, immutable"
	tests := []struct{ path, contentType, cacheControl string }{
		{"/", "text/html; charset=utf-8", "no-cache"},
		{"/playground", "text/html; charset=utf-8", "no-cache"},
		{"/queries", "text/html; charset=utf-8", "no-cache"},
		{"/assets/app-a1.js", "text/javascript; charset=utf-8", forever},
		{"/assets/app-b2.css", "text/css; charset=utf-8", forever},
		{"/assets/fonts/mono.ttf", "font/ttf", forever},
		{"/assets/01-ties-c3.json", "application/json", forever},
		{"/assets/unknown.strange", "application/octet-stream", forever},
	}
	site := builtSite(t)
	for _, tt := range tests {
		t.Run(tt.path, func(t *testing.T) {
			h := ask(site, "GET", tt.path).Header
			got := []string{h.Get("Content-Type"), h.Get("Cache-Control")}
			if diff := cmp.Diff([]string{tt.contentType, tt.cacheControl}, got); diff != "" {
				t.Errorf("headers of %s (-want +got):\n%s", tt.path, diff)
			}
		})
	}
}

func TestMissingFilesAreNotCached(t *testing.T) {
	if got := ask(builtSite(t), "GET", "/assets/none.js").Header.Get("Cache-Control"); got != "" {
		t.Errorf("a missing file has Cache-Control %q, want none", got)
	}
}

func TestGzipCopyIsSentToThoseWhoTakeIt(t *testing.T) {
	copied := string(gzipped(t, scriptText))
	tests := []struct {
		name, path, accepts     string
		encoding, vary, content string
	}{
		{"accepted", "/assets/app-a1.js", "gzip, br", "gzip", "Accept-Encoding", copied},
		{"refused", "/assets/app-a1.js", "gzip;q=0", "", "Accept-Encoding", scriptText},
		{"not asked for", "/assets/app-a1.js", "", "", "Accept-Encoding", scriptText},
		{"there is no copy", "/assets/app-b2.css", "gzip", "", "", "body{}"},
	}
	site := builtSite(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			res := ask(site, "GET", tt.path, "Accept-Encoding", tt.accepts)
			h := res.Header
			want := []string{tt.encoding, tt.vary, strconv.Itoa(len(tt.content)), tt.content}
			got := []string{
				h.Get("Content-Encoding"), h.Get("Vary"), h.Get("Content-Length"), body(t, res),
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("encoding, vary, length, content (-want +got):\n%s", diff)
			}
		})
	}
}

func TestCompressedAnswerKeepsTheTypeOfTheFile(t *testing.T) {
	res := ask(builtSite(t), "GET", "/assets/app-a1.js", "Accept-Encoding", "gzip")
	if got, want := res.Header.Get("Content-Type"), contentTypes[".js"]; got != want {
		t.Errorf("the gzip copy has type %q, want %q", got, want)
	}
}

func TestHeadSendsHeadersOnly(t *testing.T) {
	server := httptest.NewServer(builtSite(t))
	defer server.Close()
	res, err := server.Client().Head(server.URL + "/assets/app-b2.css")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	if got := body(t, res); got != "" || res.ContentLength != int64(len("body{}")) {
		t.Errorf("HEAD: body %q, length %d; want none, 6", got, res.ContentLength)
	}
}

func TestUnchangedPageIsNotSentAgain(t *testing.T) {
	site := builtSite(t)
	tag := ask(site, "GET", "/playground").Header.Get("ETag")
	if !strings.HasPrefix(tag, `W/"`) || len(tag) < len(`W/""`)+16 {
		t.Fatalf("the page has ETag %q, want a weak tag of its content", tag)
	}
	if got := ask(site, "GET", "/playground", "If-None-Match", tag).StatusCode; got != 304 {
		t.Errorf("asking again with the tag answers %d, want 304", got)
	}
	if got := ask(site, "GET", "/playground", "If-None-Match", `W/"other"`).StatusCode; got != 200 {
		t.Errorf("asking again with another tag answers %d, want 200", got)
	}
}

func TestPolicyAllowsNoOtherHostAndNoInlineScript(t *testing.T) {
	for directive := range strings.SplitSeq(contentPolicy, "; ") {
		name, sources, _ := strings.Cut(directive, " ")
		for source := range strings.FieldsSeq(sources) {
			own := source == "'self'" || source == "'none'" || source == "data:" || source == "blob:"
			if !own && (name != "style-src" || source != "'unsafe-inline'") {
				t.Errorf("the policy's %s allows %s", name, source)
			}
		}
	}
	if !strings.HasPrefix(contentPolicy, "default-src 'self'; ") {
		t.Errorf("the policy is %q, want 'self' as the default", contentPolicy)
	}
}

func TestUnbuiltPagesSayWhatToDo(t *testing.T) {
	for _, path := range []string{"/", "/playground", "/queries"} {
		res := ask(unbuiltSite(), "GET", path)
		if got := res.Header.Get("Content-Type"); res.StatusCode != 200 || got != contentTypes[".html"] {
			t.Errorf("GET %s answers %d %s, want 200 and HTML", path, res.StatusCode, got)
		}
		page := body(t, res)
		for _, want := range []string{"/graphql", "/schema.graphqls", "make build"} {
			if !strings.Contains(page, want) {
				t.Errorf("GET %s does not name %q", path, want)
			}
		}
	}
}

func TestUnbuiltSiteHasNothingElse(t *testing.T) {
	for _, path := range []string{"/assets/", "/assets/app-a1.js", "/placeholder"} {
		if got := ask(unbuiltSite(), "GET", path).StatusCode; got != http.StatusNotFound {
			t.Errorf("GET %s answers %d, want 404", path, got)
		}
	}
}

func TestAPolicyHasNoExceptionThatItsPageDoesNotNeed(t *testing.T) {
	built, unbuilt := builtSite(t), unbuiltSite()
	tests := []struct {
		name, path string
		site       http.Handler
		want       string
	}{
		{"explorer", "/", built, contentPolicy},
		{"playground", "/playground", built, playgroundPolicy},
		{"questions", "/queries", built, contentPolicy},
		{"script", "/assets/app-a1.js", built, contentPolicy},
		{"nothing", "/none", built, contentPolicy},
		{"not built", "/", unbuilt, styledPolicy},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := ask(tt.site, "GET", tt.path).Header.Get("Content-Security-Policy")
			if got != tt.want {
				t.Errorf("GET %s has the policy %q, want %q", tt.path, got, tt.want)
			}
		})
	}
}
