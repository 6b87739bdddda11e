package storetest

import (
	"slices"

	"entente/kg"
)

// pools are the ids of each class, few enough to meet again and hard to tell
// apart. Some are of several classes.
var pools = [][]kg.ID{
	{"A", "a", "a-b", "a.b", "a_b", "aa", "B", "e1", "e2", "e10", "x1", "x2"},
	{"r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8", "r9", "r10", "R1", "x1"},
	{"c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9", "c10", "C1", "x2"},
	{"s1", "s2", "s3", "S1", "x1"},
	{"kind:state", "kind:person", "type:ally", "property:seen"},
}

// poolClasses are the classes that the pools are for.
var poolClasses = []kg.Class{
	kg.ClassEntity, kg.ClassRelationship, kg.ClassClaim, kg.ClassSource, kg.ClassTerm,
}

// texts are names and titles: alike but for case, accents or script.
var texts = []string{
	"Alpha", "alpha", "Alphabet", "Beta Alpha", "ALPHA beta", "قوات", "أحمد الشرع", "احمد الشرع",
	"Şara", "Sharaa", "Hêzên", "é", "e\u0301", "z", "The Press", "100%", "a_b", `a\b`,
}

// planes are texts on both sides of where UTF-16 orders otherwise.
var planes = []string{
	"\uFFFD", "\uE000x", "\U00010400", "\U00010400a", "\U0001F600", "ap\uFFFD", "ap\uFA0E",
	"ap\U00010400",
}

var dates = []kg.DateText{
	"", "2025", "2025-01", "2025-01-01", "2026-02-13T10:00:00Z", "-0044-03-15", "20XX", "2025~",
}

// validities are all sorts of bounds; some are of Graphs, some of no date at all.
var validities = []kg.Validity{
	always, during(10, 20), during(10, kg.PosInf), during(kg.NegInf, 10), during(-1, 0),
	spanning(kg.NegInf, kg.PosInf, kg.NegInf, kg.PosInf), spanning(0, 10, 11, 21),
	spanning(kg.NegInf, 9, 10, 20), spanning(0, 30, 1, kg.PosInf),
	written("2014/2015-10"), written("2014-10~/"), written("2026-01-20T17:00:00Z/.."),
	written("../2025"), written("2025"), written("-0100/0200"),
}

// written reads a validity that is known to be good.
func written(text string) kg.Validity {
	validity, err := kg.Written{EDTF: text}.Read(0)
	if err != nil {
		panic(err)
	}
	return validity
}

// text returns a name or title.
func (g *generator) text() string {
	if g.chance(30) {
		return pick(g, planes...)
	}
	return pick(g, texts...)
}

func (g *generator) class() kg.Class {
	return poolClasses[pick(g, 0, 0, 0, 1, 1, 1, 2, 2, 3, 4)]
}

// id returns an id of the class's pool.
func (g *generator) id(class kg.Class) kg.ID {
	return pick(g, pools[slices.Index(poolClasses, class)]...)
}

// ids returns up to n ids of any class, and some that are nobody's.
func (g *generator) ids(n int) []kg.ID {
	var ids []kg.ID
	for range g.IntN(n + 1) {
		ids = append(ids, g.id(g.class()))
	}
	if g.chance(20) {
		ids = append(ids, "nobody")
	}
	return ids
}

// existing returns the id of a record of the class that is there, if it can.
func (g *generator) existing(class kg.Class) kg.ID {
	for range 20 {
		id := g.id(class)
		if current := g.model.current(id); current != nil && current.Record.Class() == class {
			return id
		}
	}
	return g.id(class)
}

// record returns a record of any class.
func (g *generator) record() kg.Record {
	class := g.class()
	return g.recordOf(class, g.id(class))
}

func (g *generator) recordOf(class kg.Class, id kg.ID) kg.Record {
	header := kg.Header{ID: id, Note: pick(g, "", "", "a note", "ملاحظة")}
	if g.chance(20) {
		header.Access = kg.AccessRestricted
	}
	for g.chance(30) {
		header.Sources = append(header.Sources, g.existing(kg.ClassSource))
	}
	switch class {
	case kg.ClassEntity:
		return g.entity(header)
	case kg.ClassRelationship:
		return g.relationship(header)
	case kg.ClassClaim:
		return g.claim(header)
	case kg.ClassSource:
		return &kg.Source{Header: header, Title: g.text(), PublishedAt: pick(g, dates...)}
	default:
		kind := pick(g, kg.TermKindOfEntity, kg.TermRelationshipType, kg.TermClaimProperty)
		return &kg.Term{Header: header, TermKind: kind, Name: pick(g, "ally", "state", "seen")}
	}
}

func (g *generator) entity(header kg.Header) kg.Record {
	e := &kg.Entity{
		Header: header, EntityClass: pick(g, kg.ClassActor, kg.ClassActor, kg.ClassPlace, kg.ClassEvent),
		Kind: pick(g, "state", "person", "city"), Validity: pick(g, validities...),
	}
	for len(e.Names) == 0 || g.chance(40) {
		e.Names = append(e.Names, kg.Name{
			Text: g.text(), Kind: pick(g, kg.NameOfficial, kg.NameAlias, kg.NameFormer),
		})
	}
	if g.chance(20) {
		e.Properties = property(g.existing(kg.ClassEntity))
	}
	return e
}

func (g *generator) relationship(header kg.Header) kg.Record {
	r := &kg.Relationship{
		Header: header, Type: pick(g, "ally", "ceasefire", "custody"), Sign: kg.SignNeutral,
		From: g.existing(kg.ClassEntity), To: g.existing(kg.ClassEntity),
		Validity: pick(g, validities...), Restricted: g.chance(20),
	}
	r.Symmetric = r.Type == "ceasefire" != g.chance(5)
	for r.From == r.To {
		r.To = g.id(kg.ClassEntity)
	}
	if g.chance(10) {
		r.Properties = property(g.existing(kg.ClassEntity))
	}
	return r
}

func (g *generator) claim(header kg.Header) kg.Record {
	c := &kg.Claim{
		Header: header, About: g.existing(g.class()), Property: pick(g, "exists", "start", "end", "escaped"),
		Stance: pick(g, kg.StanceAsserts, kg.StanceDenies), Source: g.existing(kg.ClassSource),
		SaidAt: pick(g, dates...), Rank: pick(g, kg.RankPreferred, kg.RankNormal, kg.RankDeprecated),
		Value: kg.Value{Type: kg.ValueNone}, Restricted: g.chance(20),
	}
	if g.chance(40) {
		c.AssertedBy = g.existing(kg.ClassEntity)
	}
	if c.Property == kg.PropertyExists && g.chance(50) {
		c.HoldsAt = pick(g, dates...)
	}
	if c.Property == kg.PropertyStart || c.Property == kg.PropertyEnd {
		c.Value = kg.Value{Type: kg.ValueDate, Date: string(pick(g, dates[1:]...))}
		if g.chance(10) {
			c.Value.Date = "2014/2025" // which is no bound
		}
	} else if g.chance(20) {
		c.Value = kg.Value{Type: kg.ValueEntity, Entity: g.existing(kg.ClassEntity)}
	}
	return c
}
