package kg

import (
	"encoding/json"
	"fmt"
)

// EncodeBody writes all of a record but what stores set themselves (its version
// and recorded time), as JSON. Stores keep it as it is.
func EncodeBody(r Record) ([]byte, error) {
	body, err := json.Marshal(r)
	if err != nil {
		return nil, fmt.Errorf("encode %s: %w", r.Head().ID, err)
	}
	return body, nil
}

// DecodeBody reads what [EncodeBody] wrote and adds what the store set.
func DecodeBody(class Class, body []byte, version int, at RecordedTime) (Record, error) {
	var r Record
	switch class {
	case ClassEntity:
		r = new(Entity)
	case ClassRelationship:
		r = new(Relationship)
	case ClassClaim:
		r = new(Claim)
	case ClassSource:
		r = new(Source)
	case ClassTerm:
		r = new(Term)
	default:
		return nil, fmt.Errorf("decode a record: class %q is not known", class)
	}
	if err := json.Unmarshal(body, r); err != nil {
		return nil, fmt.Errorf("decode a record of class %s: %w", class, err)
	}
	r.Head().Version, r.Head().RecordedAt = version, at
	return r, nil
}
