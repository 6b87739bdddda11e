package web

import (
	"io"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"time"

	"entente/internal/accept"
)

// contentTypes gives the type of each kind of file that the build writes. It is
// a list of our own because Go's depends on the machine's, and browsers refuse
// scripts and fonts of a wrong type.
var contentTypes = map[string]string{
	".css":   "text/css; charset=utf-8",
	".html":  "text/html; charset=utf-8",
	".ico":   "image/vnd.microsoft.icon",
	".js":    "text/javascript; charset=utf-8",
	".json":  "application/json",
	".png":   "image/png",
	".svg":   "image/svg+xml",
	".ttf":   "font/ttf",
	".wasm":  "application/wasm",
	".woff":  "font/woff",
	".woff2": "font/woff2",
}

// gzipSuffix is what the build appends to the name of a file's gzip copy.
const gzipSuffix = ".gz"

// An asset serves one file of the build.
type asset struct {
	files        fs.FS
	name         string
	hasGzip      bool   // whether there is a gzip copy beside it
	cacheControl string // how long a client may keep it
}

// newAsset returns the asset that serves the file of that name.
func newAsset(files fs.FS, name, cacheControl string) asset {
	return asset{files, name, isFile(files, name+gzipSuffix), cacheControl}
}

// serveAssets serves the files below assets/. What is not a file there when it
// is called is never found, and neither are gzip copies by their own names.
// The names carry a hash of the content, so an answer may be kept for ever.
func serveAssets(files fs.FS) http.Handler {
	assets := map[string]asset{}
	// What cannot be read is left out, and so answered by a 404.
	_ = fs.WalkDir(files, "assets", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() && path.Ext(name) != gzipSuffix {
			assets["/"+name] = newAsset(files, name, "public, max-age=31536000, immutable")
		}
		return nil
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if found, ok := assets[r.URL.Path]; ok {
			found.ServeHTTP(w, r)
			return
		}
		http.NotFound(w, r)
	})
}

// ServeHTTP answers with the file, or with its gzip copy if the client takes one.
func (a asset) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name, encoding := a.name, ""
	if a.hasGzip && accept.Gzip(r.Header) {
		name, encoding = a.name+gzipSuffix, "gzip"
	}
	content, size, err := open(a.files, name)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	defer func() { _ = content.Close() }()

	h := w.Header()
	h.Set("Content-Type", a.contentType())
	h.Set("Cache-Control", a.cacheControl)
	if a.hasGzip {
		h.Set("Vary", "Accept-Encoding")
	}
	if encoding != "" {
		h.Set("Content-Encoding", encoding)
		// ServeContent leaves the length of encoded content to its caller.
		h.Set("Content-Length", strconv.FormatInt(size, 10))
	}
	http.ServeContent(w, r, name, time.Time{}, content)
}

// contentType returns the type of the file, by the end of its name.
func (a asset) contentType() string {
	if known, ok := contentTypes[path.Ext(a.name)]; ok {
		return known
	}
	return "application/octet-stream"
}

// isFile reports whether files holds a regular file of that name.
func isFile(files fs.FS, name string) bool {
	info, err := fs.Stat(files, name)
	return err == nil && info.Mode().IsRegular()
}

// open opens the file of that name and returns it with its size in bytes. Its
// files must be seekable, as those of an [embed.FS] are.
func open(files fs.FS, name string) (io.ReadSeekCloser, int64, error) {
	file, err := files.Open(name)
	if err != nil {
		return nil, 0, err
	}
	info, err := file.Stat()
	content, ok := file.(io.ReadSeekCloser)
	if err != nil || !ok {
		_ = file.Close()
		return nil, 0, fs.ErrInvalid
	}
	return content, info.Size(), nil
}
