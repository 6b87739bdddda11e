package gate

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"sync"
	"time"
)

// admit passes a request on once there is a place for its kind.
func (g *Gate) admit(a *answer, r *http.Request, c client, next http.Handler) {
	switch g.kindOf(r) {
	case operation:
		g.admitOperation(a, r, c, next)
	case export:
		g.admitExport(a, r, c, next)
	case stream:
		give, refused := g.share(g.streams, c, "connections for subscriptions")
		if refused != nil {
			g.refuse(a, r, refused)
			return
		}
		defer give()
		// While there is a time for it, which the handler of a stream lifts.
		if refused := arrive(r, g.config.Body); refused != nil {
			g.refuse(a, r, refused)
			return
		}
		next.ServeHTTP(a, r)
	case upload:
		next.ServeHTTP(a, r)
	case light:
		compress(a, r, next)
	}
}

// admitOperation passes an operation on once it has arrived and has a slot. The slot is
// given back as soon as the answer begins, since all work is done by then: neither who
// sends slowly nor who reads slowly holds others up.
func (g *Gate) admitOperation(a *answer, r *http.Request, c client, next http.Handler) {
	leave, refused := g.share(g.operations, c, "operations")
	if refused != nil {
		g.refuse(a, r, refused)
		return
	}
	defer leave()
	if refused := arrive(r, g.config.Body); refused != nil {
		g.refuse(a, r, refused)
		return
	}
	give, refused := g.slots.take(r.Context(), c.key())
	if refused != nil {
		g.refuse(a, r, refused)
		return
	}
	defer give()
	a.begun = give
	compress(a, r, next)
}

// admitExport passes an export on if there are not too many.
func (g *Gate) admitExport(a *answer, r *http.Request, c client, next http.Handler) {
	leave, refused := g.share(g.exportsOf, c, "exports")
	if refused != nil {
		g.refuse(a, r, refused)
		return
	}
	defer leave()
	give, refused := g.exports.take(r.Context(), c.key())
	if refused != nil {
		g.refuse(a, r, refused)
		return
	}
	defer give()
	compress(a, r, next)
}

// share counts what a client has at once. The function that it returns ends that.
func (g *Gate) share(of *clientShares, c client, what string) (give func(), refused *RefusedError) {
	if c.local {
		return func() {}, nil
	}
	key := c.key()
	if !of.take(key) {
		what += " of one client at once"
		return nil, &RefusedError{
			Reason: "client", Status: http.StatusTooManyRequests, Code: codeLimit, Retry: time.Second,
			What: what, Limit: float64(of.limit),
			Message: fmt.Sprintf("%s: %d is more than the limit of %d; "+
				"wait until one has ended", what, of.limit+1, of.limit),
		}
	}
	return func() { of.give(key) }, nil
}

// arrive reads a body of up to limit bytes, so that an operation begins when it is
// there. What a longer one has beyond is left to the handler.
func arrive(r *http.Request, limit int64) *RefusedError {
	if r.Body == nil || r.Body == http.NoBody || limit <= 0 {
		return nil
	}
	read, err := io.ReadAll(io.LimitReader(r.Body, limit+1))
	switch {
	case errors.Is(err, os.ErrDeadlineExceeded):
		return &RefusedError{
			Reason: "body", Status: http.StatusRequestTimeout, Code: codeBadUserInput, Field: "body",
			Message: "body: did not arrive in time",
		}
	case err != nil:
		return &RefusedError{
			Reason: "body", Status: http.StatusBadRequest, Code: codeBadUserInput, Field: "body",
			Message: "body: broken off",
		}
	}
	r.Body = struct {
		io.Reader
		io.Closer
	}{io.MultiReader(bytes.NewReader(read), r.Body), r.Body}
	return nil
}

// Admit lets an operation begin that came over a stream, where a request is no
// operation. It returns the function that ends it, which may be called again, or a
// *RefusedError.
func (g *Gate) Admit(ctx context.Context) (end func(), err error) {
	c, _ := ctx.Value(clientKey{}).(client)
	leave, refused := g.share(g.operations, c, "operations")
	if refused != nil {
		g.config.Refused(refused.Reason)
		return nil, refused
	}
	give, refused := g.slots.take(ctx, c.key())
	if refused != nil {
		leave()
		g.config.Refused(refused.Reason)
		return nil, refused
	}
	return sync.OnceFunc(func() {
		give()
		leave()
	}), nil
}

// Pace waits until a client may send the next message over a stream: each counts as a
// request does, and one too many is not refused but read later.
func (g *Gate) Pace(ctx context.Context) error {
	c, ok := ctx.Value(clientKey{}).(client)
	if !ok || g.byAddress == nil || c.local {
		return nil
	}
	err := g.byAddress.bucket(c.key()).Wait(ctx)
	if err != nil && ctx.Err() == nil {
		return errors.New("the client sends faster than it may")
	}
	return err
}
