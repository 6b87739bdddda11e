package gate

import (
	"compress/gzip"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"entente/internal/accept"
)

// minCompressed is the length in bytes from which an answer is compressed.
const minCompressed = 1024

// compressed are the media types, beside text, that get shorter.
var compressed = map[string]bool{
	"application/json": true, "application/x-ndjson": true, "application/xml": true,
	"application/yaml": true, "application/javascript": true, "image/svg+xml": true,
}

// writers keeps gzip's writers, which are large, for the next answer.
var writers = sync.Pool{New: func() any {
	w, err := gzip.NewWriterLevel(nil, gzip.BestSpeed)
	if err != nil {
		panic(err) // only for a level that is none
	}
	return w
}}

// compress passes a request on, and sends the answer by gzip where that is worth it and
// the client takes it. An answer that is broken off by a panic is not made whole.
func compress(w http.ResponseWriter, r *http.Request, next http.Handler) {
	c := &compressor{
		ResponseWriter: w, accepted: accept.Gzip(r.Header), bodiless: r.Method == http.MethodHead,
	}
	next.ServeHTTP(c, r)
	c.finish()
}

// A compressor holds an answer back until it is clear whether to compress it.
type compressor struct {
	http.ResponseWriter
	accepted, bodiless bool

	status int
	// shrinks is whether the answer is of a kind that gets shorter, once that was looked at.
	shrinks, looked bool
	held            []byte
	// begun is whether the answer has begun, through gzip or not.
	begun bool
	gzip  *gzip.Writer
}

// WriteHeader holds the status back.
func (c *compressor) WriteHeader(status int) {
	if status < http.StatusOK {
		c.ResponseWriter.WriteHeader(status)
	} else if c.status == 0 {
		c.status = status
	}
}

// Write sends a part, or holds it back as long as the answer may be a short one.
func (c *compressor) Write(b []byte) (int, error) {
	if !c.begun {
		if c.look(); c.shrinks && len(c.held)+len(b) < minCompressed {
			c.held = append(c.held, b...)
			return len(b), nil
		}
		if err := c.begin(c.shrinks && c.accepted); err != nil {
			return 0, err
		}
	}
	if c.gzip != nil {
		return c.gzip.Write(b)
	}
	return c.ResponseWriter.Write(b)
}

// Flush sends what was written until now.
func (c *compressor) Flush() {
	if !c.begun {
		_ = c.begin(false)
	}
	if c.gzip != nil {
		_ = c.gzip.Flush()
	}
	_ = http.NewResponseController(c.ResponseWriter).Flush()
}

// Unwrap returns the writer below, for deadlines.
func (c *compressor) Unwrap() http.ResponseWriter { return c.ResponseWriter }

// look sees whether the answer is of a kind that gets shorter.
func (c *compressor) look() {
	if !c.looked {
		c.looked, c.shrinks = true, shrinks(c.Header(), c.status)
	}
}

// shrinks reports whether an answer with this head gets shorter by gzip.
func shrinks(h http.Header, status int) bool {
	switch {
	case status == http.StatusNoContent, status == http.StatusNotModified,
		h.Get("Content-Encoding") != "", h.Get("Content-Range") != "",
		strings.Contains(h.Get("Cache-Control"), "no-transform"):
		return false
	}
	media, _, _ := mime.ParseMediaType(h.Get("Content-Type"))
	return compressed[media] || strings.HasPrefix(media, "text/") && media != "text/event-stream" ||
		strings.HasSuffix(media, "+json") || strings.HasSuffix(media, "+xml")
}

// begin sends the head and what was held back.
func (c *compressor) begin(withGzip bool) error {
	c.begun = true
	h := c.Header()
	if c.look(); c.shrinks {
		h.Add("Vary", "Accept-Encoding")
	}
	if withGzip {
		h.Del("Content-Length")
		if tag := h.Get("ETag"); strings.HasPrefix(tag, `"`) {
			h.Set("ETag", "W/"+tag) // the bytes are others than those that it stands for
		}
		if !c.bodiless {
			h.Set("Content-Encoding", "gzip")
			c.gzip = writers.Get().(*gzip.Writer) //nolint:forcetypeassert // there is nothing else in it
			c.gzip.Reset(c.ResponseWriter)
		}
	}
	if c.status != 0 {
		c.ResponseWriter.WriteHeader(c.status)
	}
	if len(c.held) == 0 {
		return nil
	}
	var err error
	if c.gzip != nil {
		_, err = c.gzip.Write(c.held)
	} else {
		_, err = c.ResponseWriter.Write(c.held)
	}
	c.held = nil
	return err
}

// finish sends what is left.
func (c *compressor) finish() {
	if !c.begun {
		length, err := strconv.Atoi(c.Header().Get("Content-Length"))
		long := err != nil || length >= minCompressed
		c.look()
		_ = c.begin(c.bodiless && c.accepted && long && c.shrinks) // HEAD tells what GET would
	}
	if c.gzip != nil {
		_ = c.gzip.Close() // who went away misses nothing
		writers.Put(c.gzip)
	}
}
