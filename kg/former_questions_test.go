package kg_test

import (
	"encoding/json"
	"errors"
	"regexp"
	"testing"

	"entente/kg"
)

// mergers is the graph twins with more that is asked of "qsd", and with "accord",
// which is the deal once more.
func mergers(t *testing.T) fixture {
	t.Helper()
	f := twins(t)
	f.entity("accord", kg.ClassEvent, "2026-01-18")
	f.entity("guest", kg.ClassActor, "2014/..")
	f.tie("talks", "participation", "guest", "accord", "")
	f.tie("strife", "conflict", "qsd", "is", "2017/2018")
	f.tie("foe", "conflict", "qsd", "is", "2025-12/2026-01")
	f.tie("after", "commands", "qsd", "guest", "2026-01-20/..")
	for _, in := range []kg.CreateRelationshipInput{
		{ID: ptr(kg.ID("friend")), To: "is", Validity: &kg.ValidityInput{EDTF: "2019/2020"}, Sign: ptr(kg.SignCooperative)},
		{ID: ptr(kg.ID("front")), To: "damascus", Validity: &kg.ValidityInput{EDTF: "2025-12/2026-01"}, Properties: []kg.PropertyInput{
			{Name: "agreement", Value: kg.ValueInput{Entity: ptr(kg.ID("accord"))}},
			{Name: "target", Value: kg.ValueInput{Entity: ptr(kg.ID("qsd"))}},
		}},
	} {
		in.Type, in.From, in.Sources = "conflict", "qsd", []kg.ID{"news"}
		_, receipt, err := f.CreateRelationship(t.Context(), "tester", in)
		f.must(receipt, err)
	}
	for id, date := range map[kg.ID]string{"early": "2015-01-01", "late": "2017-01-01"} {
		_, receipt, err := f.RecordClaim(t.Context(), "tester", kg.RecordClaimInput{
			ID: &id, About: "qsd", Property: "start", Source: "news", Value: &kg.ValueInput{Date: &date},
		})
		f.must(receipt, err)
	}
	return f
}

// mergeAll makes the two pairs one, and returns the receipts.
func (f fixture) mergeAll() (first, second kg.Receipt) {
	f.t.Helper()
	_, first, err := f.merge("qsd", "sdf")
	f.must(first, err)
	_, second, err = f.merge("accord", "deal")
	f.must(second, err)
	return first, second
}

// anytime returns the view of all times.
func (f fixture) anytime() kg.View { return f.View().During(kg.Always) }

// A question names an entity by its id.
type question func(f fixture, v kg.View, id kg.ID) (any, error)

// listing asks for a list.
func listing[L kg.List](list func(id kg.ID) L) question {
	return func(f fixture, v kg.View, id kg.ID) (any, error) {
		return kg.Find(f.t.Context(), f.Graph, v, []L{list(id)})
	}
}

func tiesBy(where func(is *kg.IDFilter) *kg.RelationshipFilter, others ...kg.ID) question {
	return listing(func(id kg.ID) kg.RelationshipList {
		is := &kg.IDFilter{In: append([]kg.ID{id}, others...)}
		if others == nil {
			is = &kg.IDFilter{Eq: &id}
		}
		return kg.RelationshipList{Where: where(is), Page: kg.Page{First: ptr(50)}}
	})
}

func entitiesBy(where func(is *kg.IDFilter) *kg.EntityFilter) question {
	return listing(func(id kg.ID) kg.EntityList {
		return kg.EntityList{Where: where(&kg.IDFilter{In: []kg.ID{"is", id}}), Page: kg.Page{First: ptr(50)}}
	})
}

func claimsBy(where func(is *kg.IDFilter) *kg.ClaimFilter, others ...kg.ID) question {
	return listing(func(id kg.ID) kg.ClaimList {
		is := &kg.IDFilter{In: append([]kg.ID{id}, others...)}
		return kg.ClaimList{Where: where(is), Page: kg.Page{First: ptr(50)}}
	})
}

// tiedTo asks for entities with a tie to one by its id.
func tiedTo(is *kg.IDFilter) *kg.HasFilter {
	return &kg.HasFilter{Relationships: &kg.RelationshipFilter{Other: &kg.EntityFilter{ID: is}}}
}

// ofActor are questions about "qsd", ofEvent about "accord".
var (
	ofActor = map[string]question{
		"Lookup": func(f fixture, v kg.View, id kg.ID) (any, error) {
			return f.Lookup(f.t.Context(), v, []kg.ID{"is", id})
		},
		"Named": func(f fixture, v kg.View, id kg.ID) (any, error) {
			found, err := f.Named(f.t.Context(), v, []kg.ID{id})
			return found[id], err
		},
		"Neighborhood": func(f fixture, v kg.View, id kg.ID) (any, error) {
			return f.Neighborhood(f.t.Context(), v, kg.NeighborhoodQuery{Of: []kg.ID{id}, Depth: 1, Limit: 50})
		},
		"Neighborhood with": func(f fixture, v kg.View, id kg.ID) (any, error) {
			return f.Neighborhood(f.t.Context(), v, kg.NeighborhoodQuery{With: []kg.ID{"damascus", id}})
		},
		"Timeline": func(f fixture, v kg.View, id kg.ID) (any, error) {
			return f.Timeline(f.t.Context(), v, kg.TimeQuery{Scope: kg.Scope{Of: []kg.ID{id, "is"}}})
		},
		"Panel": func(f fixture, v kg.View, id kg.ID) (any, error) {
			return f.Panel(f.t.Context(), v, kg.PanelQuery{
				TimeQuery: kg.TimeQuery{Scope: kg.Scope{Of: []kg.ID{id}}, Bucket: kg.BucketYear}, First: 100,
			})
		},
		"Lengths": func(f fixture, v kg.View, id kg.ID) (any, error) {
			return f.Lengths(f.t.Context(), v, kg.Scope{Of: []kg.ID{id}})
		},
		"Sequence between": func(f fixture, v kg.View, id kg.ID) (any, error) {
			return f.Sequence(f.t.Context(), v, kg.SequenceQuery{Between: []kg.ID{id}, And: []kg.ID{"is"}})
		},
		"Sequence and": func(f fixture, v kg.View, id kg.ID) (any, error) {
			return f.Sequence(f.t.Context(), v, kg.SequenceQuery{Between: []kg.ID{"is"}, And: []kg.ID{id}})
		},
		"SignFlips": func(f fixture, v kg.View, id kg.ID) (any, error) {
			return f.SignFlips(f.t.Context(), v, kg.FlipQuery{Within: kg.Always, Of: []kg.ID{id}})
		},
		"TiedToBoth": func(f fixture, v kg.View, id kg.ID) (any, error) {
			return f.TiedToBoth(f.t.Context(), v, kg.SidesQuery{A: id, B: "is"})
		},
		"UnbalancedTriads": func(f fixture, v kg.View, id kg.ID) (any, error) {
			return f.UnbalancedTriads(f.t.Context(), v, kg.TriadQuery{Of: []kg.ID{id}})
		},
		"Paths": func(f fixture, v kg.View, id kg.ID) (any, error) {
			return f.Paths(f.t.Context(), v, kg.PathQuery{From: "guest", To: id, MaxLength: 2, First: 9})
		},
		"Compare": func(f fixture, v kg.View, id kg.ID) (any, error) {
			return f.Compare(f.t.Context(), kg.ComparisonQuery{
				Before: v.During(kg.WindowAt(0)), After: v, Of: []kg.ID{id},
			})
		},
		"Disputes": func(f fixture, v kg.View, id kg.ID) (any, error) {
			page, err := f.Disputes(f.t.Context(), v, kg.DisputeList{About: []kg.ID{id}, Page: kg.Page{First: ptr(9)}})
			return page.Disputes, err
		},
		"AccordingTo": func(f fixture, v kg.View, id kg.ID) (any, error) {
			var err error
			if v.Perspective, err = kg.AccordingTo([]kg.ID{id}); err != nil {
				return nil, err
			}
			list := kg.RelationshipList{Page: kg.Page{First: ptr(9)}}
			return kg.Find(f.t.Context(), f.Graph, v, []kg.RelationshipList{list})
		},
		"entities id": entitiesBy(func(is *kg.IDFilter) *kg.EntityFilter { return &kg.EntityFilter{ID: is} }),
		"entities not id": entitiesBy(func(is *kg.IDFilter) *kg.EntityFilter {
			return &kg.EntityFilter{Not: &kg.EntityFilter{ID: is}}
		}),
		"entities has": entitiesBy(func(is *kg.IDFilter) *kg.EntityFilter { return &kg.EntityFilter{Has: tiedTo(is)} }),
		"entities hasNot": entitiesBy(func(is *kg.IDFilter) *kg.EntityFilter {
			return &kg.EntityFilter{HasNot: tiedTo(is)}
		}),
		"relationships from": tiesBy(func(is *kg.IDFilter) *kg.RelationshipFilter {
			return &kg.RelationshipFilter{From: &kg.EntityFilter{ID: is}}
		}),
		"relationships from one of several": tiesBy(func(is *kg.IDFilter) *kg.RelationshipFilter {
			return &kg.RelationshipFilter{From: &kg.EntityFilter{ID: is}}
		}, "damascus", "nobody"),
		"relationships to": tiesBy(func(is *kg.IDFilter) *kg.RelationshipFilter {
			return &kg.RelationshipFilter{Or: []kg.RelationshipFilter{{To: &kg.EntityFilter{ID: is}}, {From: &kg.EntityFilter{ID: is}}}}
		}),
		"relationships other": tiesBy(func(is *kg.IDFilter) *kg.RelationshipFilter {
			return &kg.RelationshipFilter{Other: &kg.EntityFilter{ID: is}}
		}),
		"relationships property": tiesBy(func(is *kg.IDFilter) *kg.RelationshipFilter {
			return &kg.RelationshipFilter{Property: &kg.PropertyFilter{Name: "target", Entity: is}}
		}),
		"relationships evidence": tiesBy(func(is *kg.IDFilter) *kg.RelationshipFilter {
			return &kg.RelationshipFilter{Evidence: &kg.EvidenceFilter{OnlyAssertedBy: []kg.ID{*is.Eq}}}
		}),
		"other, of a named entity": listing(func(id kg.ID) kg.RelationshipList {
			notIS := &kg.EntityFilter{Not: &kg.EntityFilter{ID: &kg.IDFilter{Eq: ptr(kg.ID("is"))}}}
			return kg.RelationshipList{Of: id, Named: true, Where: &kg.RelationshipFilter{Other: notIS}}
		}),
		"claims about": claimsBy(func(is *kg.IDFilter) *kg.ClaimFilter { return &kg.ClaimFilter{About: is} }),
		"claims about one of several": claimsBy(func(is *kg.IDFilter) *kg.ClaimFilter {
			return &kg.ClaimFilter{About: is}
		}, "past", "nobody"),
		"claims assertedBy": claimsBy(func(is *kg.IDFilter) *kg.ClaimFilter { return &kg.ClaimFilter{AssertedBy: is} }),
		"claims not about": claimsBy(func(is *kg.IDFilter) *kg.ClaimFilter {
			return &kg.ClaimFilter{Not: &kg.ClaimFilter{About: is}}
		}),
	}
	ofEvent = map[string]question{
		"AgreementChain": func(f fixture, v kg.View, id kg.ID) (any, error) {
			return f.AgreementChain(f.t.Context(), v, kg.ChainQuery{Of: id})
		},
		"Span": func(f fixture, v kg.View, id kg.ID) (any, error) { return f.Span(f.t.Context(), v, id) },
		"relationships started afterEndOf": listing(func(id kg.ID) kg.RelationshipList {
			return kg.RelationshipList{Page: kg.Page{First: ptr(9)}, Where: &kg.RelationshipFilter{Validity: &kg.ValidityFilter{
				Started: &kg.BoundTimeFilter{AfterEndOf: &kg.AfterEndOfFilter{ID: id, Within: "P7D"}},
			}}}
		}),
		"relationships property": tiesBy(func(is *kg.IDFilter) *kg.RelationshipFilter {
			return &kg.RelationshipFilter{Property: &kg.PropertyFilter{Name: "agreement", Entity: is}}
		}),
	}
)

// whenWritten is what tells a record from an equal one that was written at another time.
var whenWritten = regexp.MustCompile(`"(version|recordedAt|Version|RecordedAt)":[^,}]*`)

// answer puts a question and returns the answer, or what refuses it, as text.
func (q question) answer(f fixture, v kg.View, id kg.ID) string {
	f.t.Helper()
	answer, err := q(f, v, id)
	if errors.Is(err, kg.ErrNotFound) || field(err) != "" {
		return "refused"
	}
	if err != nil {
		f.t.Fatal(err)
	}
	text, err := json.Marshal(answer)
	if err != nil {
		f.t.Fatal(err)
	}
	return whenWritten.ReplaceAllString(string(text), "")
}

// eachQuestion runs a test for each question, and the id that a merger takes away and
// the one that stays.
func (f fixture) eachQuestion(run func(f fixture, name string, q question, old, now kg.ID)) {
	f.t.Helper()
	each := func(questions map[string]question, kind string, old, now kg.ID) {
		for name, q := range questions {
			f.t.Run(name+kind, func(t *testing.T) {
				run(fixture{f.Graph, t, f.store}, name+kind, q, old, now)
			})
		}
	}
	each(ofActor, "", "qsd", "sdf")
	each(ofEvent, " (event)", "accord", "deal")
}
