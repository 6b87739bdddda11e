package kg

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
)

// The inputs of the mutations. A pointer or list that is nil was left out; in an
// update that leaves the value as it is, and an empty text or list clears it.

// A ValidityInput is a validity as people write it; see [Written].
type ValidityInput struct {
	EDTF          string
	AttestedFrom  *string
	AttestedUntil *string
	StartedAfter  *string
	EndedBefore   *string
	Ended         *bool
	Scheduled     *bool
	Zone          *string
}

// read reads the validity; nil is [Unknown].
func (in *ValidityInput) read(now Instant) (Validity, error) {
	if in == nil {
		return Unknown, nil
	}
	zone, err := ParseZone(given(in.Zone))
	if err != nil {
		return Validity{}, under("validity.zone", withoutField(err))
	}
	v, err := Written{
		EDTF: in.EDTF, AttestedFrom: given(in.AttestedFrom), AttestedUntil: given(in.AttestedUntil),
		StartedAfter: given(in.StartedAfter), EndedBefore: given(in.EndedBefore),
		Ended: given(in.Ended), Scheduled: given(in.Scheduled), Zone: zone,
	}.Read(now)
	return v, under("validity", err)
}

// A NameInput is a name of an entity; its kind is OFFICIAL unless given.
type NameInput struct {
	Text     string
	Language *string
	Script   *string
	Kind     *NameKind
	Validity *ValidityInput
}

// A LocationInput is a point in decimal degrees.
type LocationInput struct{ Latitude, Longitude float64 }

// An ExternalIDInput names an entity in someone else's list.
type ExternalIDInput struct {
	Scheme string
	ID     string
}

// A PropertyInput gives a further value to an entity or relationship.
type PropertyInput struct {
	Name  string
	Value ValueInput
}

// A ValueInput is a value: exactly one of its fields is given, or none for a
// claim whose property takes no value.
type ValueInput struct {
	Number *string
	Date   *string
	Text   *string
	Entity *ID
}

// read reads the one value that is given.
func (in *ValueInput) read(unit string) (Value, error) {
	value := Value{Type: ValueNone}
	if in == nil {
		return value, nil
	}
	count := 0
	for _, part := range []struct {
		kind ValueType
		name string
		text *string
	}{
		{ValueNumber, "number", in.Number},
		{ValueDate, "date", in.Date},
		{ValueText, "text", in.Text},
		{ValueEntity, "entity", (*string)(in.Entity)},
	} {
		if part.text == nil {
			continue
		}
		var err error
		if value, err = ParseValue(part.kind, *part.text, unit); err != nil {
			return value, under(part.name, withoutField(err))
		}
		count++
	}
	if count != 1 {
		return value, &InvalidError{
			Reason: fmt.Sprintf("%d values given", count), Accepted: "give exactly one of number, date, text, entity",
		}
	}
	return value, nil
}

// given returns what p points to, or the zero value where nothing was given.
func given[T any](p *T) T {
	if p == nil {
		var zero T
		return zero
	}
	return *p
}

// set replaces a value where another one is given.
func set[T any](value *T, p *T) {
	if p != nil {
		*value = *p
	}
}

// setList replaces a list where another one is given.
func setList[T any](value *[]T, list []T) {
	if list != nil {
		*value = list
	}
}

func readNames(inputs []NameInput, now Instant) ([]Name, error) {
	names := make([]Name, len(inputs))
	for i, in := range inputs {
		name := Name{Text: in.Text, Language: given(in.Language), Script: given(in.Script), Kind: NameOfficial}
		set(&name.Kind, in.Kind)
		if in.Validity != nil {
			validity, err := in.Validity.read(now)
			if err != nil {
				return nil, under(fmt.Sprintf("names[%d]", i), err)
			}
			name.Validity = &validity
		}
		names[i] = name
	}
	return names, nil
}

func readExternalIDs(inputs []ExternalIDInput) []ExternalID {
	ids := make([]ExternalID, len(inputs))
	for i, in := range inputs {
		ids[i] = ExternalID(in)
	}
	return ids
}

func readProperties(inputs []PropertyInput) (Properties, error) {
	properties := make(Properties, len(inputs))
	for i, in := range inputs {
		value, err := in.Value.read("")
		if err != nil {
			return nil, under(fmt.Sprintf("properties[%d].value", i), err)
		}
		if _, twice := properties[in.Name]; twice {
			return nil, &InvalidError{
				Field: fmt.Sprintf("properties[%d].name", i), Value: in.Name, Reason: "given twice",
			}
		}
		properties[in.Name] = value
	}
	return properties, nil
}

// WriteOptions are what every mutation may be given.
type WriteOptions struct {
	// Reason is why, for the change log.
	Reason *string
	// IdempotencyKey makes repeating the request harmless; see [Batch].
	IdempotencyKey *string
}

// by begins what writer writes with these options.
func (o WriteOptions) by(writer string) writing {
	return writing{writer: writer, reason: given(o.Reason), key: given(o.IdempotencyKey)}
}

// A writing says who writes and why, and makes repeating it harmless.
type writing struct{ writer, reason, key string }

// batch begins the batch of a request: its payload is a digest of the input.
func (w writing) batch(request any, writes ...Write) (Batch, error) {
	text, err := json.Marshal(request)
	if err != nil {
		return Batch{}, fmt.Errorf("digest a request: %w", err)
	}
	digest := sha256.Sum256(fmt.Appendf(text, " %T", request))
	err = atMost("reason", w.reason, MaxText)
	return Batch{
		Writer: w.writer, Reason: w.reason, Key: w.key, Payload: hex.EncodeToString(digest[:]), Writes: writes,
	}, err
}

// create writes a new record and returns it as it was written.
func create[T Record](ctx context.Context, g *Graph, w writing, request any, record T) (T, Receipt, error) {
	return write[T](ctx, g, w, request, Write{Record: record, Expect: Absent})
}

// write applies the writes of a request and returns the first record written. A
// request that is repeated gets the record that it wrote the first time.
func write[T Record](ctx context.Context, g *Graph, w writing, request any, writes ...Write) (T, Receipt, error) {
	var none T
	batch, err := w.batch(request, writes...)
	if err != nil {
		return none, Receipt{}, err
	}
	receipt, err := g.Write(ctx, batch)
	if err != nil {
		return none, Receipt{}, err
	}
	v := everything
	v.Consistency = receipt.Consistency
	record, err := One[T](ctx, g, v, receipt.Records[0].ID)
	return record, receipt, err
}

// change reads the record of an id, lets edit change a copy, and writes it. The
// record must be at the expected version, where one is given; otherwise the change
// is made anew to what another writer left.
func change[T Record](
	ctx context.Context, g *Graph, w writing, request any, id ID, expected *int,
	edit func(T) ([]Write, error),
) (T, Receipt, error) {
	var none T
	for attempt := 1; ; attempt++ {
		if batch, err := w.batch(request); err != nil {
			return none, Receipt{}, err
		} else if receipt, err := g.repeated(ctx, batch); receipt != nil || err != nil {
			return reread[T](ctx, g, receipt, err)
		}
		before, err := One[T](ctx, g, everything, id)
		if err != nil {
			return none, Receipt{}, err
		}
		if err := checkVersion(id, expected, before.Head().Version); err != nil {
			return none, Receipt{}, err
		}
		after := clone(before).(T)
		more, err := edit(after)
		if err != nil {
			return none, Receipt{}, err
		}
		writes := append([]Write{{Record: after, Expect: before.Head().Version}}, more...)
		record, receipt, err := write[T](ctx, g, w, request, writes...)
		var conflict *ConflictError
		stale := errors.As(err, &conflict) && conflict.Stale
		if !stale || expected != nil || attempt == maxAttempts {
			return record, receipt, err
		}
	}
}

// checkVersion refuses to change a record that is not at the expected version, where
// one is given.
func checkVersion(id ID, expected *int, current int) error {
	switch {
	case expected == nil:
		return nil
	case *expected < 1:
		return &InvalidError{
			Field: "expectedVersion", Value: strconv.Itoa(*expected), Reason: "versions are counted from 1",
		}
	default:
		return CheckExpected(id, *expected, current)
	}
}

// reread returns the record that a repeated request wrote the first time.
func reread[T Record](ctx context.Context, g *Graph, receipt *Receipt, err error) (T, Receipt, error) {
	var none T
	if err != nil {
		return none, Receipt{}, err
	}
	record, err := One[T](ctx, g, everything, receipt.Records[0].ID)
	return record, *receipt, err
}
