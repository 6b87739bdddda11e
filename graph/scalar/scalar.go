// Package scalar reads and writes the scalars of the GraphQL schema that have a
// Go type of their own.
package scalar

import (
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"entente/kg"
)

// dateTime is RFC 3339 with microseconds, as finely as recorded times are kept.
const dateTime = "2006-01-02T15:04:05.000000Z07:00"

// MarshalID writes an id as a string.
func MarshalID(id kg.ID) graphql.Marshaler { return graphql.MarshalString(string(id)) }

// UnmarshalID reads an id and refuses one that is not well formed.
func UnmarshalID(v any) (kg.ID, error) {
	text, ok := v.(string)
	if !ok {
		return "", &kg.InvalidError{Value: fmt.Sprint(v), Reason: "an id is a string"}
	}
	id := kg.ID(text)
	return id, id.Validate()
}

// MarshalDateTime writes a recorded time in UTC.
func MarshalDateTime(t kg.RecordedTime) graphql.Marshaler {
	return graphql.WriterFunc(func(w io.Writer) {
		io.WriteString(w, strconv.Quote(t.Time().Format(dateTime))) //nolint:errcheck // w is a buffer
	})
}

// UnmarshalDateTime reads a moment in RFC 3339.
func UnmarshalDateTime(v any) (kg.RecordedTime, error) {
	text, _ := v.(string)
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return 0, &kg.InvalidError{
			Value: fmt.Sprint(v), Reason: "not a moment", Accepted: "write RFC 3339, such as 2026-01-20T17:00:00Z",
		}
	}
	return kg.RecordedTime(t.UnixMicro()), nil
}
