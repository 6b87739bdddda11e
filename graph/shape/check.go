package shape

import (
	"cmp"
	"errors"
	"fmt"

	"github.com/vektah/gqlparser/v2/ast"
)

// ErrIntrospection refuses a document that asks for the schema where nobody may.
var ErrIntrospection = errors.New("introspection is off on this server")

// A CycleError refuses a fragment that spreads itself, be it by way of others.
type CycleError struct {
	Fragment string
	Position *ast.Position
}

// Error names the fragment, or as much of its name as there is room for.
func (e *CycleError) Error() string {
	return fmt.Sprintf("the fragment %.80s spreads itself", e.Fragment)
}

// Check returns nil where a document keeps to the limits. What does not is refused with
// a [*kg.LimitError], a fragment that spreads itself with a [*CycleError], and, where it
// is off, introspection with [ErrIntrospection].
//
// The document need not fit any schema. What it spreads and does not have is left to who
// compares it with one, and so are names that are used twice, of which the last counts.
func Check(document *ast.QueryDocument, l Limits) error {
	c := checker{
		limits: l, names: make(map[string]int),
		fragments: make(map[string]*ast.FragmentDefinition, len(document.Fragments)),
		measured:  make(map[string]*measure, len(document.Fragments)),
	}
	for _, f := range document.Fragments {
		c.fragments[f.Name] = f
	}
	total, err := c.document(document)
	if err != nil {
		return err
	}
	return l.admit(total)
}

// admit refuses what a whole document has too much of.
func (l Limits) admit(m measure) error {
	if m.introspection > 0 && l.NoIntrospection {
		return ErrIntrospection
	}
	for _, err := range []error{
		within("fragments", m.fragments, l.Fragments, "write fields where they are needed, or send several requests"),
		within("root fields", m.roots, l.RootFields, "send several requests"),
		within("depth", m.depth, l.Depth, "begin a second request at what the first one finds"),
		within("depth of introspection", m.introspection, l.IntrospectionDepth, "ask for less of the schema"),
		within("aliases", m.aliases, l.Aliases, "send several requests"),
		within("directives", m.directives, l.Directives, "leave out what is not wanted, or send several requests"),
	} {
		if err != nil {
			return err
		}
	}
	return nil
}

// A measure is what a part of a document has, with all that it spreads.
type measure struct {
	// depth and introspection are of its deepest fields.
	depth, introspection           int
	aliases, directives, fragments int
	// fields are those that it begins with, and roots the most of any operation.
	fields, roots int
}

// beside adds what stands beside a part.
func (m *measure) beside(other measure) {
	m.depth = max(m.depth, other.depth)
	m.introspection = max(m.introspection, other.introspection)
	m.aliases = sum(m.aliases, other.aliases)
	m.directives = sum(m.directives, other.directives)
	m.fragments = sum(m.fragments, other.fragments)
	m.fields = sum(m.fields, other.fields)
}

// A checker measures one document.
type checker struct {
	limits    Limits
	fragments map[string]*ast.FragmentDefinition
	// measured has each fragment once it is measured, and nil while it is.
	measured map[string]*measure
	// names counts the fields by their names in the response.
	names map[string]int
}

// document measures all operations, and the fragments that none of them spreads.
func (c *checker) document(d *ast.QueryDocument) (total measure, err error) {
	for _, o := range d.Operations {
		m, err := c.operation(o)
		if err != nil {
			return total, err
		}
		total.beside(m)
		total.roots = max(total.roots, m.fields)
	}
	for _, f := range d.Fragments {
		if _, spread := c.measured[f.Name]; spread {
			continue
		}
		m, err := c.fragment(f)
		if err != nil {
			return total, err
		}
		total.beside(m)
	}
	total.fragments = sum(total.fragments, len(d.Fragments))
	return total, nil
}

func (c *checker) operation(o *ast.OperationDefinition) (measure, error) {
	m, err := c.selections(o.SelectionSet)
	if err != nil {
		return m, err
	}
	err = c.directives(&m, o.Directives)
	for _, v := range o.VariableDefinitions {
		if err == nil && v.DefaultValue != nil {
			err = c.value(v.Variable, v.DefaultValue, 0)
		}
		if err == nil {
			err = c.directives(&m, v.Directives)
		}
	}
	return m, err
}

// fragment measures a fragment that has a name, once.
func (c *checker) fragment(f *ast.FragmentDefinition) (measure, error) {
	if m, begun := c.measured[f.Name]; begun {
		if m == nil {
			return measure{}, &CycleError{Fragment: f.Name, Position: f.Position}
		}
		return *m, nil
	}
	c.measured[f.Name] = nil
	m, err := c.selections(f.SelectionSet)
	if err == nil {
		err = c.directives(&m, f.Directives)
	}
	c.measured[f.Name] = &m
	return m, err
}

func (c *checker) selections(set ast.SelectionSet) (total measure, err error) {
	for _, s := range set {
		m, err := c.selection(s)
		if err != nil {
			return total, err
		}
		total.beside(m)
	}
	return total, nil
}

func (c *checker) selection(s ast.Selection) (m measure, err error) {
	switch s := s.(type) {
	case *ast.Field:
		return c.field(s)
	case *ast.InlineFragment:
		if m, err = c.selections(s.SelectionSet); err == nil {
			m.fragments = sum(m.fragments, 1)
			err = c.directives(&m, s.Directives)
		}
	case *ast.FragmentSpread:
		if f := c.fragments[s.Name]; f != nil {
			m, err = c.fragment(f)
		}
		if err == nil {
			err = c.directives(&m, s.Directives)
		}
	}
	return m, err
}

func (c *checker) field(f *ast.Field) (measure, error) {
	if c.names[f.Alias]++; c.names[f.Alias] > c.limits.Repeats {
		return measure{}, within("fields of one name", c.names[f.Alias], c.limits.Repeats,
			"name each field once where it is needed")
	}
	m, err := c.selections(f.SelectionSet)
	if err != nil {
		return m, err
	}
	m.fields = 1
	if f.Alias != f.Name {
		m.aliases = sum(m.aliases, 1)
	}
	if f.Name == "__schema" || f.Name == "__type" {
		m.depth, m.introspection = 0, max(m.depth, m.introspection)+1
	} else {
		m.depth++
	}
	if err := c.arguments(f.Arguments); err != nil {
		return m, err
	}
	return m, c.directives(&m, f.Directives)
}

// directives counts directives, and looks at their arguments.
func (c *checker) directives(m *measure, list ast.DirectiveList) error {
	m.directives = sum(m.directives, len(list))
	for _, d := range list {
		if err := c.arguments(d.Arguments); err != nil {
			return err
		}
	}
	return nil
}

// arguments refuses lists that are too long.
func (c *checker) arguments(list ast.ArgumentList) error {
	for _, a := range list {
		if err := c.value(a.Name, a.Value, 0); err != nil {
			return err
		}
	}
	return nil
}

// value refuses a list that is too long, by the name that the list has, and what is below
// too many others.
func (c *checker) value(name string, v *ast.Value, depth int) error {
	if v.Kind == ast.ListValue && len(v.Children) > c.limits.Items {
		return items(name, len(v.Children), c.limits.Items)
	}
	if err := nestedWithin(depth); err != nil {
		return err
	}
	for _, child := range v.Children {
		if err := c.value(cmp.Or(child.Name, name), child.Value, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// items refuses a list that is too long.
func items(name string, n, limit int) error {
	if len(name) > maxNamed {
		name = "list"
	}
	return within(name, n, limit, "send several requests")
}

// maxNamed is how long the name of a list may be to be told.
const maxNamed = 80
