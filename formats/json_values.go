package formats

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"unicode/utf8"

	"entente/kg"
)

// A JSONValue is one value in a file of JSON, and where it begins.
type JSONValue struct {
	At Position
	// Key is the name of a member of an object; empty for other values.
	Key string
	// Text is the value as it was written.
	Text []byte
}

// JSONValues yields the values of a file of JSON: those of one array, those that stand
// one after the other (JSON lines), or those in the members of the given names of one
// object, each an array or an object of values; other members are passed over. Commas
// between values are passed over too. No more than one value is held in memory.
//
// What is not JSON, or longer than [MaxLine], is an [*Error] and is skipped: where values
// have a line each, to the next line. Where one goes over several lines and breaks off
// there is no telling where the next begins. That is the end, and not an [*Error].
//
// The text is valid until the next value.
func JSONValues(f File, members ...string) iter.Seq2[JSONValue, error] {
	return func(yield func(JSONValue, error) bool) {
		text, err := f.Open()
		if err != nil {
			yield(JSONValue{}, fmt.Errorf("open %s: %w", f.Name, err))
			return
		}
		defer text.Close() //nolint:errcheck // nothing is written
		r := bufio.NewReaderSize(text, 1<<16)
		if mark, err := r.Peek(3); err == nil && string(mark) == "\xef\xbb\xbf" {
			_, _ = r.Discard(len(mark))
		}
		v := &jsonValues{
			jsonScanner: jsonScanner{r: r, at: Position{File: f.Name, Line: 1, Column: 1}},
			members:     members, yield: yield,
		}
		if err := v.document(); err != nil && !errors.Is(err, errStopped) {
			yield(JSONValue{At: v.at}, err)
		}
	}
}

// errStopped says that the caller wants no more values.
var errStopped = errors.New("stopped")

type jsonValues struct {
	jsonScanner
	members []string
	yield   func(JSONValue, error) bool
}

// document reads the file: values, around which there may be the brackets of one array.
func (v *jsonValues) document() error {
	open := false
	for first := true; ; first = false {
		c, err := v.peek()
		switch {
		case err == nil && c == 0 && open:
			return fmt.Errorf("%s: the array has no end, so the file is cut off: %w", v.at, io.ErrUnexpectedEOF)
		case err != nil || c == 0:
			return err
		case c == '[' && first, c == ',', c == ']':
			open = c == '[' || open && c != ']'
			_, err = v.next()
		case c == '{' && first && len(v.members) > 0:
			err = v.wrapper()
		default:
			err = v.one("")
		}
		if err != nil {
			return err
		}
	}
}

// wrapper reads an object: as the one that has values in its members or, if it has no
// member of such a name, as a value itself.
func (v *jsonValues) wrapper() error {
	at, found := v.begin(), false
	problem, err := v.container(func(key string) (problem, err error) {
		c, err := v.peek()
		if err != nil || c != '{' && c != '[' || !slices.Contains(v.members, key) {
			return v.value()
		}
		found = true
		return v.container(func(key string) (problem, err error) { return nil, v.one(key) })
	})
	switch {
	case err != nil || found && problem == nil:
		return err
	case found:
		return fmt.Errorf("%s: %w", v.at, problem)
	default:
		return v.give(JSONValue{At: at}, problem)
	}
}

// one reads a value and yields it.
func (v *jsonValues) one(key string) error {
	value := JSONValue{At: v.begin(), Key: key}
	problem, err := v.value()
	if err != nil {
		return err
	}
	return v.give(value, problem)
}

// give yields the value that was read, with the problem if it broke off, and goes to
// where the next may begin.
func (v *jsonValues) give(value JSONValue, broken error) error {
	value.Text = v.text
	problem := broken
	switch {
	case v.long:
		problem = fmt.Errorf("%w: the value is longer than %d MiB", kg.ErrLimit, MaxLine>>20)
	case broken == nil:
		problem = value.check()
	}
	var placed *Error
	if problem != nil && !errors.As(problem, &placed) {
		problem = &Error{value.At, problem}
	}
	if !v.yield(value, problem) {
		return errStopped
	}
	switch lines := v.at.Line - value.At.Line; {
	case broken == nil || lines == 1:
		return nil
	case lines == 0:
		return v.skipLine()
	default:
		return fmt.Errorf("%s: the rest of the file is not read: %w", v.at, broken)
	}
}

// check reports what is wrong with a value whose brackets match.
func (v JSONValue) check() error {
	if !utf8.Valid(v.Text) {
		return &kg.InvalidError{Reason: "not valid UTF-8", Accepted: "save the file as UTF-8"}
	}
	if json.Valid(v.Text) {
		return nil
	}
	at := v.At
	var syntax *json.SyntaxError
	if err := json.Unmarshal(v.Text, new(json.RawMessage)); errors.As(err, &syntax) {
		at = at.after(v.Text[:max(syntax.Offset-1, 0)])
	}
	return &Error{at, errNotJSON}
}

// after returns the position behind a text that begins at p.
func (p Position) after(text []byte) Position {
	if n := bytes.Count(text, []byte("\n")); n > 0 {
		p.Line, p.Column = p.Line+n, len(text)-bytes.LastIndexByte(text, '\n')
		return p
	}
	p.Column += len(text)
	return p
}
