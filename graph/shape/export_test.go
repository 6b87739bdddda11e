package shape

import (
	"fmt"
	"github.com/vektah/gqlparser/v2/ast"
)

func Measure(d *ast.QueryDocument) string {
	c := checker{limits: Limits{Repeats: 1 << 30, Items: 1 << 30}, names: map[string]int{}, fragments: map[string]*ast.FragmentDefinition{}, measured: map[string]*measure{}}
	for _, f := range d.Fragments {
		c.fragments[f.Name] = f
	}
	m, _ := c.document(d)
	top := 0
	for _, n := range c.names {
		top = max(top, n)
	}
	return fmt.Sprintf("depth %d al %d dir %d fr %d roots %d names %d", m.depth, m.aliases, m.directives, m.fragments, m.roots, top)
}
