package wikidata

import (
	"slices"
	"strings"

	"entente/kg"
)

// ranks are the ranks of claims by those of statements.
var ranks = map[string]kg.Rank{
	"preferred": kg.RankPreferred, "normal": kg.RankNormal, "deprecated": kg.RankDeprecated, "": kg.RankNormal,
}

// claim adds a claim by the statement's source.
func (s *saying) claim(id, about kg.ID, property string, value kg.Value) *kg.Claim {
	rank, known := ranks[s.Rank]
	if !known {
		rank = kg.RankNormal
	}
	c := &kg.Claim{
		Header: kg.Header{ID: id}, About: about, Property: property, Value: value,
		Stance: kg.StanceAsserts, Source: s.sources[0], Rank: rank,
	}
	if len(s.sources) > 1 {
		c.Sources = s.sources
	}
	s.Records = append(s.Records, c)
	return c
}

// ranked claims that a relationship exists, with the rank of its statement, unless that
// is the normal one.
func (s *saying) ranked(r *kg.Relationship) {
	if s.Rank == "preferred" || s.Rank == "deprecated" {
		s.claim(under(r.ID, "rank"), r.ID, s.built(kg.PropertyExists, kg.ValueNone), kg.Value{Type: kg.ValueNone})
	}
}

// bounds claims each start and end of a relationship where there are several.
func (s *saying) bounds(r *kg.Relationship) {
	for _, bound := range []struct{ property, claim string }{
		{startTime, kg.PropertyStart}, {endTime, kg.PropertyEnd},
	} {
		if len(s.Qualifiers[bound.property]) < 2 {
			continue
		}
		for i := range s.Qualifiers[bound.property] {
			d, ok := new(period).date(&s.Qualifiers[bound.property][i])
			if !ok || d.edtf == "" {
				continue
			}
			id := under(r.ID, bound.claim, d.edtf)
			if !slices.ContainsFunc(s.Records, func(c kg.Record) bool { return c.Head().ID == id }) {
				s.claim(id, r.ID, s.built(bound.claim, kg.ValueDate), kg.Value{Type: kg.ValueDate, Date: d.edtf})
			}
		}
	}
}

// under makes the id of what belongs to a record.
func under(id kg.ID, parts ...string) kg.ID {
	with := kg.ID(string(id) + "." + strings.Join(parts, "."))
	if with = kg.ID(strings.Map(allowed, string(with))); with.Validate() == nil {
		return with
	}
	return id
}

// allowed keeps EDTF's marks apart in ids, where they may not be.
func allowed(r rune) rune {
	switch r {
	case '~':
		return 'a'
	case '?':
		return 'u'
	case '%':
		return 'b'
	default:
		return r
	}
}

// number claims a quantity. It is about the time that P585 names.
func (s *saying) number() {
	number, problem := s.Main.number()
	if problem != "" {
		s.remark(problem + "; left out")
		return
	}
	property := s.propertyName(s.property, kg.ValueNumber, measures[s.property])
	if t := s.term(kg.TermClaimProperty, property); number.Unit == "" && t != nil {
		number.Unit = t.Unit
	}
	c := s.claim(s.id(), kg.ID(s.of.id), property, kg.Value{Type: kg.ValueNumber, Number: number})
	c.HoldsAt = s.holdsAt()
}

// time claims a date that is not one of the item's own time.
func (s *saying) time() {
	p := &period{}
	d, ok := p.date(&s.Main)
	for _, remark := range p.remarks {
		s.remark(remark)
	}
	if ok && d.edtf != "" {
		property := s.propertyName(s.property, kg.ValueDate, measure{})
		s.claim(s.id(), kg.ID(s.of.id), property, kg.Value{Type: kg.ValueDate, Date: d.edtf}).HoldsAt = s.holdsAt()
	}
}

// holdsAt returns the time that a value is about.
func (s *saying) holdsAt() kg.DateText {
	for i := range s.Qualifiers[pointInTime] {
		if d, ok := new(period).date(&s.Qualifiers[pointInTime][i]); ok {
			return kg.DateText(d.edtf)
		}
	}
	return ""
}

// boundOfItem claims when the item itself began or ended, where its statements say it
// more than once.
func (s *saying) boundOfItem() {
	bound, ok := s.dated[s.property]
	if !ok || len(s.of.claims[s.property]) < 2 {
		return
	}
	if d, ok := new(period).date(&s.Main); ok && d.edtf != "" {
		date := marked(d.edtf, s.statement)
		s.claim(s.id(), kg.ID(s.of.id), s.built(bound, kg.ValueDate), kg.Value{Type: kg.ValueDate, Date: date})
	}
}
