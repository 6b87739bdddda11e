package graph

import (
	"context"
	"fmt"
	"net/http"

	"github.com/99designs/gqlgen/graphql"

	"entente/access"
)

// noStore keeps an answer out of every cache.
const noStore = "no-store"

// varying are the headers of a request that the answer to it depends on.
const varying = "Accept, Authorization, Entente-Consistency, Accept-Encoding"

// A keeping writer says, with an answer, who may keep it: all may keep what a query by GET
// of nobody in particular is answered, if that has no errors; nobody anything else.
type keeping struct {
	http.ResponseWriter
	// public is what is said of an answer that all may keep, or empty.
	public string
	// private is what is said of all others.
	private string
	// failed is set by an error in the answer.
	failed bool
	// tag is the entity tag of the answer, if it has one; has says that the client has it.
	tag string
	has bool

	status int
	begun  bool
}

// newKeeping returns the writer of the answer to a request of somebody.
func newKeeping(o Options, who access.Identity, w http.ResponseWriter, r *http.Request) *keeping {
	k := &keeping{ResponseWriter: w, private: noStore}
	switch {
	case who.Name != "" || r.Header.Get("Authorization") != "":
		k.private = "private, " + noStore
	case r.Method == http.MethodGet && o.MaxAge > 0:
		k.public = fmt.Sprintf("public, max-age=%d", int(o.MaxAge.Seconds()))
	case r.Method == http.MethodGet:
		k.public = "public, no-cache"
	}
	return k
}

type keepingKey struct{}

// attach returns a context in which [keepingOf] finds the writer.
func (k *keeping) attach(ctx context.Context) context.Context {
	return context.WithValue(ctx, keepingKey{}, k)
}

// keepingOf returns the writer of a request, or nil for a stream.
func keepingOf(ctx context.Context) *keeping {
	k, _ := ctx.Value(keepingKey{}).(*keeping)
	return k
}

// keepNoErrors has nobody keep an answer with errors, or none.
func keepNoErrors(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	response := next(ctx)
	if k := keepingOf(ctx); k != nil && (response == nil || len(response.Errors) > 0) {
		k.failed = true
	}
	return response
}

// WriteHeader waits for the answer, which may yet turn out to have errors.
func (k *keeping) WriteHeader(status int) {
	if k.status == 0 {
		k.status = status
	}
}

// Write writes the answer, unless the client has it.
func (k *keeping) Write(b []byte) (int, error) {
	k.begin()
	if k.has {
		return len(b), nil
	}
	return k.ResponseWriter.Write(b)
}

// begin says, once, who may keep the answer.
func (k *keeping) begin() {
	if k.begun {
		return
	}
	k.begun = true
	k.WriteHeader(http.StatusOK)
	header := k.Header()
	header.Add("Vary", varying)
	header.Set("Cache-Control", k.private)
	if k.public != "" && !k.failed && k.status < http.StatusMultipleChoices {
		header.Set("Cache-Control", k.public)
		k.addTag(header)
	}
	k.ResponseWriter.WriteHeader(k.status)
}

// addTag adds the entity tag, if there is one, and says that the client has the answer, if
// it has.
func (k *keeping) addTag(header http.Header) {
	if k.tag != "" {
		header.Set("ETag", k.tag)
	}
	if k.has {
		header.Del("Content-Type")
		k.status = http.StatusNotModified
	}
}
