package dataset

import "entente/formats"

// YAML is the format of files that people write by hand, at most [MaxFile] long each
// and held in memory. Files that are read together are one collection: they may refer to
// one another in any order. It is written without history, and not past MaxFile.
var YAML = formats.Format{
	Name: "yaml", Title: "YAML", Extensions: []string{".yaml", ".yml"},
	MediaType: "application/yaml", Read: readYAML, Write: writeYAML,
}

// JSONL is the format with the same records one a line, for graphs of any size. It has
// room for history. Of files that are read together, each line means the same wherever it
// stands; what comes before what it refers to is read after it all the same.
var JSONL = formats.Format{
	Name: "jsonl", Title: "JSON lines", Extensions: []string{".jsonl", ".ndjson"},
	MediaType: "application/x-ndjson", Read: readJSONL, Write: writeJSONL, History: true,
}
