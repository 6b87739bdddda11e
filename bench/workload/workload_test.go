package workload

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator"
)

// TestDocumentsAreOfTheSchema checks that each document is a valid operation, that it
// writes where its workload says so, and that its variables are those that it declares.
func TestDocumentsAreOfTheSchema(t *testing.T) {
	text, err := os.ReadFile("../../schema.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	schema, err := gqlparser.LoadSchema(&ast.Source{Name: "schema", Input: string(text)})
	if err != nil {
		t.Fatal(err)
	}
	subject := Subject{
		Actor: "a1", Other: "a2", Hub: "a3", Relationship: "r1", Source: "s1", Type: "sanction",
		Text: "ka", Date: "2020-01-01", Within: "2000/2020",
	}
	for _, w := range All() {
		t.Run(w.Name, func(t *testing.T) {
			document, errs := gqlparser.LoadQueryWithRules(schema, w.Document, nil)
			if errs != nil {
				t.Fatal(errs)
			}
			if len(document.Operations) != 1 {
				t.Fatalf("got %d operations, want one", len(document.Operations))
			}
			operation := document.Operations[0]
			if writes := operation.Operation == ast.Mutation; writes != w.Writes {
				t.Errorf("it writes: got %t, want %t", writes, w.Writes)
			}
			variables := w.Variables(subject)
			if len(variables) != len(operation.VariableDefinitions) {
				t.Errorf("got variables %v, want those of %d definitions",
					variables, len(operation.VariableDefinitions))
			}
			if _, err := validator.VariableValues(schema, operation, variables); err != nil {
				t.Errorf("variables: %v", err)
			}
		})
	}
}

func TestEveryDocumentIsOfAWorkload(t *testing.T) {
	files, err := filepath.Glob("documents/*.graphql")
	if err != nil || len(files) != len(all) {
		t.Errorf("got documents %v and error %v, want one for each of %d workloads", files, err, len(all))
	}
	for _, file := range files {
		if _, err := Named(strings.TrimSuffix(filepath.Base(file), ".graphql")); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
	if _, err := Named("none"); err == nil {
		t.Error("Named of no workload: got no error, want one")
	}
}
