package graph

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"entente/access"
	"entente/graph/document"
	"entente/graph/generated"
	"entente/kg"
)

// errUntrusted refuses a document that is not among those that may be sent.
var errUntrusted = errors.New(
	"this server answers only the documents that it was given: send one of them, or its id or hash")

// notKept tells clients that speak of a document by its hash, in the words that they know,
// to send the text along.
func notKept() gqlerror.List {
	return gqlerror.List{{
		Message: "PersistedQueryNotFound", Extensions: map[string]any{"code": "PERSISTED_QUERY_NOT_FOUND"},
	}}
}

// NewTrusted returns the documents that a handler lets clients send, by id. They must keep
// to the limits, and fit the schema.
func NewTrusted(texts map[string]string, limits *Limits) (*document.Trusted, error) {
	e := newExaminer(schemaOf(nil).Schema(), Options{Limits: limits})
	return document.NewTrusted(texts, func(text string) (*document.Document, error) {
		d, errs := e.read(text, new(graphql.Stats))
		if errs != nil {
			return nil, errs[0]
		}
		return d, nil
	})
}

// find returns the document that a request names, or the hash of the one that it sends.
func (e *examiner) find(
	ctx context.Context, p *graphql.RawParams,
) (document.Hash, *document.Document, gqlerror.List) {
	if id, ok := ctx.Value(documentIDKey{}).(string); ok && id != "" {
		d, errs := e.byID(ctx, id, p.Query)
		return document.Hash{}, d, errs
	}
	named, err := persistedHash(p.Extensions)
	if err != nil {
		return document.Hash{}, nil, refused(err)
	}
	hash := document.HashOf(p.Query)
	if p.Query == "" && named != nil {
		hash = *named
	}
	if named != nil && *named != hash {
		return hash, nil, refused(&kg.InvalidError{
			Field: "extensions.persistedQuery.sha256Hash", Reason: "not the hash of the query",
			Accepted: "send the SHA-256 of its text in hexadecimal digits",
		})
	}
	d := e.byHash(ctx, hash)
	switch {
	case d != nil:
		return hash, d, nil
	case p.Query == "" && named != nil:
		return hash, nil, notKept()
	case e.restricts(ctx):
		return hash, nil, refused(errUntrusted)
	}
	return hash, nil, nil
}

// byID returns a trusted document by its id, or one that is kept by its hash.
func (e *examiner) byID(ctx context.Context, id, text string) (*document.Document, gqlerror.List) {
	if text != "" {
		return nil, refused(&kg.InvalidError{
			Field: "documentId", Reason: "sent together with a query", Accepted: "send one of them",
		})
	}
	d := e.trusted.ByID(id)
	if hash, ok := document.ParseHash(id); d == nil && ok {
		d = e.byHash(ctx, hash)
	}
	if d == nil {
		return nil, refused(fmt.Errorf("documentId: %.80s: %w", id, kg.ErrNotFound))
	}
	return d, nil
}

// byHash returns the document of a hash, if the one who asks may send it, or nil.
func (e *examiner) byHash(ctx context.Context, hash document.Hash) *document.Document {
	if d := e.trusted.ByHash(hash); d != nil || e.restricts(ctx) {
		return d
	}
	return e.kept.Get(hash)
}

// restricts reports whether the one who asks may send only what is trusted.
func (e *examiner) restricts(ctx context.Context) bool {
	return e.trusted != nil && (e.trusted.All || access.Of(ctx).Role < access.Editor)
}

// documentIDKey is where the context of a request has the id of its document.
type documentIDKey struct{}

// persistedHash returns the hash in extensions.persistedQuery, or nil where there is none.
func persistedHash(extensions map[string]any) (*document.Hash, error) {
	given, ok := extensions["persistedQuery"]
	if !ok || given == nil {
		return nil, nil //nolint:nilnil // there is none
	}
	said, _ := given.(map[string]any)
	if version, _ := said["version"].(json.Number); version != "1" {
		return nil, &kg.InvalidError{
			Field: "extensions.persistedQuery.version", Reason: "not known", Accepted: "send 1",
		}
	}
	text, _ := said["sha256Hash"].(string)
	hash, ok := document.ParseHash(text)
	if !ok {
		return nil, &kg.InvalidError{
			Field: "extensions.persistedQuery.sha256Hash", Reason: "not a SHA-256",
			Accepted: "send 64 hexadecimal digits",
		}
	}
	return &hash, nil
}

// schemaOf returns the schema with its resolvers.
func schemaOf(graph *kg.Graph) graphql.ExecutableSchema {
	schema := generated.NewExecutableSchema(generated.Config{Resolvers: &Resolver{graph}})
	// gqlgen knows @defer without being told, and answers it with null and no more.
	delete(schema.Schema().Directives, "defer")
	return schema
}
