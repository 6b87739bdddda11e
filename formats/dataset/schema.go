package dataset

import _ "embed" // the schema

// Schema is a JSON Schema (draft 2020-12) of a YAML file, for editors: fields with what
// they mean, and the values of those that have only some. What it has in
// "#/$defs/line" is the schema of a line of JSON lines.
//
//go:embed dataset.schema.json
var Schema []byte
