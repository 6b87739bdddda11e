package storetest

import (
	"entente/kg"
)

// with changes a record that a case has just made.
func with[R any](record *R, change func(*R)) *R {
	change(record)
	return record
}

// always is a validity without a beginning or an end.
var always = during(kg.NegInf, kg.PosInf)

// during returns the validity of which both bounds are known exactly.
func during(start, end kg.Instant) kg.Validity { return spanning(start, start, end, end) }

// spanning returns a validity of the span. Stores do not read the text.
func spanning(startEarliest, startLatest, endEarliest, endLatest kg.Instant) kg.Validity {
	return kg.Validity{
		Written: kg.Written{EDTF: "../.."},
		Span: kg.Span{
			StartEarliest: startEarliest, StartLatest: startLatest,
			EndEarliest: endEarliest, EndLatest: endLatest,
		},
	}
}

func actor(id kg.ID, name string) *kg.Entity {
	return &kg.Entity{
		Header: kg.Header{ID: id}, EntityClass: kg.ClassActor, Kind: "armed-group",
		Names: []kg.Name{{Text: name, Kind: kg.NameOfficial}}, Validity: always,
	}
}

func place(id kg.ID, name string) *kg.Entity {
	return with(actor(id, name), func(e *kg.Entity) {
		e.EntityClass, e.Kind = kg.ClassPlace, "city"
	})
}

func source(id kg.ID) *kg.Source {
	return &kg.Source{Header: kg.Header{ID: id}, Title: "Report " + string(id)}
}

// tie returns a relationship that rests on no source, which stores do not mind.
func tie(id, from, to kg.ID) *kg.Relationship {
	return &kg.Relationship{
		Header: kg.Header{ID: id}, Type: "partnership", From: from, To: to,
		Validity: always, Sign: kg.SignCooperative,
	}
}

// claim returns a claim that was read in the source "press".
func claim(id, about kg.ID) *kg.Claim {
	return &kg.Claim{
		Header: kg.Header{ID: id}, About: about, Property: "exists",
		Value: kg.Value{Type: kg.ValueNone}, Stance: kg.StanceAsserts, Source: "press",
		Rank: kg.RankNormal,
	}
}

func term(kind kg.TermKind, name string) *kg.Term {
	return &kg.Term{
		Header: kg.Header{ID: kg.TermID(kind, name)}, TermKind: kind, Name: name, Label: name,
	}
}

// property returns properties of which one names an entity.
func property(entity kg.ID) kg.Properties {
	return kg.Properties{"led-by": {Type: kg.ValueEntity, Entity: entity}}
}

// puts writes records whether or not they are there.
func puts(records ...kg.Record) []kg.Write {
	writes := make([]kg.Write, len(records))
	for i, record := range records {
		writes[i] = kg.Write{Record: record, Expect: kg.AnyVersion}
	}
	return writes
}

// retractions takes records out of the graph.
func retractions(records ...kg.Record) []kg.Write {
	writes := puts(records...)
	for i := range writes {
		writes[i].Retract = true
	}
	return writes
}

// hide makes a record restricted, in the way of its class.
func hide[R kg.Record](record R) R {
	record.Head().Access = kg.AccessRestricted
	switch r := kg.Record(record).(type) {
	case *kg.Relationship:
		r.Restricted = true
	case *kg.Claim:
		r.Restricted = true
	}
	return record
}

// idsOf lists the ids of records in their order.
func idsOf(records []kg.Record) []kg.ID {
	ids := make([]kg.ID, len(records))
	for i, record := range records {
		ids[i] = record.Head().ID
	}
	return ids
}
