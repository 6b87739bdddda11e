package shape

import "entente/kg"

// Limits are what a document may have. What a fragment has counts wherever it is spread.
type Limits struct {
	// Depth is how deep fields may be nested, IntrospectionDepth how deep below and with
	// __schema and __type.
	Depth, IntrospectionDepth int
	// Aliases, Directives and Fragments are how many a document may have; fragments
	// without a name count too.
	Aliases, Directives, Fragments int
	// RootFields is how many fields one operation may begin with.
	RootFields int
	// Repeats is how many fields of a document may have one name in the response. To see
	// whether they can be merged, all of a name are compared with one another.
	Repeats int
	// NoIntrospection refuses __schema and __type.
	NoIntrospection bool
	// Items is how many items a list may have that is written as an argument.
	Items int
}

// maxNested is how deep lists and objects of a value may be nested: far deeper than any
// filter is of use.
const maxNested = 64

// nestedWithin refuses a value that is nested too deep.
func nestedWithin(depth int) error {
	return within("depth of a value", depth, maxNested, "write the filter with fewer levels")
}

// most is where counting stops: what goes past it went past every limit.
const most = 1 << 30

// sum adds counts up to most.
func sum(a, b int) int { return min(a+b, most) }

// times multiplies counts up to most.
func times(a, b int) int {
	if b > 0 && a > most/b {
		return most
	}
	return a * b
}

// within refuses a value above a limit.
func within(what string, value, limit int, advice string) error {
	if value <= limit {
		return nil
	}
	return &kg.LimitError{What: what, Value: value, Limit: limit, Advice: advice}
}
