package kg

import (
	"context"
	"slices"
)

// best returns the first paths of a length among the relationships that are held,
// which must have all of its paths: certain ones, then those that are only possible.
func (s *pathSearch) best(ctx context.Context, length, first int) ([]Path, error) {
	var paths []Path
	for _, c := range []Certainty{Certain, Possible} {
		certainOnly := s.view.Certainty == Certain && !s.rule.byStatus
		if c == Possible && certainOnly || len(paths) == first {
			break
		}
		p := s.newPass(ctx, c, length, first-len(paths))
		if err := p.walk(s.sides[0].end, p.rule.start(), length); err != nil {
			return nil, err
		}
		found, err := p.paths()
		if err != nil {
			return nil, err
		}
		paths = append(paths, found...)
	}
	return paths, nil
}

// A pass lists the paths of one length and certainty. It tries the ties of each
// node in order of their ids, so that paths come in order of the ids along them.
type pass struct {
	*pathSearch
	ctx       context.Context //nolint:containedctx // a pass is one call
	certainty Certainty
	want      int
	// ahead has for each number of hops what lies so many hops before the end.
	ahead []map[int]outlook
	// onward are the ways on from a node for so many hops, as far as they are known.
	onward map[[2]int][]way
	// ties and onPath are the path so far.
	ties   []int
	onPath map[int]bool
	found  []trail
}

// A trail is a path by its ties. Its arrival is what it is ordered by first: when it
// ends, in the reading that counts, if it is CONSECUTIVE, and else always the same.
type trail struct {
	ties    []int
	arrival Instant
}

// An outlook is what some ways from a node to the end allow, of those that meet the
// rule by themselves: the latest by which one of them has to be begun, and the
// earliest at which the last of their hops can have started.
type outlook struct{ room, soonest Instant }

func (s *pathSearch) newPass(ctx context.Context, c Certainty, length, want int) *pass {
	p := &pass{
		pathSearch: s, ctx: ctx, certainty: c, want: want,
		ahead:  []map[int]outlook{{s.sides[1].end: {PosInf, NegInf}}},
		onward: make(map[[2]int][]way), onPath: make(map[int]bool),
	}
	for len(p.ahead) < length {
		p.ahead = append(p.ahead, p.before(p.ahead[len(p.ahead)-1]))
	}
	return p
}

// before returns the outlooks from one hop earlier. They take no heed of entities
// met twice but for the two ends, so they allow too much and never too little.
func (p *pass) before(later map[int]outlook) map[int]outlook {
	earlier := make(map[int]outlook)
	for n, o := range later {
		for _, tie := range p.nodes[n].ties {
			far := p.across(tie, n)
			hop, ok := p.hop(tie)
			if !ok || !precedes(hop.From, o.room) || p.isEnd(far) {
				continue
			}
			through := outlook{min(o.room, hop.Until), max(o.soonest, hop.From)}
			if known, ok := earlier[far]; ok {
				through = outlook{max(through.room, known.room), min(through.soonest, known.soonest)}
			}
			earlier[far] = through
		}
	}
	return earlier
}

func (p *pass) isEnd(node int) bool { return node == p.sides[0].end || node == p.sides[1].end }

// hop returns when a tie can be followed, and whether it can.
func (p *pass) hop(tie int) (Window, bool) {
	return p.rule.hop(p.pathSearch.ties[tie].span, p.certainty)
}

// walk lists the paths that go on from a node for so many hops.
func (p *pass) walk(from int, sofar Window, hops int) error {
	if hops == 0 {
		p.take(sofar)
		return nil
	}
	p.onPath[from] = true
	defer delete(p.onPath, from)
	for _, w := range p.waysOn(from, hops) {
		if err := p.try(); err != nil {
			return err
		}
		joined, ok := p.step(w, sofar, hops-1)
		if !ok {
			continue
		}
		p.ties = append(p.ties, w.tie)
		err := p.walk(w.next, joined, hops-1)
		p.ties = p.ties[:len(p.ties)-1]
		if err != nil || p.done() {
			return err
		}
	}
	return nil
}

// A way is a tie that can be followed, where it leads, and when.
type way struct {
	tie, next int
	hop       Window
}

// waysOn returns the ways on from a node by which the end may be so many hops away, in
// order of their ids.
func (p *pass) waysOn(from, hops int) []way {
	key := [2]int{from, hops}
	ways, known := p.onward[key]
	if known {
		return ways
	}
	var ties []int
	for _, tie := range p.nodes[from].ties {
		if _, open := p.ahead[hops-1][p.across(tie, from)]; open {
			ties = append(ties, tie)
		}
	}
	for _, tie := range p.inOrder(ties) {
		if hop, ok := p.hop(tie); ok {
			ways = append(ways, way{tie, p.across(tie, from), hop})
		}
	}
	p.onward[key] = ways
	return ways
}

// step follows a way, and reports whether a path that is wanted may go on with it.
func (p *pass) step(w way, sofar Window, left int) (joined Window, ok bool) {
	if p.onPath[w.next] {
		return joined, false
	}
	ahead := p.ahead[left][w.next]
	joined, ok = p.rule.join(sofar, w.hop)
	ok = ok && precedes(joined.From, ahead.room) && !p.tooLate(max(joined.From, ahead.soonest)) &&
		(p.rule.mode != PathContinuous || precedes(ahead.soonest, joined.Until))
	return joined, ok
}

// tooLate reports whether a path that arrives then is after all that are wanted.
func (p *pass) tooLate(arrival Instant) bool {
	return p.done() || len(p.found) == p.want && arrival >= p.found[p.want-1].arrival
}

// done reports whether no further path is wanted, whenever it arrives.
func (p *pass) done() bool { return len(p.found) == p.want && p.rule.mode != PathConsecutive }

// try counts what is tried.
func (p *pass) try() error {
	const often = 1024
	if p.tries++; p.tries > p.limits.tries {
		return pastLimit("hops tried", p.limits.tries)
	}
	if p.tries%often == 0 {
		return p.ctx.Err()
	}
	return nil
}

// take notes the path so far, unless the pass for certain ones has it, and lets go
// of one that is no longer wanted.
func (p *pass) take(sofar Window) {
	if p.certainty == Possible && p.rule.allows(p.spans(p.ties), Certain) {
		return
	}
	t := trail{slices.Clone(p.ties), NegInf}
	if p.rule.mode == PathConsecutive {
		t.arrival = sofar.From
	}
	place := len(p.found)
	for place > 0 && p.found[place-1].arrival > t.arrival {
		place--
	}
	p.found = slices.Insert(p.found, place, t)
	p.found = p.found[:min(len(p.found), p.want)]
}

// spans are those of ties.
func (s *pathSearch) spans(ties []int) []Span {
	spans := make([]Span, len(ties))
	for i, tie := range ties {
		spans[i] = s.ties[tie].span
	}
	return spans
}

// paths returns what was found, with the records of it.
func (p *pass) paths() ([]Path, error) {
	var numbers []uint32
	for _, t := range p.found {
		for _, tie := range t.ties {
			numbers = append(numbers, p.pathSearch.ties[tie].number)
		}
	}
	if len(numbers) == 0 {
		return nil, nil
	}
	records, err := p.ground.records(p.ctx, numbers)
	if err != nil {
		return nil, err
	}
	paths := make([]Path, len(p.found))
	for i, t := range p.found {
		n := len(t.ties)
		if paths[i], err = p.path(t.ties, records[:n]); err != nil {
			return nil, err
		}
		records = records[n:]
	}
	return paths, nil
}

// path returns the path along ties, the records of which are given.
func (p *pass) path(ties []int, records []Found) (Path, error) {
	at := p.ends[0]
	path := Path{Certainty: p.certainty, Entities: []*Entity{at}}
	for i, f := range records {
		r, ok := f.Record.(*Relationship)
		if !ok || r.Validity.Span != p.pathSearch.ties[ties[i]].span {
			return path, errMoved
		}
		path.Hops = append(path.Hops, Hop{r, r.DirectionFrom(at.ID)})
		switch at.ID {
		case r.From:
			at = f.To
		case r.To:
			at = f.From
		default:
			return path, errMoved
		}
		path.Entities = append(path.Entities, at)
	}
	if at.ID != p.ends[1].ID {
		return path, errMoved
	}
	switch spans := p.spans(ties); p.rule.mode {
	case PathContinuous:
		path.Interval = p.rule.interval(spans)
	case PathConsecutive:
		path.Departure, path.Arrival = p.rule.departure(spans), p.rule.arrival(spans)
	}
	return path, nil
}
