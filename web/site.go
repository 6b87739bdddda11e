package web

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"io/fs"
	"net/http"
)

// The files of the pages in the built folder.
const (
	explorerPage   = "explorer.html"
	playgroundPage = "playground.html"
	queriesPage    = "queries.html"
)

// unbuilt is the page that stands in for those that were not built.
//
//go:embed unbuilt.html
var unbuilt []byte

// contentPolicy lets a page load from its own host only. Images may also be data:
// the explorer draws its icons so.
const contentPolicy = "default-src 'self'; img-src 'self' data:; base-uri 'none'; " +
	"form-action 'none'; frame-ancestors 'none'; object-src 'none'"

// styledPolicy is the one of a page that holds its styles itself.
const styledPolicy = contentPolicy + "; style-src 'self' 'unsafe-inline'"

// playgroundPolicy is the one of the playground, whose editor writes styles into
// the page, loads fonts from data addresses and starts workers from its own memory;
// scripts have no exception there either.
const playgroundPolicy = styledPolicy + "; worker-src 'self' blob:; font-src 'self' data:"

// Paths are the patterns of what [Handler] answers.
var Paths = []string{"/{$}", "/playground", "/queries", "/assets", "/assets/"}

// newSite returns the handler of the pages in files. Which files there are is
// read once, here; their content is read when they are asked for.
func newSite(files fs.FS) http.Handler {
	mux := http.NewServeMux()
	if isFile(files, explorerPage) {
		mux.Handle("GET /{$}", servePage(files, explorerPage))
		mux.Handle("GET /playground", withPolicy(playgroundPolicy, servePage(files, playgroundPage)))
		mux.Handle("GET /queries", servePage(files, queriesPage))
		mux.Handle("GET /assets", http.NotFoundHandler()) // Or it would lead to /assets/.
		mux.Handle("GET /assets/", serveAssets(files))
	} else {
		unbuiltPage := http.HandlerFunc(serveUnbuilt)
		mux.Handle("GET /{$}", withPolicy(styledPolicy, unbuiltPage))
		mux.Handle("GET /playground", withPolicy(styledPolicy, unbuiltPage))
		mux.Handle("GET /queries", withPolicy(styledPolicy, unbuiltPage))
	}
	return withPolicy(contentPolicy, mux)
}

// servePage serves the page of that name. Its address stays while its content
// changes from release to release, so browsers are told to ask each time, and
// are answered in a line if it is the page that they have.
func servePage(files fs.FS, name string) http.Handler {
	page := newAsset(files, name, "no-cache")
	tag := weakTag(files, name)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", tag)
		page.ServeHTTP(w, r)
	})
}

// weakTag returns an entity tag for the content of the file. It is a weak one,
// because it stands for the file and for its gzip copy alike.
func weakTag(files fs.FS, name string) string {
	content, err := fs.ReadFile(files, name)
	if err != nil {
		return `W/""` // Asking for the file itself then answers 404.
	}
	sum := sha256.Sum256(content)
	return `W/"` + hex.EncodeToString(sum[:16]) + `"`
}

// withPolicy gives answers a content policy, errors too. The other headers that protect a
// visitor are not of the pages: the gate sets them on every answer.
func withPolicy(policy string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		next.ServeHTTP(w, r)
	})
}

// serveUnbuilt says that this binary holds no pages and how to make one that does.
func serveUnbuilt(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", contentTypes[".html"])
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write(unbuilt) // That a client has gone away is no concern of ours.
}
