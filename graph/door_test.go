package graph_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"entente/access"
	"entente/graph"
	"entente/kg"
)

// TestTheStatusBesideGraphQLFollowsTheCode refuses with an error of each code, as it comes:
// with words around it.
func TestTheStatusBesideGraphQLFollowsTheCode(t *testing.T) {
	for _, tt := range []struct {
		err    error
		status int
		code   string
	}{
		{&kg.InvalidError{Field: "format", Reason: "not known"}, 400, "BAD_USER_INPUT"},
		{&kg.LimitError{What: "depth", Limit: 1}, 400, "LIMIT_EXCEEDED"},
		{kg.ErrNotFound, 404, "NOT_FOUND"},
		{kg.ErrConflict, 409, "CONFLICT"},
		{kg.ErrUnavailable, 503, "UNAVAILABLE"},
		{access.ErrIssuer, 503, "UNAVAILABLE"},
		{access.ErrBadToken, 401, "UNAUTHENTICATED"},
		{access.ErrUnauthenticated, 401, "UNAUTHENTICATED"},
		{access.ErrForbidden, 403, "FORBIDDEN"},
		{access.ErrClosed, 403, "FORBIDDEN"},
		{context.DeadlineExceeded, 503, "TIMEOUT"},
		{errors.New("disk I/O error"), 500, "INTERNAL"},
	} {
		answer := httptest.NewRecorder()
		request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/export", nil)
		graph.Door{Log: slog.New(slog.DiscardHandler)}.Refuse(answer, request, fmt.Errorf("export: %w", tt.err))
		if answer.Code != tt.status || !strings.Contains(answer.Body.String(), `"code":"`+tt.code+`"`) {
			t.Errorf("%v: got %d %s, want %d with the code %s", tt.err, answer.Code, answer.Body, tt.status, tt.code)
		}
		if got := answer.Header().Get("Cache-Control"); got != "no-store" {
			t.Errorf("%v: got Cache-Control %q, want no-store", tt.err, got)
		}
	}
}

func TestAFaultBesideGraphQLIsLoggedAndNotTold(t *testing.T) {
	var log bytes.Buffer
	answer := httptest.NewRecorder()
	request := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/backup", nil)
	graph.Door{Log: slog.New(slog.NewTextHandler(&log, nil))}.Refuse(answer, request, errors.New("disk I/O error"))
	if strings.Contains(answer.Body.String(), "disk") || !strings.Contains(log.String(), "disk I/O error") {
		t.Errorf("got the answer %s and the log %s, want the error in the log alone", answer.Body, &log)
	}
}
