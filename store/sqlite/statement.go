package sqlite

import (
	"database/sql/driver"
	"encoding/json"
	"math/bits"
	"strings"
)

// A statement is SQL with its arguments. Its text depends on the shape of what is
// asked alone, never on a value, so that few statements serve all questions.
type statement struct {
	text strings.Builder
	args []driver.Value
}

// add appends SQL and the arguments for its question marks.
func (q *statement) add(text string, args ...driver.Value) {
	q.text.WriteString(text)
	q.args = append(q.args, args...)
}

// maxListed is the longest list written with a question mark for each value.
const maxListed = 64

// addIn appends the condition that a column has one of the values; there must be
// one. Short lists are filled up to a power of two by repeating the last value,
// long ones are passed as one JSON array, so that lists have eight shapes.
func (q *statement) addIn(column string, values []driver.Value) {
	if len(values) == 1 {
		q.add(column+" = ?", values[0])
		return
	}
	if len(values) > maxListed {
		list, _ := json.Marshal(values) // texts and integers always have a JSON form
		q.add(column+" IN (SELECT value FROM json_each(?))", string(list))
		return
	}
	n := 1 << bits.Len(uint(len(values)-1))
	q.add(column+" IN (?"+strings.Repeat(", ?", n-1)+")", values...)
	for range n - len(values) {
		q.args = append(q.args, values[len(values)-1])
	}
}

// texts returns strings as arguments.
func texts[T ~string](list []T) []driver.Value {
	values := make([]driver.Value, len(list))
	for i, text := range list {
		values[i] = string(text)
	}
	return values
}

// numbers returns record numbers as arguments.
func numbers(list []int64) []driver.Value {
	values := make([]driver.Value, len(list))
	for i, number := range list {
		values[i] = number
	}
	return values
}
