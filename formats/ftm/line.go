package ftm

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"entente/formats"
	"entente/kg"
)

// A line is one entity of a file. Edges are entities there as well.
type line struct {
	ID         string            `json:"id"`
	Schema     string            `json:"schema"`
	Properties map[string]values `json:"properties"`
	Caption    string            `json:"caption"`
	Datasets   values            `json:"datasets"`
	Referents  values            `json:"referents"`
	LastSeen   string            `json:"last_seen"`
	// Entente is what Entente wrote beside what FollowTheMoney can say.
	Entente *extension `json:"entente"`

	// Op and Entity are how a delta file wraps a line: ADD, MOD or DEL.
	Op     string          `json:"op"`
	Entity json.RawMessage `json:"entity"`

	at    formats.Position
	raw   []byte
	shape *shape
	known bool
}

// An extension is what a line holds under "entente": the record that it was written from
// or, in the first line, what the file is of and the terms that its records use.
type extension struct {
	*formats.Exact
	About      map[string]string `json:"about,omitempty"`
	Vocabulary []*kg.Term        `json:"vocabulary,omitempty"`
}

// values are texts. One alone, numbers and truth values are read too.
type values []string

// UnmarshalJSON reads a text, a number, true, false or an array of these.
func (v *values) UnmarshalJSON(data []byte) error {
	var many []json.RawMessage
	if data[0] != '[' {
		many = []json.RawMessage{data}
	} else if err := json.Unmarshal(data, &many); err != nil {
		return err
	}
	*v = nil
	for _, one := range many {
		text := string(one)
		switch {
		case text == "null":
			continue
		case one[0] == '"':
			if err := json.Unmarshal(one, &text); err != nil {
				return err
			}
		case one[0] == '{' || one[0] == '[':
			return &kg.InvalidError{Field: "properties", Value: text, Reason: "not a text, nor a list of texts"}
		}
		if text = strings.TrimSpace(text); text != "" && !slices.Contains(*v, text) {
			*v = append(*v, text)
		}
	}
	return nil
}

// decode reads a line of a file.
func decode(from formats.Line) (*line, error) {
	l := &line{at: from.At, raw: from.Text}
	if err := json.Unmarshal(from.Text, l); err != nil {
		return l, l.blame(err)
	}
	if l.Op != "" && len(l.Entity) > 0 {
		op := l.Op
		*l = line{Op: op, at: from.At, raw: from.Text}
		if err := json.Unmarshal(bytes.TrimSpace(entityOf(from.Text)), l); err != nil {
			return l, l.blame(err)
		}
		l.Op = op
	}
	switch {
	case l.ID == "":
		return l, l.blame(&kg.InvalidError{Field: "id", Reason: "must be set"})
	case l.Schema == "":
		return l, l.blame(&kg.InvalidError{Field: "schema", Reason: "must be set", Accepted: "write one such as Person"})
	}
	l.shape, l.known = shapeOf(l.Schema)
	return l, nil
}

// entityOf returns the entity that a line of a delta file wraps.
func entityOf(text []byte) json.RawMessage {
	var wrapped struct {
		Entity json.RawMessage `json:"entity"`
	}
	_ = json.Unmarshal(text, &wrapped) // it was read before
	return wrapped.Entity
}

// blame returns what is wrong with the line, at the place of it if that is known.
func (l *line) blame(err error) *formats.Error {
	at := l.at
	var invalid *kg.InvalidError
	var syntax *json.SyntaxError
	var mistyped *json.UnmarshalTypeError
	switch {
	case errors.As(err, &invalid):
		err = invalid
	case errors.As(err, &syntax):
		at.Column = int(max(syntax.Offset, 1))
		err = &kg.InvalidError{Reason: "not JSON: " + syntax.Error(), Accepted: "write one entity a line, as JSON"}
	case errors.As(err, &mistyped):
		at.Column = int(max(mistyped.Offset, 1))
		err = &kg.InvalidError{Field: mistyped.Field, Reason: "not what is to be here: " + mistyped.Value}
	default:
		err = &kg.InvalidError{Reason: "not an entity: " + err.Error()}
	}
	return &formats.Error{At: at, Err: err}
}

// first returns the first value of the first property of those named that has any.
func (l *line) first(names ...string) string {
	for _, name := range names {
		if v := l.Properties[name]; len(v) > 0 {
			return v[0]
		}
	}
	return ""
}
