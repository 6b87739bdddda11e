package shape_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"

	"entente/graph/shape"
)

func TestTry(t *testing.T) {
	text, _ := os.ReadFile("../../schema.graphqls")
	schema := gqlparser.MustLoadSchema(&ast.Source{Input: string(text)})
	c := shape.NewCoster(schema)
	var docs []string
	for _, g := range []string{"../../docs/queries/*.graphql", "../testdata/*.graphql", "../../web/src/playground/tabs/*.graphql"} {
		f, _ := filepath.Glob(g)
		docs = append(docs, f...)
	}
	texts := map[string]string{}
	for _, d := range docs {
		b, _ := os.ReadFile(d)
		texts[d] = string(b)
	}
	ops, _ := os.ReadFile("../../web/src/explorer/api/operations.ts")
	for i, part := range strings.Split(string(ops), "new TypedDocumentString(`")[1:] {
		texts[fmt.Sprint("op", i)] = strings.SplitN(part, "`", 2)[0]
	}
	for d, b := range texts {
		doc, err := parser.ParseQuery(&ast.Source{Input: b})
		if err != nil {
			t.Log(d, err)
			continue
		}
		n := len(b)
		if errs := gqlparserValidate(schema, b); errs != nil {
			t.Log(d, errs)
			continue
		}
		doc2, _ := gqlparser.LoadQuery(schema, b)
		vars := map[string]any{}
		json.Unmarshal([]byte("{}"), &vars)
		m := shape.Measure(doc)
		for _, o := range doc2.Operations {
			fmt.Println(filepath.Base(d), o.Name, "bytes", n, "cost", c.Cost(o, vars), m)
		}
	}
}
func gqlparserValidate(s *ast.Schema, b string) error {
	_, e := gqlparser.LoadQuery(s, b)
	if e == nil {
		return nil
	}
	return e
}
