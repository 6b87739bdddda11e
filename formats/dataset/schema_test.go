package dataset

import (
	"bytes"
	"encoding/json"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/internal/pythontest"
)

var update = flag.Bool("update", false, "write dataset.schema.json anew")

// object is a JSON object.
type object = map[string]any

// A schemaMaker makes the schema of the structs of shape.go.
type schemaMaker struct {
	t    *testing.T
	defs object
}

// schemaNames are those of the structs in the schema that have others in Go.
var schemaNames = map[string]string{"nameShape": "name", "externalID": "externalId", "stated": "claimed"}

// of returns the schema of a type, by reference where it is a struct.
func (m *schemaMaker) of(t reflect.Type, values []string) object {
	switch t.Kind() {
	case reflect.Pointer:
		return m.of(t.Elem(), values)
	case reflect.Slice:
		return object{"type": "array", "items": m.of(t.Elem(), values)}
	case reflect.Map:
		return object{"type": "object", "additionalProperties": m.of(t.Elem(), nil)}
	case reflect.Bool:
		return object{"type": "boolean"}
	case reflect.Int:
		return object{"type": "integer"}
	case reflect.Float64:
		return object{"type": "number"}
	case reflect.String:
		if values != nil {
			return object{"enum": values}
		}
		return object{"$ref": "#/$defs/text"}
	default:
		return object{"$ref": "#/$defs/" + m.define(t)}
	}
}

// define adds the schema of a struct and returns its name.
func (m *schemaMaker) define(t reflect.Type) string {
	name := t.Name()
	if other, ok := schemaNames[name]; ok {
		name = other
	}
	name = strings.ToLower(name[:1]) + name[1:]
	if _, known := m.defs[name]; known {
		return name
	}
	m.defs[name] = object{} // in case it is within itself
	schema := m.object(t)
	if _, short := reflect.New(t).Interface().(fromScalar); short {
		schema = object{"anyOf": []any{object{"$ref": "#/$defs/text"}, schema}}
	}
	m.defs[name] = schema
	return name
}

// object returns the schema of a struct as a mapping of its fields.
func (m *schemaMaker) object(t reflect.Type) object {
	properties := object{}
	for _, f := range fieldsOf(t) {
		schema := m.of(t.FieldByIndex(f.index).Type, lookUp(choices, t, f.name))
		said := lookUp(words, t, f.name)
		if said == "" {
			m.t.Errorf("words say nothing of %s of %s", f.name, t)
		}
		schema["description"] = said
		properties[f.name] = schema
	}
	schema := object{"type": "object", "properties": properties, "additionalProperties": false}
	if needed[t] != nil {
		schema["required"] = needed[t]
	}
	return schema
}

// lookUp returns what a table has of a field: of the struct, or of one embedded in it.
func lookUp[T any](table map[reflect.Type]map[string]T, t reflect.Type, name string) (found T) {
	if found, ok := table[t][name]; ok {
		return found
	}
	for f := range fieldsIn(t) {
		if f.Anonymous {
			if found, ok := table[f.Type][name]; ok {
				return found
			}
		}
	}
	return found
}

func fieldsIn(t reflect.Type) func(func(reflect.StructField) bool) {
	return func(yield func(reflect.StructField) bool) {
		for i := range t.NumField() {
			if !yield(t.Field(i)) {
				return
			}
		}
	}
}

// line returns the schema of a line: a description of the dataset, or a record.
func (m *schemaMaker) line() object {
	head := m.object(reflect.TypeFor[head]())["properties"].(object)
	kinds := []any{object{
		"type": "object", "properties": object{"dataset": head["dataset"]}, "required": []string{"dataset"},
		"additionalProperties": false,
	}}
	for _, name := range slices.Sorted(maps.Keys(ranks)) {
		record := m.defs[name].(object)
		properties := maps.Clone(record["properties"].(object))
		properties["record"] = object{"const": name, "description": head["record"].(object)["description"]}
		properties["change"] = head["change"]
		kinds = append(kinds, object{
			"type": "object", "properties": properties, "additionalProperties": false,
			"required": append([]string{"record"}, record["required"].([]string)...),
		})
	}
	return object{"description": "A line of JSON lines.", "oneOf": kinds}
}

// TestSchemaIsOfTheStructs checks that the schema has the fields that are read and
// written, and no other.
func TestSchemaIsOfTheStructs(t *testing.T) {
	m := schemaMaker{t, object{}}
	schema := m.object(reflect.TypeFor[file]())
	m.defs["line"] = m.line()
	// Dates and ids need no quotes, even where YAML then reads a number.
	m.defs["text"] = object{"type": []string{"string", "number"}}
	schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	schema["title"] = "A collection of records for Entente"
	schema["$defs"] = m.defs
	var want bytes.Buffer
	encoder := json.NewEncoder(&want)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	if err := encoder.Encode(schema); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile("dataset.schema.json", want.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(want.String(), string(Schema)); diff != "" {
		t.Errorf("dataset.schema.json, to be written anew by -update (-want +got):\n%s", diff)
	}
	for shape, fields := range words {
		for name := range fields {
			if !has(shape, name) {
				t.Errorf("words speak of %s of %s, which has no such field", name, shape)
			}
		}
	}
}

func has(t reflect.Type, name string) bool {
	return slices.ContainsFunc(fieldsOf(t), func(f field) bool { return f.name == name })
}

// validate is a program that checks files with the schema: .yaml as files, others as
// lines. It prints how many mistakes each has.
const validate = `
import json, sys, jsonschema, yaml
schema = json.load(open(sys.argv[1], encoding="utf-8"))
jsonschema.Draft202012Validator.check_schema(schema)
whole = jsonschema.Draft202012Validator(schema)
line = whole.evolve(schema={"$ref": "#/$defs/line", "$defs": schema["$defs"]})

class Loader(yaml.SafeLoader):
    "reads dates as texts, as YAML 1.2 does"
Loader.yaml_implicit_resolvers = {
    sign: [r for r in rules if r[0] != "tag:yaml.org,2002:timestamp"]
    for sign, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()}

for path in sys.argv[2:]:
    text = open(path, encoding="utf-8").read()
    if text.startswith("{"):
        found = [e for l in text.splitlines() for e in line.iter_errors(json.loads(l))]
    else:
        found = list(whole.iter_errors(yaml.load(text, Loader)))
    for e in found:
        print(path, e.json_path, e.message[:300], file=sys.stderr)
    print(len(found))
`

func TestSchemaTakesWhatIsWritten(t *testing.T) {
	paths := []string{"dataset.schema.json"}
	seeds, err := filepath.Glob("../../seed/*.yaml")
	if err != nil || len(seeds) == 0 {
		t.Fatalf("found %d files of the starting graph, error %v; want some", len(seeds), err)
	}
	paths = append(paths, seeds...)
	paths = append(paths, onDisk(t, vocabularyText[1:]), onDisk(t, graphText[1:]))
	m := newMaker(3)
	records := m.terms()
	for range 30 {
		records = append(records, m.graph()[randomTerms:]...)
	}
	for _, format := range both {
		paths = append(paths, onDisk(t, write(t, format, exportOf(byClass(records)))))
	}
	paths = append(paths, onDisk(t, write(t, JSONL, historyOf(versions(m)))))
	got := strings.Fields(pythontest.Run(t, validate, paths...))
	if want := slices.Repeat([]string{"0"}, len(paths)-1); !slices.Equal(got, want) {
		t.Errorf("mistakes in %v: got %v, want none", paths[1:], got)
	}
}

func TestSchemaRefusesWhatIsNotRead(t *testing.T) {
	mistakes := []string{
		"sourcez: []\n",
		"sources:\n- {id: s}\n",
		"sources:\n- {id: s, title: T, colour: red}\n",
		"entities:\n- {id: e, class: PERSON, kind: k, names: []}\n",
		"relationships:\n- {id: r, type: t, from: a, to: b, sources: [s], validity: {from: \"2014\"}}\n",
		`{"record":"source","id":"s"}`,
		`{"record":"sauce","id":"s","title":"T"}`,
		`{"record":"source","id":"s","title":"T","dataset":{}}`,
		`{"id":"s","title":"T"}`,
	}
	paths := []string{"dataset.schema.json"}
	for _, text := range mistakes {
		paths = append(paths, onDisk(t, text))
	}
	got := strings.Fields(pythontest.Run(t, validate, paths...))
	if want := slices.Repeat([]string{"1"}, len(mistakes)); !slices.Equal(got, want) {
		t.Errorf("mistakes: got %v, want one in each of\n%s", got, strings.Join(mistakes, "\n"))
	}
}
