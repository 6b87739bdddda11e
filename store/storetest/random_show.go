package storetest

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"entente/kg"
)

// diff says how two answers differ, or returns "". Lists without items are alike.
func diff(got, want any) string {
	if reflect.DeepEqual(got, want) {
		return ""
	}
	difference := cmp.Diff(want, got, cmpopts.EquateEmpty())
	if difference == "" {
		return ""
	}
	return "(-want +got):\n" + difference
}

// longest is how much of a value a message shows.
const longest = 600

// show writes a value for a message, shortened where it is long.
func show(v any) string {
	text := plain(v)
	if runes := []rune(text); len(runes) > longest {
		return string(runes[:longest]) + "…"
	}
	return text
}

// plain writes a value as JSON, and what JSON cannot hold without its functions
// and empty fields.
func plain(v any) string {
	if body, err := json.Marshal(v); err == nil {
		return string(body)
	}
	value := reflect.ValueOf(v)
	switch value.Kind() {
	case reflect.Pointer:
		return plain(value.Elem().Interface())
	case reflect.Slice:
		items := make([]string, value.Len())
		for i := range items {
			items[i] = plain(value.Index(i).Interface())
		}
		return "[" + strings.Join(items, " ") + "]"
	case reflect.Struct:
		return plainStruct(value)
	default:
		return fmt.Sprintf("%+v", v)
	}
}

func plainStruct(value reflect.Value) string {
	var fields []string
	for i := range value.NumField() {
		field := value.Field(i)
		if !field.IsZero() && field.CanInterface() && field.Kind() != reflect.Func {
			fields = append(fields, value.Type().Field(i).Name+":"+plain(field.Interface()))
		}
	}
	return "{" + strings.Join(fields, " ") + "}"
}

// seenBy says for whom a view is.
func seenBy(v kg.View) string {
	text := "without what is restricted"
	if v.Restricted {
		text = "with what is restricted"
	}
	if v.Known != 0 {
		text += fmt.Sprintf(" as known at %d", v.Known)
	}
	return text
}

// String writes the batch record by record.
func (op applying) String() string {
	b := op.Batch
	text := fmt.Sprintf("after %s applying %s of %s, key %q, payload %q, unchanged %v:",
		op.Wait, b.ID, b.Writer, b.Key, b.Payload, b.Unchanged)
	for _, w := range b.Writes {
		verb := "put"
		if w.Retract {
			verb = "retract"
		}
		text += fmt.Sprintf("\n\t%s %s %s, expecting %d, reason %q",
			verb, w.Record.Class(), plain(w.Record), w.Expect, w.Reason)
	}
	return text
}

// String says what is asked for.
func (op asking) String() string {
	return fmt.Sprintf("asking for records and versions, %s: %v", seenBy(op.View), op.IDs)
}

// String says from where the log is read.
func (op following) String() string {
	return fmt.Sprintf("reading the log, %s: at most %d after place %d",
		seenBy(op.View), op.Limit, op.Place)
}

// String says who reads all.
func (op exporting) String() string { return "reading all, " + seenBy(op.View) }

// String says which receipt is asked for.
func (op checking) String() string {
	return fmt.Sprintf("asking for the receipt of %s for key %q", op.Writer, op.Key)
}
