package shape

import (
	"reflect"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"entente/kg"
)

const (
	// maxSteps is how many selections are looked at to tell a cost.
	maxSteps = 10_000
	// maxPage is the most that any field gives at once. Who asks for more is told so by
	// that field.
	maxPage = kg.MaxNeighborhood
	// parts is how many records a list is taken to have that has no pages, such as the
	// sources of a record.
	parts = 2
	// nested is how many records a page is taken to have that nobody gave a size, inside of
	// something else. It may have [kg.DefaultPage], but few have; those that have it at every
	// level meet the limits of a level and of a request while they are read.
	nested = 5
	// schemaList is what a list of introspection costs. One has no pages, and gives up to
	// hundreds of objects, which are held in memory but take time to write; the query by
	// which tools ask for the schema has ten of them.
	schemaList = 250
)

// pages are the arguments that say how many there may be of what a field gives: by a
// number, or as many as the list has.
var pages = []string{"first", "last", "limit", "ids", "with"}

// A Coster tells what operations cost.
type Coster struct {
	schema *ast.Schema
	// records are the types of which each object is a record that is read.
	records map[string]bool
}

// NewCoster returns the one for a schema. Records are the types that have an id, but for
// terms of the vocabulary, which a server holds.
func NewCoster(schema *ast.Schema) *Coster {
	c := &Coster{schema: schema, records: make(map[string]bool)}
	for _, d := range schema.PossibleTypes["Node"] {
		c.records[d.Name] = true
		for _, of := range schema.GetImplements(d) {
			c.records[of.Name] = true
		}
	}
	for _, term := range []string{"Kind", "RelationshipType", "ClaimProperty"} {
		delete(c.records, term)
	}
	return c
}

// Cost returns how many records an operation may meet, and questions it puts: a field
// costs 1 that has arguments and gives objects, and so does each record. What a list may
// have is multiplied by its page, or by the ids that are asked for. Scalars are free, and
// so is what a record has in itself, such as its dates. Each list of introspection costs the
// same wherever it stands, and what is below it is not multiplied.
//
// The document must fit the schema. Past a limit of steps the cost is the largest there is.
func (c *Coster) Cost(o *ast.OperationDefinition, variables map[string]any) int {
	w := costWalk{coster: c, variables: variables, known: make(map[place]int)}
	root := map[ast.Operation]*ast.Definition{
		ast.Query: c.schema.Query, ast.Mutation: c.schema.Mutation, ast.Subscription: c.schema.Subscription,
	}[o.Operation]
	total := w.object(o.SelectionSet, root, parts)
	if w.steps > maxSteps {
		return most
	}
	return total
}

// possible returns the types of objects that a type may stand for.
func (c *Coster) possible(name string) []*ast.Definition { return c.schema.PossibleTypes[name] }

// is reports whether an object of a type is of the type that a fragment is about; one
// without a condition is about all.
func (c *Coster) is(of *ast.Definition, condition string) bool {
	return condition == "" || condition == of.Name || slices.Contains(c.possible(condition), of)
}

// A place is a part of a document where objects of a type are, in which lists have so
// many items.
type place struct {
	// part is an *[ast.Field] or an *[ast.FragmentDefinition].
	part any
	of   string
	page int
}

// A costWalk adds up the cost of one operation.
type costWalk struct {
	coster    *Coster
	variables map[string]any
	steps     int
	// known has what each place costs, so that nothing is looked at twice.
	known map[place]int
}

// once returns what a place costs.
func (w *costWalk) once(p place, cost func() int) int {
	known, ok := w.known[p]
	if !ok {
		known = cost()
		w.known[p] = known
	}
	return known
}

// dearest returns what an object of a type costs in which lists have page items: of an
// interface, the dearest of those that it may be.
func (w *costWalk) dearest(set ast.SelectionSet, of string, page int) (most int) {
	for _, d := range w.coster.possible(of) {
		most = max(most, w.object(set, d, page))
	}
	return most
}

// object adds up what an object of a type costs.
func (w *costWalk) object(set ast.SelectionSet, of *ast.Definition, page int) (total int) {
	for _, s := range set {
		if w.steps++; w.steps > maxSteps {
			return most
		}
		total = sum(total, w.selection(s, of, page))
	}
	return total
}

func (w *costWalk) selection(s ast.Selection, of *ast.Definition, page int) int {
	switch s := s.(type) {
	case *ast.Field:
		if len(s.SelectionSet) > 0 && w.wanted(s.Directives) { // scalars are free
			return w.once(place{s, "", page}, func() int { return w.field(s, page) })
		}
	case *ast.InlineFragment:
		if w.wanted(s.Directives) && w.coster.is(of, s.TypeCondition) {
			return w.object(s.SelectionSet, of, page)
		}
	case *ast.FragmentSpread:
		if f := s.Definition; f != nil && w.wanted(s.Directives) && w.coster.is(of, f.TypeCondition) {
			return w.once(place{f, of.Name, page}, func() int { return w.object(f.SelectionSet, of, page) })
		}
	}
	return 0
}

func (w *costWalk) field(f *ast.Field, page int) int {
	d := f.Definition
	if d == nil {
		return 0
	}
	asked, paged := w.page(f)
	isList := d.Type.Elem != nil
	within := parts
	if paged && !isList {
		within = asked // it is a connection, and its list has the page
	}
	cost := w.dearest(f.SelectionSet, d.Type.Name(), within)
	if w.coster.records[d.Type.Name()] {
		cost = sum(cost, 1)
	}
	switch {
	case isList && strings.HasPrefix(d.Type.Name(), "__"):
		cost = sum(cost, schemaList)
	case isList && paged:
		cost = times(cost, asked)
	case isList:
		cost = times(cost, page)
	}
	if len(d.Arguments) > 0 {
		cost = sum(cost, 1)
	}
	return cost
}

// page returns how many items a field is asked for, and whether it can be asked.
func (w *costWalk) page(f *ast.Field) (n int, paged bool) {
	said := false
	for _, name := range pages {
		defined := f.Definition.Arguments.ForName(name)
		if defined == nil {
			continue
		}
		paged = true
		if given, ok := w.given(f, defined); ok {
			n, said = max(n, given), true
		}
	}
	switch {
	case said:
		return n, paged
	case f.ObjectDefinition == w.coster.schema.Query:
		return kg.DefaultPage, paged
	default:
		return nested, paged
	}
}

// given returns the number in an argument, or of the items in it, if there is one.
func (w *costWalk) given(f *ast.Field, d *ast.ArgumentDefinition) (int, bool) {
	value := d.DefaultValue
	if a := f.Arguments.ForName(d.Name); a != nil {
		value = a.Value
	}
	if value == nil {
		return 0, false
	}
	given, err := value.Value(w.variables)
	if given == nil && err == nil {
		return 0, false
	}
	return numberOf(given), true
}

// numberOf returns how many items a value asks for: the number that it is, or as many as
// it has. What is neither is taken for one.
func numberOf(given any) int {
	n := int64(1)
	switch v := reflect.ValueOf(given); {
	case v.CanInt():
		n = v.Int()
	case v.IsValid() && v.Kind() == reflect.Slice:
		n = int64(v.Len())
	}
	return int(min(max(n, 0), maxPage))
}

// wanted reports whether what has these directives is part of the answer.
func (w *costWalk) wanted(list ast.DirectiveList) bool {
	return !slices.ContainsFunc(list, func(d *ast.Directive) bool {
		a := d.Arguments.ForName("if")
		if a == nil {
			return false
		}
		said, err := a.Value.Value(w.variables)
		yes, ok := said.(bool)
		return err == nil && ok && (d.Name == "skip" && yes || d.Name == "include" && !yes)
	})
}
