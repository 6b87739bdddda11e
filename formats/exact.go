package formats

import (
	"encoding/json"

	"entente/kg"
)

// An Exact is a record as it is in the graph, for formats that can carry something
// that other programs pass over: what the format itself cannot say comes back by it.
type Exact struct {
	Class  kg.Class        `json:"class"`
	Record json.RawMessage `json:"record"`
}

// ExactOf returns the exact form of a record.
func ExactOf(r kg.Record) (Exact, error) {
	body, err := kg.EncodeBody(r)
	return Exact{Class: r.Class(), Record: body}, err
}

// Read returns the record. What its texts mean in numbers is worked out anew, so that a
// file cannot say one thing to people and another to the graph. Errors are
// [*kg.InvalidError].
func (x Exact) Read(now kg.Instant) (kg.Record, error) {
	r, err := kg.DecodeBody(x.Class, x.Record, 0, 0)
	if err != nil {
		return nil, &kg.InvalidError{Field: "record", Reason: "not a record as Entente writes it: " + err.Error()}
	}
	switch r := r.(type) {
	case *kg.Entity:
		err = rereadEntity(r, now)
	case *kg.Relationship:
		r.Validity, err = reread(r.Validity, now)
		r.Symmetric, r.Restricted = false, false
	case *kg.Claim:
		r.Restricted = false
	}
	if err == nil {
		err = r.Validate()
	}
	if err != nil {
		return nil, err
	}
	return r, nil
}

func rereadEntity(e *kg.Entity, now kg.Instant) (err error) {
	if e.Validity, err = reread(e.Validity, now); err != nil {
		return err
	}
	for i := range e.Names {
		if e.Names[i].Validity == nil {
			continue
		}
		v, err := reread(*e.Names[i].Validity, now)
		if err != nil {
			return err
		}
		e.Names[i].Validity = &v
	}
	return nil
}

// reread reads the text of v anew. One without text belongs to a tie to an event, whose
// time a graph gives it.
func reread(v kg.Validity, now kg.Instant) (kg.Validity, error) {
	if v.EDTF == "" {
		return kg.Validity{Span: kg.Unknown.Span}, nil
	}
	return v.Written.Read(now)
}
