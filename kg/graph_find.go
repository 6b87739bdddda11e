package kg

import (
	"context"
	"errors"
	"sync"
)

// An EntityList asks for entities.
type EntityList struct {
	Where *EntityFilter
	Order Order
	Page  Page
}

// A RelationshipList asks for the relationships that a view shows.
type RelationshipList struct {
	Where *RelationshipFilter
	// Of and Direction ask for those of one entity only; see [Query]. Named says that a
	// reader named it, so that Of may be a former id.
	Of        ID
	Direction Direction
	Named     bool
	// Allen asks for those that stand so to another time, whenever they are in force:
	// it implies Anytime, and that HasIn is all time. Except leaves out the one that
	// the others are compared with.
	Allen  *AllenFilter
	Except ID
	// Types are the types asked for besides Where, whether the vocabulary has them
	// or not; none: all. Cites, Bounds and Keep are as in [Query].
	Types  []string
	Cites  []ID
	Bounds *Bounds
	Keep   func(Found) bool
	// View is the one that this list is read in where it differs from the call's.
	View *View
	// Within, if set, is the time in which they must be in force in place of the
	// view's Valid, whatever status Where asks for.
	Within *Window
	// Anytime asks for those that hold at any time: the view's Valid hides none, and
	// only tells their status.
	Anytime bool
	// HasIn, if set, is the time that each Has and HasNot of Where asks about in place
	// of the view's Valid.
	HasIn *Window
	Order Order
	Page  Page
}

// A ClaimList asks for claims.
type ClaimList struct {
	Where *ClaimFilter
	// About asks for the claims about one record only.
	About ID
	Order Order
	Page  Page
}

// A SourceList asks for sources.
type SourceList struct {
	Where *SourceFilter
	Order Order
	Page  Page
}

// A List can be turned into a query: [EntityList], [RelationshipList], [ClaimList]
// or [SourceList].
type List interface {
	plan(c compiler) (plan, error)
	ordered() (Order, Page)
}

func (l EntityList) plan(c compiler) (plan, error) { return whereOf(l.Where.plan(c)) }
func (l EntityList) ordered() (Order, Page)        { return l.Order, l.Page }

func (l RelationshipList) plan(c compiler) (plan, error) {
	set(&c.view, l.View)
	c.ignoresValid = l.Allen != nil || l.Within != nil || l.Anytime
	if c.hasIn = l.HasIn; l.Allen != nil {
		c.hasIn = &Always
	}
	p, err := l.Where.plan(c, l.Of, l.Direction)
	if l.Within != nil {
		p.within(c.view.During(*l.Within).bounds())
	}
	if err != nil {
		return whereOf(p, err)
	}
	if l.Named && l.Of != "" {
		p.named = []ID{l.Of}
	}
	p.narrowTypes(l.Types)
	if l.Cites != nil {
		p.Cites = l.Cites // a source that Where names is tested too
	}
	p.within(l.Bounds)
	p.keep(l.Keep)
	if l.Allen == nil {
		return p, nil
	}
	return p, p.standing(*l.Allen, l.Except)
}
func (l RelationshipList) ordered() (Order, Page) { return l.Order, l.Page }

func (l ClaimList) plan(c compiler) (plan, error) { return whereOf(l.Where.plan(c, l.About)) }
func (l ClaimList) ordered() (Order, Page)        { return l.Order, l.Page }

func (l SourceList) plan(c compiler) (plan, error) { return whereOf(l.Where.plan(c)) }
func (l SourceList) ordered() (Order, Page)        { return l.Order, l.Page }

// whereOf says that what is wrong with a plan is in the filter.
func whereOf(p plan, err error) (plan, error) { return p, under("where", err) }

// Find answers each list with its page, all with one call of the store. Pages of
// more than [MaxRows] records together are an ErrLimit.
func Find[L List](ctx context.Context, g *Graph, v View, lists []L) ([]Slice, error) {
	plans, err := plansOf(ctx, g, v, lists)
	if err != nil {
		return nil, err
	}
	rows := 0
	for i, l := range lists {
		order, page := l.ordered()
		plans[i].Order = order
		if err := page.apply(&plans[i].Query); err != nil {
			return nil, err
		}
		rows += plans[i].Limit - 1
	}
	if rows > MaxRows {
		return nil, &LimitError{What: "records on one level", Value: rows, Limit: MaxRows}
	}
	found, err := g.findAll(ctx, v, plans)
	if err != nil {
		return nil, err
	}
	slices := make([]Slice, len(lists))
	for i, l := range lists {
		order, page := l.ordered()
		slices[i] = page.slice(found[i], order)
	}
	return slices, nil
}

// Count counts the records of each list, without regard to its page, all with one
// call of the store: by kind and, for the relationships of an entity, direction.
func Count[L List](ctx context.Context, g *Graph, v View, lists []L) ([][]Tally, error) {
	plans, err := plansOf(ctx, g, v, lists)
	if err != nil {
		return nil, err
	}
	return g.countAll(ctx, v, plans)
}

// plansOf turns lists into plans. What their filters need to know of other records
// is read before, with one call of the store for the records whose time they ask for,
// one for what is shown of the sources and entities that records may refer to, and one
// for each depth of nested [HasFilter]s.
//
// A term that is not known may have been added by another server, so the vocabulary
// is read again before it is refused.
func plansOf[L List](ctx context.Context, g *Graph, v View, lists []L) ([]plan, error) {
	vocabulary, err := g.Vocabulary(ctx)
	if err != nil {
		return nil, err
	}
	c := compiler{vocabulary: vocabulary, view: v, lookups: newLookups()}
	c.evidence = sync.OnceValues(func() (*evidenceIndex, error) { return g.evidence(ctx, v) })
	plans, err := compileAll(c, lists)
	var invalid *InvalidError
	if errors.As(err, &invalid) {
		if c.vocabulary, err = g.refreshVocabulary(ctx); err != nil {
			return nil, err
		}
		plans, err = compileAll(c, lists)
	}
	for err == nil && c.lookups.pending() {
		if err = c.lookups.read(ctx, g, c); err == nil {
			plans, err = compileAll(c, lists)
		}
	}
	return plans, err
}

func compileAll[L List](c compiler, lists []L) ([]plan, error) {
	plans := make([]plan, len(lists))
	for i, l := range lists {
		p, err := l.plan(c)
		if err != nil {
			return nil, err
		}
		plans[i] = p
	}
	return plans, nil
}

// Total adds up tallies.
func Total(tallies []Tally) int {
	n := 0
	for _, t := range tallies {
		n += t.Count
	}
	return n
}
