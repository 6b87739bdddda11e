package transfer

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"unicode"

	"entente/formats"
	"entente/kg"
)

// differ deals with a record that is there and is otherwise in the file.
func (im *importer) differ(
	f *fitting, item int, at formats.Position, stored, written kg.Record, differences []kg.FieldChange,
) error {
	switch im.options.Conflict {
	case ConflictUpdate:
		im.change(f, item, withAccess(written, stored.Head().Access))
		return nil
	case ConflictKeep:
		f.keep(at, written, differences)
		f.report.Unchanged++
		return nil
	case ConflictRefuse:
		f.refused = blame(f.refused, []int{item}, &kg.InvalidError{
			Field: differences[0].Field, Value: differences[0].After,
			Reason: "the record " + string(written.Head().ID) + " is there and has " + cmp.Or(differences[0].Before, "none"),
		})
		return nil
	default:
		return im.reconcile(f, item, at, stored, written)
	}
}

// withAccess returns a record that says nothing of who may see it with what is there.
func withAccess(written kg.Record, access kg.Access) kg.Record {
	if written.Head().Access == "" {
		written.Head().Access = access
	}
	return written
}

// keep reports fields that are left as they are.
func (f *fitting) keep(at formats.Position, written kg.Record, differences []kg.FieldChange) {
	for _, d := range differences {
		if d.Field == "validity.span" {
			continue // it follows from the text
		}
		f.report.Kept++
		f.remarks = append(f.remarks, &formats.Error{At: at, Err: &kg.InvalidError{
			Field: string(written.Head().ID) + "." + d.Field, Value: cmp.Or(d.After, "nothing"),
			Reason:   "the graph has " + cmp.Or(d.Before, "nothing") + ", which was left",
			Accepted: "import with --on-conflict update to replace it",
		}})
	}
}

// reconcile adds to a record what it lacks, makes claims of what is said otherwise, and
// reports the rest.
func (im *importer) reconcile(f *fitting, item int, at formats.Position, stored, written kg.Record) error {
	both, err := completed(stored, written)
	if err != nil {
		return err
	}
	claims, err := im.claimsOf(f, both, written)
	if err != nil {
		return err
	}
	if len(claims) > 0 {
		// A claim says that it exists too. The record does not rest on who contradicts it.
		both.Head().Sources = stored.Head().Sources
	}
	added, err := kg.Differences(stored, both, im.reading.Now)
	if err != nil {
		return err
	}
	if len(added) > 0 {
		im.change(f, item, both)
	}
	left, err := kg.Differences(told(both, written, claims), written, im.reading.Now)
	if err != nil {
		return err
	}
	for _, c := range claims {
		f.claims = append(f.claims, itemClaim{item, c})
	}
	left = slices.DeleteFunc(left, func(d kg.FieldChange) bool {
		return slices.Contains(lists, d.Field) || d.After == ""
	})
	f.keep(at, written, left)
	if len(added)+len(claims) == 0 {
		f.report.Unchanged++
	}
	return nil
}

// lists are the fields of which a record may have many: those of both are kept.
var lists = []string{"sources", "names", "externalIds", "formerIds"}

// completed returns the stored record with what it lacks: items of its lists, and fields
// that are empty. One that was only mentioned before becomes what is written.
func completed(stored, written kg.Record) (kg.Record, error) {
	have, err := fieldsOf(stored)
	if err != nil {
		return nil, err
	}
	say, err := fieldsOf(written)
	if err != nil {
		return nil, err
	}
	mentioned := isMention(stored)
	for name, value := range say {
		switch old, ok := have[name]; {
		case mentioned && name == "names" && ok:
			have[name], err = union(value, namesOf(stored, old))
		case slices.Contains(lists, name) && ok:
			have[name], err = union(old, value)
		case name == "properties" && ok:
			have[name], err = filled(old, value)
		case !ok || mentioned && name == "kind" || name == "validity" && nothingKnown(stored):
			have[name] = value
		}
		if err != nil {
			return nil, err
		}
	}
	body, err := json.Marshal(have)
	if err != nil {
		return nil, err
	}
	return kg.DecodeBody(stored.Class(), body, stored.Head().Version, stored.Head().RecordedAt)
}

// isMention reports whether nothing is known of an entity but that somebody named it: it
// is called by its id, and all else is empty.
func isMention(r kg.Record) bool {
	e, ok := r.(*kg.Entity)
	return ok && len(e.Names) == 1 && e.Names[0].Text == string(e.ID) && nothingKnown(e) &&
		e.Summary == "" && e.Note == "" && e.Location == nil &&
		len(e.ExternalIDs)+len(e.FormerIDs)+len(e.Properties) == 0
}

// namesOf returns the names of a mention that can stand beside those that are told now:
// NATO may be what people say, Q7184 and cow-200 are for machines.
func namesOf(mention kg.Record, names json.RawMessage) json.RawMessage {
	if strings.ContainsFunc(string(mention.Head().ID), unicode.IsDigit) {
		return json.RawMessage("[]")
	}
	return names
}

// nothingKnown reports whether neither bound of a record's validity is known.
func nothingKnown(r kg.Record) bool {
	switch r := r.(type) {
	case *kg.Entity:
		return r.Validity.Written == kg.Unknown.Written
	case *kg.Relationship:
		return r.Validity.Written == kg.Unknown.Written
	default:
		return false
	}
}

func fieldsOf(r kg.Record) (map[string]json.RawMessage, error) {
	body, err := kg.EncodeBody(r)
	if err != nil {
		return nil, err
	}
	var fields map[string]json.RawMessage
	return fields, json.Unmarshal(body, &fields)
}

// union returns the items of one list and those of another that it lacks. Names are one
// if their texts are; the official name of another list is an alias in this one.
func union(old, more json.RawMessage) (json.RawMessage, error) {
	var all, further []json.RawMessage
	if err := json.Unmarshal(old, &all); err != nil {
		return nil, err
	}
	if err := json.Unmarshal(more, &further); err != nil {
		return nil, err
	}
	met := make(map[string]bool)
	for _, one := range all {
		met[keyOf(one)] = true
	}
	for _, one := range further {
		if key := keyOf(one); !met[key] {
			met[key] = true
			all = append(all, asAlias(one))
		}
	}
	return json.Marshal(all)
}

// keyOf tells the items of a list apart: names by their texts.
func keyOf(item json.RawMessage) string {
	var name struct{ Text string }
	if json.Unmarshal(item, &name) == nil && name.Text != "" {
		return name.Text
	}
	return string(item)
}

// asAlias returns a name as one that is not the official one; other items as they are.
func asAlias(item json.RawMessage) json.RawMessage {
	var name map[string]json.RawMessage
	if json.Unmarshal(item, &name) != nil || string(name["kind"]) != `"`+string(kg.NameOfficial)+`"` {
		return item
	}
	name["kind"] = json.RawMessage(`"` + kg.NameAlias + `"`)
	alias, err := json.Marshal(name)
	if err != nil {
		return item
	}
	return alias
}

// filled returns the properties of one record and those of another that it lacks.
func filled(old, more json.RawMessage) (json.RawMessage, error) {
	have, say := map[string]json.RawMessage{}, map[string]json.RawMessage{}
	if err := json.Unmarshal(old, &have); err != nil {
		return nil, err
	}
	if err := json.Unmarshal(more, &say); err != nil {
		return nil, err
	}
	for name, value := range say {
		if have[name] == nil {
			have[name] = value
		}
	}
	return json.Marshal(have)
}
