package kg

import (
	"fmt"
	"slices"
	"strings"
)

// Filters say which records of a list are wanted. All conditions of one filter
// must hold; one that is not given makes no demand. And, Or and Not combine
// filters: all, at least one, and none of them must hold.

// An IDFilter compares an id.
type IDFilter struct {
	Eq *ID
	In []ID
}

// A TermFilter compares a term of the vocabulary: a kind, a type or a property.
// A term that the vocabulary does not have is refused, with the nearest known.
type TermFilter struct {
	Eq *string
	In []string
}

// An EntityClassFilter compares the class of an entity.
type EntityClassFilter struct {
	Eq *EntityClass
	In []EntityClass
}

// A SignFilter compares a sign.
type SignFilter struct {
	Eq *Sign
	In []Sign
}

// A StatusFilter compares the status of a relationship at the time of the view.
type StatusFilter struct {
	Eq *RelationshipStatus
	In []RelationshipStatus
}

// A StanceFilter compares the stance of a claim.
type StanceFilter struct {
	Eq *Stance
	In []Stance
}

// A RankFilter compares the rank of a claim.
type RankFilter struct {
	Eq *Rank
	In []Rank
}

// A ReliabilityFilter compares the reliability of a source.
type ReliabilityFilter struct {
	Eq *Reliability
	In []Reliability
}

// A TextFilter compares a text in folded form, so that case, accents and
// spellings of Arabic letters do not matter, nor articles; see [FoldName]. Contains
// and StartsWith, whose text may be unfinished, also compare with the articles left in.
type TextFilter struct {
	Eq         *string
	In         []string
	Contains   *string
	StartsWith *string
}

// choice returns the values that eq and in accept together, and whether they
// make any demand.
func choice[T comparable](eq *T, in []T) (values []T, demanded bool) {
	switch {
	case eq != nil && in != nil:
		if slices.Contains(in, *eq) {
			return []T{*eq}, true
		}
		return nil, true
	case eq != nil:
		return []T{*eq}, true
	default:
		return in, in != nil
	}
}

// fewValues are found faster in a list than in a set.
const fewValues = 8

// accept returns a test for the values that eq and in accept.
func accept[T comparable](eq *T, in []T) func(T) bool {
	values, demanded := choice(eq, in)
	if len(values) <= fewValues {
		return func(v T) bool { return !demanded || slices.Contains(values, v) }
	}
	set := make(map[T]bool, len(values))
	for _, v := range values {
		set[v] = true
	}
	return func(v T) bool { return set[v] }
}

// listed refuses a list of more than [MaxItems] values.
func listed[T any](field string, in []T) error {
	if len(in) > MaxItems {
		return under(field, &LimitError{What: field + ".in", Value: len(in), Limit: MaxItems})
	}
	return nil
}

// check reports the first name of f that is not a term of the kind.
func (f *TermFilter) check(field string, vocabulary *Vocabulary, kind TermKind) error {
	if f == nil {
		return nil
	}
	if err := listed(field, f.In); err != nil {
		return err
	}
	if f.Eq != nil {
		if _, err := vocabulary.Term(kind, *f.Eq); err != nil {
			return under(field+".eq", err)
		}
	}
	for i, name := range f.In {
		if _, err := vocabulary.Term(kind, name); err != nil {
			return under(fmt.Sprintf("%s.in[%d]", field, i), err)
		}
	}
	return nil
}

// test returns the test of f over any of several texts.
func (f *TextFilter) test(field string) (func(texts ...string) bool, error) {
	if f == nil {
		return func(...string) bool { return true }, nil
	}
	if err := listed(field, f.In); err != nil {
		return nil, err
	}
	var checks []func(text string) bool
	if f.Eq != nil {
		checks = append(checks, isOneOf([]string{*f.Eq}))
	}
	if f.In != nil {
		checks = append(checks, isOneOf(f.In))
	}
	if f.Contains != nil {
		checks = append(checks, isPart(*f.Contains, strings.Contains))
	}
	if f.StartsWith != nil {
		checks = append(checks, isPart(*f.StartsWith, strings.HasPrefix))
	}
	return func(texts ...string) bool {
		return slices.ContainsFunc(texts, func(text string) bool {
			return !slices.ContainsFunc(checks, func(holds func(string) bool) bool { return !holds(text) })
		})
	}, nil
}

// isOneOf returns the test whether a text folds to what one of several does. What
// folds to nothing is like nothing.
func isOneOf(texts []string) func(string) bool {
	folded := make(map[string]bool, len(texts))
	for _, text := range texts {
		folded[FoldName(text)] = true
	}
	delete(folded, "")
	return func(text string) bool { return folded[FoldName(text)] }
}

// isPart returns the test whether a text holds a part, which may break off in the
// middle of a word or end with an article: it counts with and without articles.
func isPart(part string, holds func(text, part string) bool) func(string) bool {
	folded, whole := FoldName(part), withArticles(part)
	return func(text string) bool {
		return folded != "" && (holds(FoldName(text), folded) || holds(withArticles(text), whole))
	}
}

// combine returns the test of a filter's own conditions together with its And,
// Or and Not, whose tests compile makes.
func combine[F, T any](
	own func(T) bool, and, or []F, not *F, compile func(*F) (func(T) bool, error),
) (func(T) bool, error) {
	if len(and)+len(or) > MaxItems {
		return nil, &LimitError{What: "where", Value: len(and) + len(or), Limit: MaxItems}
	}
	tests := []func(T) bool{own}
	for i := range and {
		test, err := compile(&and[i])
		if err != nil {
			return nil, under(fmt.Sprintf("and[%d]", i), err)
		}
		tests = append(tests, test)
	}
	if or != nil {
		one, err := anyOf(or, compile)
		if err != nil {
			return nil, err
		}
		tests = append(tests, one)
	}
	if not != nil {
		test, err := compile(not)
		if err != nil {
			return nil, under("not", err)
		}
		tests = append(tests, func(t T) bool { return !test(t) })
	}
	return func(t T) bool {
		return !slices.ContainsFunc(tests, func(test func(T) bool) bool { return !test(t) })
	}, nil
}

func anyOf[F, T any](or []F, compile func(*F) (func(T) bool, error)) (func(T) bool, error) {
	tests := make([]func(T) bool, len(or))
	for i := range or {
		test, err := compile(&or[i])
		if err != nil {
			return nil, under(fmt.Sprintf("or[%d]", i), err)
		}
		tests[i] = test
	}
	return func(t T) bool {
		return slices.ContainsFunc(tests, func(test func(T) bool) bool { return test(t) })
	}, nil
}
