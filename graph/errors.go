package graph

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"entente/access"
	"entente/graph/shape"
	"entente/kg"
)

// errInternal is all that clients are told of a fault of ours.
var errInternal = errors.New("internal error")

// The codes of a refused value, of all that is not in the table, and of a limit.
const (
	codeBadUserInput = "BAD_USER_INPUT"
	codeInternal     = "INTERNAL"
	codeLimit        = "LIMIT_EXCEEDED"
)

// statuses gives each code the status with which the endpoints beside GraphQL refuse; all
// others are faults of ours.
var statuses = map[string]int{
	codeBadUserInput:  http.StatusBadRequest,
	codeLimit:         http.StatusBadRequest,
	"NOT_FOUND":       http.StatusNotFound,
	"CONFLICT":        http.StatusConflict,
	"UNAVAILABLE":     http.StatusServiceUnavailable,
	"UNAUTHENTICATED": http.StatusUnauthorized,
	"FORBIDDEN":       http.StatusForbidden,
	"TIMEOUT":         http.StatusServiceUnavailable,
}

// codes gives each error that a client may act on its extensions.code.
var codes = []struct {
	err  error
	code string
}{
	{kg.ErrNotFound, "NOT_FOUND"},
	{kg.ErrConflict, "CONFLICT"},
	{kg.ErrLimit, codeLimit},
	{kg.ErrUnavailable, "UNAVAILABLE"},
	{access.ErrUnauthenticated, "UNAUTHENTICATED"},
	{access.ErrBadToken, "UNAUTHENTICATED"},
	{access.ErrForbidden, "FORBIDDEN"},
	{shape.ErrIntrospection, "FORBIDDEN"},
	{errUntrusted, "FORBIDDEN"},
	{kg.ErrForbidden, "FORBIDDEN"},
	{access.ErrClosed, "FORBIDDEN"},
	{access.ErrIssuer, "UNAVAILABLE"},
	{context.DeadlineExceeded, "TIMEOUT"},
	{context.Canceled, "TIMEOUT"},
}

// messages replace the text of errors that come from below the domain.
var messages = map[string]string{
	"TIMEOUT": "the request took too long and was stopped: ask for less at once or," +
		" where that is not it, try again later",
	"UNAVAILABLE": "the store cannot be reached at present; try again later",
}

// presenter returns the function that turns an error into what the client sees:
// its message, its code, the path of the field, and nothing of what lies below.
func presenter(log *slog.Logger) graphql.ErrorPresenterFunc {
	return func(ctx context.Context, err error) *gqlerror.Error {
		shown := graphql.DefaultErrorPresenter(ctx, err)
		if fromGraphQL(shown, err) {
			return shown
		}
		code := codeOf(err)
		shown.Message = strings.TrimPrefix(unwrapped(err).Error(), "input: ")
		if message, ok := messages[code]; ok {
			log.Log(ctx, levelOf(err), message, "error", err)
			shown.Message = message
			reason, ok := errors.AsType[*kg.UnavailableError](err)
			if ok && writerOf(ctx) != "" {
				shown.Message = reason.Error() // who may write is told what to wait for, or do
			}
		}
		if code == codeInternal {
			if !errors.Is(err, errInternal) {
				log.ErrorContext(ctx, "internal error", "error", err, "path", shown.Path.String())
			}
			shown.Message = errInternal.Error()
		}
		shown.Extensions = extensionsOf(code, err)
		var invalid *kg.InvalidError
		if errors.As(err, &invalid) {
			field := fieldOf(ctx, invalid, shown)
			shown.Message = kg.InField(field, invalid).Error()
			shown.Extensions["field"] = field
			if len(invalid.Near) > 0 {
				shown.Extensions["near"] = invalid.Near
			}
		}
		return shown
	}
}

// levelOf returns how much an error matters to who runs the server. That a client went away
// does not: it may ask for twenty fields and do so a thousand times a second.
func levelOf(err error) slog.Level {
	if errors.Is(err, context.Canceled) {
		return slog.LevelDebug
	}
	return slog.LevelWarn
}

// gqlError writes an error outside of any field.
func gqlError(err error) *gqlerror.Error {
	code := codeOf(err)
	shown := &gqlerror.Error{
		Err: err, Message: cmp.Or(messages[code], err.Error()), Extensions: extensionsOf(code, err),
	}
	if errors.As(err, new(outspoken)) || errors.Is(err, access.ErrIssuer) { // it is not about the store
		shown.Message = err.Error()
	}
	var invalid *kg.InvalidError
	if errors.As(err, &invalid) {
		shown.Extensions["field"] = invalid.Field
	}
	return shown
}

// extensionsOf returns what programs are told of an error: its code and, where a limit was
// passed, which one, where it lies and what was asked for, if that was counted.
func extensionsOf(code string, err error) map[string]any {
	if own, ok := errors.AsType[outspoken](err); ok {
		return own.Extensions()
	}
	extensions := map[string]any{"code": code}
	if limit, ok := errors.AsType[*kg.LimitError](err); ok {
		extensions["what"], extensions["limit"] = limit.What, limit.Limit
		if limit.Value > 0 {
			extensions["value"] = limit.Value
		}
	}
	return extensions
}

// An outspoken error says what clients may see, and knows its code and what else programs
// are told.
type outspoken interface {
	error
	Extensions() map[string]any
}

// codeOf returns the code of an error.
func codeOf(err error) string {
	if own, ok := errors.AsType[outspoken](err); ok {
		code, _ := own.Extensions()["code"].(string)
		return code
	}
	var invalid *kg.InvalidError
	if errors.As(err, &invalid) {
		return codeBadUserInput
	}
	for _, c := range codes {
		if errors.Is(err, c.err) {
			return c.code
		}
	}
	return codeInternal
}

// unwrapped returns the error that gqlgen has put a path around.
func unwrapped(err error) error {
	var located *gqlerror.Error
	if errors.As(err, &located) && located.Err != nil {
		return located.Err
	}
	return err
}

// fieldOf names the refused value: as the domain does, or else, where a scalar was
// refused, by its path among the arguments, which gqlgen puts behind that of the
// field. It leaves the path of the field alone in the error.
func fieldOf(ctx context.Context, invalid *kg.InvalidError, shown *gqlerror.Error) string {
	field := graphql.GetFieldContext(ctx)
	if field == nil || len(shown.Path) <= len(field.Path()) {
		return invalid.Field
	}
	argument := shown.Path[len(field.Path()):]
	shown.Path = field.Path()
	return cmp.Or(invalid.Field, strings.TrimPrefix(argument.String(), "input."))
}

// fromGraphQL reports whether the error is gqlgen's own: the document or its
// variables do not fit the schema.
func fromGraphQL(shown *gqlerror.Error, err error) bool {
	var located *gqlerror.Error
	return errors.As(err, &located) && located.Err == nil && shown.Extensions["code"] != nil
}
