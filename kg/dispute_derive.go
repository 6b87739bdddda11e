package kg

import (
	"cmp"
	"slices"
)

// A debate is the claims on one property of one record, as far as they can be
// compared: of one unit.
type debate struct {
	positions []position
	zone      Zone
	// live are the places of those that were not taken back.
	live members
	// replacedBy has the later claim of one that was.
	replacedBy map[ID]*Claim
}

// debatesOf divides claims on one property, in the order in which they are shown,
// into debates, one a unit. The zone is that of the record.
func debatesOf(claims []*Claim, constant bool, zone Zone) []debate {
	var debates []debate
	var units []string
	for _, c := range claims {
		units = appendNew(units, unitOf(c))
	}
	for _, unit := range units {
		var same []*Claim
		for _, c := range claims {
			if unitOf(c) == unit {
				same = append(same, c)
			}
		}
		d := newDebate(positionsOf(same, constant, zone))
		d.zone = zone
		debates = append(debates, d)
	}
	return debates
}

func unitOf(c *Claim) string {
	if c.Value.Number == nil {
		return ""
	}
	return c.Value.Number.Unit
}

// newDebate finds out which claims were taken back.
func newDebate(positions []position) debate {
	d := debate{positions: positions, replacedBy: make(map[ID]*Claim)}
	for i := range positions {
		earlier := &positions[i]
		for j := range positions {
			later := &positions[j]
			last := d.replacedBy[earlier.claim.ID]
			if later.claim.claimant() == earlier.claim.claimant() && later.at == earlier.at &&
				later.claim.saidAfter(earlier.claim) && (last == nil || later.claim.saidAfter(last)) &&
				d.clash(i, j) {
				d.replacedBy[earlier.claim.ID] = later.claim
			}
		}
		if d.replacedBy[earlier.claim.ID] == nil {
			d.live.add(i)
		}
	}
	return d
}

// clash reports whether two claims about one time cannot both be true.
func (d *debate) clash(i, j int) bool {
	var pair members
	pair.add(i)
	pair.add(j)
	return d.conflict(pair)
}

// conflict reports whether claims about one time cannot all be true.
func (d *debate) conflict(group members) bool {
	for _, x := range witnesses(d.positions, group) {
		if d.permitting(group, x) == group {
			return false
		}
	}
	return true
}

// permitting returns those of a group that may be true if x is the value.
func (d *debate) permitting(group members, x float64) (permit members) {
	for i := range group.all(len(d.positions)) {
		if d.positions[i].permits(x) {
			permit.add(i)
		}
	}
	return permit
}

// contemporaries returns the largest groups of live claims about one time. All of
// a group are about the moment at which the last of its times begins.
func (d *debate) contemporaries() []members {
	var groups []members
	for i := range d.live.all(len(d.positions)) {
		begins := d.positions[i].at.From
		var group members
		for j := range d.live.all(len(d.positions)) {
			if at := d.positions[j].at; at.From <= begins && begins < at.Until {
				group.add(j)
			}
		}
		groups = append(groups, group)
	}
	return largest(groups)
}

// disputed reports whether the claims cannot all be true.
func (d *debate) disputed() bool { return slices.ContainsFunc(d.contemporaries(), d.conflict) }

// conflicts returns the conflicts of the debate.
func (d *debate) conflicts(parties []ID) []Conflict {
	var conflicts []Conflict
	for _, group := range d.contemporaries() {
		if d.conflict(group) {
			conflicts = append(conflicts, d.describe(group, parties))
		}
	}
	return conflicts
}

// describe says in what a group of claims that cannot all be true conflict.
func (d *debate) describe(group members, parties []ID) Conflict {
	c := Conflict{Kind: DisputeStances, At: Always}
	var asserted, believed members
	for i := range group.all(len(d.positions)) {
		p := &d.positions[i]
		c.At = c.At.and(p.at)
		if !p.denies {
			asserted.add(i)
		}
		if p.claim.Rank != RankDeprecated {
			believed.add(i)
		}
	}
	if d.conflict(asserted) {
		c.Kind = DisputeValues
		if d.positions[0].claim.Value.Type == ValueDate {
			c.Kind = DisputeDates
		}
	}
	c.Open = d.conflict(believed)
	c.Camps = d.camps(group, parties)
	c.Numbers, c.Dates = spreadOf(d.claims(asserted), d.zone)
	return c
}

// camps returns the largest parts of a group that can be true together.
func (d *debate) camps(group members, parties []ID) []Camp {
	var sets []members
	for _, x := range witnesses(d.positions, group) {
		sets = append(sets, d.permitting(group, x))
	}
	var camps []Camp
	for _, set := range largest(sets) {
		claims := d.claims(set)
		camps = append(camps, Camp{claims, evidenceOf(nil, claims, parties)})
	}
	return camps
}

func (d *debate) claims(of members) []*Claim {
	var claims []*Claim
	for i := range of.all(len(d.positions)) {
		claims = append(claims, d.positions[i].claim)
	}
	return claims
}

// inTimeOrder orders conflicts by when they begin and end.
func inTimeOrder(a, b Conflict) int {
	return cmp.Or(cmp.Compare(a.At.From, b.At.From), cmp.Compare(a.At.Until, b.At.Until))
}
