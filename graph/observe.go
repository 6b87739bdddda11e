package graph

import (
	"context"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"entente/kg"
)

// An Observer is told what the endpoint does, for those who watch over it. It is told
// nothing that clients choose freely: no text of a query, no name, no value. Its methods
// are safe for concurrent use and return at once.
type Observer interface {
	// Operation is told that an operation begins: a "query", "mutation" or
	// "subscription", or "none" where a document was refused before it could be told
	// which; when its request came in; and how long it took to parse and to validate, 0
	// where the document was kept or it did not come to that. The operation runs in the
	// context that is returned. Ended is called once, when it has been answered or its
	// stream ends, with the code of its first error, or "".
	Operation(
		ctx context.Context, kind string, began time.Time, parse, validate time.Duration,
	) (inside context.Context, ended func(code string))
	// Field is told that a field of the root begins, by its name in the schema.
	Field(ctx context.Context, name string) (inside context.Context, ended func(code string))
	// Failed is told of an error of a response: its code, and what is limited where the
	// error is that of a limit, or "".
	Failed(ctx context.Context, code, limit string)
	// Document is told whether a document was found among those parsed before.
	Document(kept bool)
	// Stream is told that a client has connected for events by "websocket" or "sse".
	Stream(transport string) (ended func())
	// Event is told that an event was handed to the stream of a subscription.
	Event()
	// Cut is told that a client took too long for an event, and was cut off.
	Cut()
}

// observing is the extension of gqlgen that tells an Observer.
type observing struct{ Observer }

// ExtensionName names it in gqlgen's errors.
func (observing) ExtensionName() string { return "Observer" }

// Validate accepts every schema.
func (observing) Validate(graphql.ExecutableSchema) error { return nil }

// begunKey marks the context of an operation whose beginning was told.
type begunKey struct{}

// InterceptOperation tells of an operation and of its end.
func (o observing) InterceptOperation(
	ctx context.Context, next graphql.OperationHandler,
) graphql.ResponseHandler {
	ctx, ended := o.begin(ctx)
	if subscribes(graphql.GetOperationContext(ctx)) {
		return o.follow(ctx, ended, next)
	}
	respond, once := next(ctx), sync.Once{}
	return func(ctx context.Context) *graphql.Response {
		response := respond(ctx)
		code := o.failures(ctx, response)
		once.Do(func() { ended(code) })
		return response
	}
}

// follow tells of the events of a subscription until it ends, which is when its context
// does.
func (o observing) follow(
	ctx context.Context, ended func(code string), next graphql.OperationHandler,
) graphql.ResponseHandler {
	var failed atomic.Value
	failed.Store("")
	context.AfterFunc(ctx, func() { ended(failed.Load().(string)) })
	respond := next(ctx)
	return func(ctx context.Context) *graphql.Response {
		response := respond(ctx)
		if code := o.failures(ctx, response); code != "" {
			failed.CompareAndSwap("", code)
		} else if response != nil {
			o.Event()
		}
		return response
	}
}

// begin tells that the operation of a context begins.
func (o observing) begin(ctx context.Context) (context.Context, func(code string)) {
	operation, kind := graphql.GetOperationContext(ctx), "none"
	if operation.Operation != nil {
		kind = string(operation.Operation.Operation)
	}
	stats := operation.Stats
	inside, ended := o.Operation(ctx, kind, stats.OperationStart, took(stats.Parsing), took(stats.Validation))
	return context.WithValue(inside, begunKey{}, true), ended
}

// took returns how long something took, 0 where it did not come to its end.
func took(t graphql.TraceTiming) time.Duration {
	if t.Start.IsZero() || t.End.Before(t.Start) {
		return 0
	}
	return t.End.Sub(t.Start)
}

// InterceptResponse tells of a document that was refused before it became an operation.
func (o observing) InterceptResponse(
	ctx context.Context, next graphql.ResponseHandler,
) *graphql.Response {
	if ctx.Value(begunKey{}) != nil || !graphql.HasOperationContext(ctx) {
		return next(ctx)
	}
	ctx, ended := o.begin(ctx)
	response := next(ctx)
	ended(o.failures(ctx, response))
	return response
}

// InterceptRootField tells of a field of the root and of its end.
func (o observing) InterceptRootField(
	ctx context.Context, next graphql.RootResolver,
) graphql.Marshaler {
	field := graphql.GetRootFieldContext(ctx).Field
	ctx, ended := o.Field(ctx, field.Name)
	answer := next(ctx)
	ended(codeUnder(graphql.GetErrors(ctx), field.Alias))
	return answer
}

// codeUnder returns the code of the first error below a field of the root, or "".
func codeUnder(list gqlerror.List, alias string) string {
	for _, e := range list {
		if len(e.Path) > 0 && e.Path[0] == ast.PathName(alias) {
			return codeIn(e)
		}
	}
	return ""
}

// failures tells of the errors of a response, and returns the code of the first, or "".
func (o observing) failures(ctx context.Context, response *graphql.Response) (first string) {
	if response == nil {
		return ""
	}
	for i, e := range response.Errors {
		code, limit := codeIn(e), ""
		if exceeded, ok := errors.AsType[*kg.LimitError](e.Err); ok {
			limit = exceeded.What
		} else if code == codeLimit {
			limit, _, _ = strings.Cut(e.Message, ":")
		}
		if o.Failed(ctx, code, limit); i == 0 {
			first = code
		}
	}
	return first
}

// codeIn returns the code of an error that is shown.
func codeIn(e *gqlerror.Error) string {
	code, _ := e.Extensions["code"].(string)
	return code
}

// observerKey is where the context of a stream has its Observer.
type observerKey struct{}

// watched returns the context of a stream, and what ends it, in which [cut] finds the
// Observer. Nobody need observe.
func watched(ctx context.Context, o Observer, upgrade bool) (context.Context, func()) {
	if o == nil {
		return ctx, func() {}
	}
	transport := "sse"
	if upgrade {
		transport = "websocket"
	}
	return context.WithValue(ctx, observerKey{}, o), o.Stream(transport)
}

// cut tells the Observer of a stream, if it has one, that its client was too slow.
func cut(ctx context.Context) {
	if o, ok := ctx.Value(observerKey{}).(Observer); ok {
		o.Cut()
	}
}
