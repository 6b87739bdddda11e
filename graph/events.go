package graph

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler/transport"
)

// events is gqlgen's transport of server-sent events behind a check of the body.
type events struct {
	transport.SSE
	limit int64
}

// Do refuses a body that is too long or no request, and answers any other.
func (e events) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	var body bytes.Buffer
	sent := readBody(w, io.TeeReader(r.Body, &body), e.limit)
	if sent == nil {
		return
	}
	r = r.WithContext(withDocumentID(r.Context(), sent.DocumentID))
	r.Body = io.NopCloser(&body)
	e.SSE.Do(w, r, exec)
}

// A patient writer writes a stream that may last for ever, to a client that must not
// take long for a part of it.
type patient struct {
	http.ResponseWriter
	ctx     context.Context //nolint:containedctx // of the request that it answers
	control *http.ResponseController
	cancel  func()
}

// newPatient lifts the deadlines that the server sets for a whole request. Cancel is
// called when the client has been too slow.
func newPatient(ctx context.Context, w http.ResponseWriter, cancel func()) patient {
	control := http.NewResponseController(w)
	_ = control.SetReadDeadline(time.Time{}) // a writer without deadlines has none to lift
	_ = control.SetWriteDeadline(time.Time{})
	return patient{w, ctx, control, cancel}
}

// abort ends a write that waits for the client.
func (p patient) abort() { _ = p.control.SetWriteDeadline(time.Now()) }

// Write writes within the limit, or gives the client up. What has been ended writes no
// more, not even that it is complete: a client may then come back.
func (p patient) Write(b []byte) (int, error) {
	if err := p.ctx.Err(); err != nil {
		return 0, err
	}
	_ = p.control.SetWriteDeadline(time.Now().Add(writeLimit)) // as above
	n, err := p.ResponseWriter.Write(b)
	p.check(err)
	return n, err
}

// check gives the client up where sending to it has failed.
func (p patient) check(err error) {
	if errors.Is(err, os.ErrDeadlineExceeded) && p.ctx.Err() == nil {
		cut(p.ctx)
	}
	if err != nil {
		p.cancel()
	}
}

// Flush sends what was written within the limit, or gives the client up.
func (p patient) Flush() {
	if p.ctx.Err() != nil {
		return
	}
	_ = p.control.SetWriteDeadline(time.Now().Add(writeLimit)) // as above
	p.check(p.control.Flush())
	_ = p.control.SetWriteDeadline(time.Time{})
}
