package kg

import (
	"cmp"
	"context"
	"slices"
	"strings"
)

// SearchTier says how well a name matches a search. Both are compared as
// [FoldName] folds them.
type SearchTier string

// The tiers, best first.
const (
	// TierExact: an OFFICIAL name is the text.
	TierExact SearchTier = "EXACT"
	// TierAlias: a name of another kind is the text.
	TierAlias SearchTier = "ALIAS"
	// TierPrefix: a name begins with the text.
	TierPrefix SearchTier = "PREFIX"
	// TierToken: each word of the text begins a word of one name, in any order.
	TierToken SearchTier = "TOKEN"
	// TierSkeleton: the name, or one word of it, has the consonants of the text; or
	// each word of the text begins, or has the consonants of, a word of one name.
	// Only text in Latin script is compared so.
	TierSkeleton SearchTier = "SKELETON"
)

// A SearchHit is an entity that a search found.
type SearchHit struct {
	Entity *Entity
	// Name is the name that matched, as written.
	Name string
	Tier SearchTier
}

// Search finds entities by their names, best first: in the order of the tiers,
// and inside a tier by the folded name that was found first and then by id. An
// entity appears once, in its best tier. Names out of use count like the others.
//
// Classes lists the accepted classes of entities; none means all. An
// [InvalidError] refuses a text of more than [MaxName] characters or without any
// letter or digit, and a first below 1; a first above [MaxPage] is an ErrLimit.
// It takes one call of the store.
func (g *Graph) Search(
	ctx context.Context, v View, text string, classes []EntityClass, first int,
) ([]SearchHit, error) {
	err := cmp.Or(required("text", text, MaxName), checkClasses(classes), checkFirst(first))
	if err != nil {
		return nil, err
	}
	folded := FoldName(text)
	if folded == "" {
		return nil, &InvalidError{Field: "text", Value: text, Reason: "holds no letter or digit"}
	}
	matchers := matchersOf(folded)
	probes := make([]NameProbe, len(matchers))
	for i, m := range matchers {
		probes[i] = m.limited(distinct(classes), first)
	}
	found, err := g.from(v).Search(ctx, v, probes)
	if err != nil {
		return nil, err
	}
	return mergeHits(matchers, found, first), nil
}

func checkClasses(classes []EntityClass) error {
	for _, class := range classes {
		if err := oneOf("classes", class, ClassActor, ClassPlace, ClassEvent); err != nil {
			return err
		}
	}
	return nil
}

func checkFirst(first int) error {
	switch {
	case first < 1:
		return &InvalidError{Field: "first", Reason: "must be at least 1"}
	case first > MaxPage:
		return &LimitError{What: "first", Value: first, Limit: MaxPage}
	}
	return nil
}

// mergeHits puts what each matcher found into one list. A tier may have several
// matchers, and an entity several of them.
func mergeHits(matchers []matcher, found [][]NameHit, first int) []SearchHit {
	var hits []SearchHit
	seen := make(map[ID]bool)
	for len(matchers) > 0 && len(hits) < first {
		tier, n := matchers[0].tier, 0
		var inTier []tierHit
		for ; n < len(matchers) && matchers[n].tier == tier; n++ {
			for _, hit := range found[n] {
				inTier = append(inTier, tierHit{hit, matchers[n]})
			}
		}
		slices.SortStableFunc(inTier, tierHit.compare)
		for _, hit := range inTier {
			if !seen[hit.Entity.ID] {
				seen[hit.Entity.ID] = true
				hits = append(hits, SearchHit{Entity: hit.Entity, Name: hit.name(), Tier: tier})
			}
		}
		matchers, found = matchers[n:], found[n:]
	}
	return hits[:min(len(hits), first)]
}

// A tierHit is a hit with the matcher that asked for it.
type tierHit struct {
	NameHit
	by matcher
}

func (h tierHit) compare(other tierHit) int {
	return cmp.Or(strings.Compare(h.Key.Folded, other.Key.Folded),
		cmp.Compare(h.Entity.ID, other.Entity.ID))
}

// name returns the name to show: the one found if it matches, else the first that does.
func (h tierHit) name() string {
	name, _ := h.by.match(h.NameHit)
	return name
}
