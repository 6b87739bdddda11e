package kg

import "slices"

// Evidence is what a record, or a camp of a [Dispute], rests on.
//
// A record rests on its own sources and on those of the claims that assert it. Any
// claim about a record asserts that it is there, but for one that denies just that.
//
// Who asserts a record are the claimants of those claims (the actor, or the source
// where no actor is named) and its own sources, but for a source that only carries
// what an actor says of it. A claimant is left out whose latest word is that it does
// not exist, as in a [Perspective].
type Evidence struct {
	// Sources and Asserters are ordered by id, each once.
	Sources, Asserters []ID
	// PartiesOnly says that there is an asserter, and that every one is a party to the
	// matter; see [Graph.Parties].
	PartiesOnly bool
}

// SingleSourced reports whether there is just one source.
func (e Evidence) SingleSourced() bool { return len(e.Sources) == 1 }

// onlyBy reports whether there is an asserter, and every one is among the ids.
func (e Evidence) onlyBy(ids []ID) bool {
	others := func(id ID) bool { return !slices.Contains(ids, id) }
	return len(e.Asserters) > 0 && !slices.ContainsFunc(e.Asserters, others)
}

// evidenceOf returns the evidence for a record of so many sources, or for a camp,
// which has none of its own.
func evidenceOf(sources []ID, claims []*Claim, parties []ID) Evidence {
	words := account{claims: slices.Clone(claims)}
	words.settle()
	e := Evidence{Sources: slices.Clone(sources)}
	var asserters, carriers []ID
	for _, c := range claims {
		asserters = append(asserters, c.claimant())
		if c.AssertedBy != "" {
			carriers = append(carriers, c.Source)
		}
		if !c.deniesExistence() {
			e.Sources = append(e.Sources, c.Source)
		}
	}
	for _, source := range sources {
		if !slices.Contains(carriers, source) {
			asserters = append(asserters, source)
		}
	}
	e.Sources = inOrder(e.Sources)
	e.Asserters = inOrder(slices.DeleteFunc(asserters, func(id ID) bool { return words.deniedBy[id] }))
	e.PartiesOnly = e.onlyBy(parties)
	return e
}

// inOrder sorts ids, each once.
func inOrder(ids []ID) []ID {
	slices.Sort(ids)
	return slices.Compact(ids)
}
