package kg

import "fmt"

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
func (in *ValueInput) read() (Value, error) {
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
		if value, err = ParseValue(part.kind, *part.text, ""); err != nil {
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
		value, err := in.Value.read()
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
