package kg

import (
	"context"
	"fmt"
	"slices"
)

// Limits of a chain: how many agreements it has, and how many links lie between one
// of them and the one asked about.
const (
	MaxChain      = 200
	MaxChainDepth = 50
	// maxChainLinks and maxChainTies are how many relationships are read at a time.
	maxChainLinks = 2000
	maxChainTies  = 2000
)

// LinkTypes are the types of relationships that join agreements into a chain.
var LinkTypes = []string{"extends", "implements", "supersedes", "violates"}

// A ChainQuery asks for the agreements that are linked to one.
type ChainQuery struct {
	// Of is the agreement, an event.
	Of ID
	// Types are the types of links to follow; nil: [LinkTypes].
	Types []string
}

// AgreementChain returns the events that are linked to an agreement, over any number
// of links followed both ways, each once, so that links in a circle end. Under each
// are the ties whose property agreement names it. The nearest [MaxChain] within
// [MaxChainDepth] links are kept.
//
// Links and ties count whenever they held, unless the view was asked for a time; an
// id that leads nowhere, or to no event, has an empty chain. The store is asked once
// for the agreement, once for each step of depth, and once for the ties.
func (g *Graph) AgreementChain(ctx context.Context, v View, q ChainQuery) (Chain, error) {
	types, err := g.linkTypes(ctx, q.Types)
	if err != nil {
		return Chain{}, err
	}
	v = v.alwaysUnlessGiven()
	records, err := g.Lookup(ctx, v, []ID{q.Of})
	if err != nil {
		return Chain{}, err
	}
	w := chainWalk{reached: make(map[ID]*Entity)}
	if e, ok := records[0].(*Entity); ok && e.EntityClass == ClassEvent {
		w.reach(e)
	}
	for depth := 0; depth <= MaxChainDepth && len(w.frontier) > 0; depth++ {
		w.far = depth == MaxChainDepth
		if err := w.step(ctx, g, v, types); err != nil {
			return Chain{}, err
		}
	}
	ties, more, err := g.tiesUnder(ctx, v, w.agreements)
	if err != nil {
		return Chain{}, err
	}
	return w.chain(ties, more), nil
}

// linkTypes checks the types of links that were asked for. Those followed by default
// need not be in the vocabulary.
func (g *Graph) linkTypes(ctx context.Context, types []string) ([]string, error) {
	if types == nil {
		return LinkTypes, nil
	}
	if len(types) > MaxItems {
		return nil, &LimitError{What: "types", Value: len(types), Limit: MaxItems}
	}
	for i, name := range types {
		vocabulary, err := g.VocabularyWith(ctx, TermRelationshipType, name)
		if err != nil {
			return nil, err
		}
		if _, err := vocabulary.Term(TermRelationshipType, name); err != nil {
			return nil, under(fmt.Sprintf("types[%d]", i), err)
		}
	}
	return types, nil
}

// A chainWalk follows links from one agreement outwards.
type chainWalk struct {
	agreements []*Entity
	reached    map[ID]*Entity
	frontier   []ID
	links      [][]Found
	// far says that what is met now lies further away than the chain reaches.
	far       bool
	truncated bool
}

// reach adds an event that was not met before, unless it is too far or one too many.
func (w *chainWalk) reach(e *Entity) {
	switch {
	case e.EntityClass != ClassEvent || w.reached[e.ID] != nil:
	case w.far, len(w.agreements) == MaxChain:
		w.truncated = true
	default:
		w.reached[e.ID] = e
		w.agreements = append(w.agreements, e)
		w.frontier = append(w.frontier, e.ID)
	}
}

// step follows the links of what the last step reached.
func (w *chainWalk) step(ctx context.Context, g *Graph, v View, types []string) error {
	if len(types) == 0 {
		w.frontier = nil
		return nil
	}
	found, more, err := g.ties(ctx, v, listsOf(w.frontier, RelationshipList{Types: types}), maxChainLinks)
	if err != nil {
		return err
	}
	w.links, w.truncated, w.frontier = append(w.links, found), w.truncated || more, nil
	for _, f := range found {
		w.reach(f.From)
		w.reach(f.To)
	}
	return nil
}

// tiesUnder returns the ties that rest on agreements, by agreement, and whether there
// are more.
func (g *Graph) tiesUnder(ctx context.Context, v View, agreements []*Entity) (map[ID][]Found, bool, error) {
	if len(agreements) == 0 {
		return nil, false, nil
	}
	ids := idsOf(agreements)
	named := idSet(ids)
	found, more, err := g.ties(ctx, v, []RelationshipList{{
		Cites: ids, Keep: func(f Found) bool { return named[f.tie().Agreement()] },
	}}, maxChainTies)
	resting := make(map[ID][]Found)
	for _, f := range found {
		id := f.tie().Agreement()
		resting[id] = append(resting[id], f)
	}
	return resting, more, err
}

func idsOf(entities []*Entity) []ID {
	ids := make([]ID, len(entities))
	for i, e := range entities {
		ids[i] = e.ID
	}
	return ids
}

// chain puts what was found in order.
func (w *chainWalk) chain(ties map[ID][]Found, more bool) Chain {
	c := Chain{Truncated: w.truncated || more}
	for _, e := range w.agreements {
		c.Steps = append(c.Steps, ChainStep{Agreement: e, Ties: ties[e.ID]})
	}
	slices.SortFunc(c.Steps, compareSteps)
	c.link(nearestFirst(w.links))
	c.measure()
	return c
}
