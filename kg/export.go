package kg

import (
	"context"
	"iter"
	"sync"
)

// exportPage is how many records an export reads at once.
const exportPage = 2000

// Export returns the part of the graph that v shows and where admits: terms, sources,
// entities, relationships and claims, each class in the order of ids. Relationships are
// those that v's Valid shows; claims are about what is shown. Without a filter there
// are all entities and sources. With one there are only those that its relationships and
// the claims about these rest on, and their ids are held in memory; so are those of the
// claims.
//
// v's Known must be set, so that all of it is of one moment; see [Graph.Now]. What is
// returned can be gone through again and yields the same. An error is the last that it
// yields.
func (g *Graph) Export(
	ctx context.Context, v View, where *RelationshipFilter,
) (iter.Seq2[Record, error], error) {
	plans, err := plansOf(ctx, g, v, []RelationshipList{{Where: where}})
	if err != nil {
		return nil, err
	}
	x := &export{ctx: ctx, graph: g, view: v, ties: plans[0]}
	x.collected = sync.OnceValues(x.collect)
	if where == nil {
		return x.whole, nil
	}
	return x.part, nil
}

// An export is one that is being made.
type export struct {
	ctx   context.Context //nolint:containedctx // an iterator has no place for it
	graph *Graph
	view  View
	ties  plan
	// collected finds out once what else belongs to a part: all passes are of one moment.
	collected func() (belongings, error)
}

// belongings are the ids of what else belongs to a part of the graph.
type belongings struct{ entities, sources, claims map[ID]bool }

// whole yields all that the view shows.
func (x *export) whole(yield func(Record, error) bool) {
	var claims []*Claim
	yield, flushRecords := x.hiding(yield)
	flush := func() bool {
		shown, err := x.aboutShown(claims)
		claims = claims[:0]
		return yieldAll(shown, err, yield)
	}
	for record, err := range x.graph.from(x.view).All(x.ctx, x.view) {
		if err != nil {
			yield(nil, err)
			return
		}
		switch r := record.(type) {
		case *Claim:
			if claims = append(claims, r); len(claims) == exportPage && !flush() {
				return
			}
			continue
		case *Relationship:
			if !x.ties.Bounds.Admit(accepted(r.Accepted, r.Validity)) {
				continue
			}
		}
		if !yield(record, nil) {
			return
		}
	}
	if flush() {
		flushRecords()
	}
}

// yieldAll yields records and then, if there is one, an error. It reports whether more
// is wanted.
func yieldAll[R Record](records []R, err error, yield func(Record, error) bool) bool {
	for _, r := range records {
		if !yield(r, nil) {
			return false
		}
	}
	if err != nil {
		yield(nil, err)
	}
	return err == nil
}

// aboutShown leaves out the claims about relationships that the view's Valid hides, and
// those about such claims.
func (x *export) aboutShown(claims []*Claim) ([]*Claim, error) {
	if x.ties.Bounds == nil || len(claims) == 0 {
		return claims, nil
	}
	about := make(map[ID]ID, len(claims)) // what each record of a chain is about in the end
	wave := make([]ID, len(claims))
	for i, c := range claims {
		about[c.ID], wave[i] = c.About, c.About
	}
	hidden := make(map[ID]bool)
	for len(wave) > 0 {
		records, err := x.graph.from(x.view).Records(x.ctx, x.view, inOrder(wave))
		if err != nil {
			return nil, err
		}
		wave = nil
		for _, record := range records {
			switch r := record.(type) {
			case *Relationship:
				hidden[r.ID] = !x.ties.Bounds.Admit(accepted(r.Accepted, r.Validity))
			case *Claim:
				if _, met := about[r.ID]; !met {
					about[r.ID], wave = r.About, append(wave, r.About)
				}
			}
		}
	}
	shown := make([]*Claim, 0, len(claims))
	for _, c := range claims {
		end := c.About
		for range about { // claims may go round in a circle
			next, met := about[end]
			if !met {
				break
			}
			end = next
		}
		if !hidden[end] {
			shown = append(shown, c)
		}
	}
	return shown, nil
}
