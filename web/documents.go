package web

import (
	"embed"
	"encoding/json"
	"io/fs"
	"path"
	"strings"
)

// operations are the documents that the explorer sends, by name, as the build generates
// them.
//
//go:embed src/explorer/api/operations.json
var operations []byte

// tabs are the documents that the playground begins with.
//
//go:embed src/playground/tabs/*.graphql
var tabs embed.FS

// Documents returns the GraphQL documents that the pages send, by names of their own, for
// a server that answers no others. What somebody writes in the playground is not among them.
func Documents() map[string]string {
	documents := make(map[string]string)
	if err := json.Unmarshal(operations, &documents); err != nil {
		panic(err) // it is generated
	}
	names, err := fs.Glob(tabs, "src/playground/tabs/*.graphql")
	if err != nil {
		panic(err) // only for a malformed pattern
	}
	for _, name := range names {
		text, err := tabs.ReadFile(name)
		if err != nil {
			panic(err) // it is embedded
		}
		documents["playground/"+strings.TrimSuffix(path.Base(name), ".graphql")] = string(text)
	}
	return documents
}
