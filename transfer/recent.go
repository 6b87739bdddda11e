package transfer

import "entente/kg"

// A recent set has the ids that were added last, in a bounded amount of memory: at least
// half of maxRecent, at most all of it.
type recent struct{ young, old map[kg.ID]bool }

// maxRecent is how many ids are remembered.
const maxRecent = 400_000

func (r *recent) add(id kg.ID) {
	if r.young == nil || len(r.young) >= maxRecent/2 {
		r.young, r.old = make(map[kg.ID]bool), r.young
	}
	r.young[id] = true
}

func (r *recent) has(id kg.ID) bool { return r.young[id] || r.old[id] }
