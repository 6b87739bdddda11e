package storetest

import "entente/kg"

// fullRecords returns a record of each class with every field set, and what else
// they refer to, in the order of All.
func fullRecords() []kg.Record {
	return []kg.Record{
		fullTerm(), fullSource(), fullEntity(), actor("guards", "Guards"), fullRelationship(),
		fullClaim(),
	}
}

func fullHeader(id kg.ID) kg.Header {
	return kg.Header{
		ID: id, Access: kg.AccessRestricted, Sources: []kg.ID{"press"}, Note: "As read in print.",
	}
}

func fullTerm() *kg.Term {
	classes := []kg.EntityClass{kg.ClassActor, kg.ClassPlace}
	return &kg.Term{
		Header: fullHeader("type:custody"), TermKind: kg.TermRelationshipType,
		Name: "custody", Label: "holds in custody", Description: "Holds someone captive.",
		Classes: classes, InverseLabel: "is held by", Symmetric: true, Sign: kg.SignHostile,
		From: classes, To: classes[:1], ValueType: kg.ValueNumber, Unit: "people", Constant: true,
	}
}

func fullSource() *kg.Source {
	return &kg.Source{
		Header: fullHeader("press"), Title: "A report", Publisher: "The Press",
		URL: "https://example.org/report", ArchivedURL: "https://archive.example.org/report",
		ContentHash: "sha256:00ff", PublishedAt: "2026-01-21", RetrievedAt: "2026-01-22T10:00:00Z",
		Language: "en", Reliability: "B", Licence: "CC BY 4.0",
	}
}

func fullEntity() *kg.Entity {
	limited := during(100, 200)
	return &kg.Entity{
		Header: fullHeader("camp"), EntityClass: kg.ClassPlace, Kind: "camp",
		Names: []kg.Name{
			{Text: "Al-Hol", Language: "en", Script: "Latn", Kind: kg.NameOfficial},
			{Text: "الهول", Language: "ar", Script: "Arab", Kind: kg.NameAlias, Validity: &limited},
		},
		Summary: "A camp.", Validity: fullValidity(),
		Location:    &kg.Location{Latitude: 36.375, Longitude: 41.140625},
		ExternalIDs: []kg.ExternalID{{Scheme: "wikidata", ID: "Q1"}},
		Properties:  fullProperties(),
	}
}

func fullValidity() kg.Validity {
	return kg.Validity{
		Written: kg.Written{
			EDTF: "2014~/", AttestedFrom: "2015", AttestedUntil: "2016", StartedAfter: "2010",
			EndedBefore: "2020", Ended: true, Scheduled: true, Zone: "+03:00",
		},
		Span: kg.Span{StartEarliest: -100, StartLatest: -50, EndEarliest: 7, EndLatest: kg.PosInf},
	}
}

func fullProperties() kg.Properties {
	low, high := 1500.0, 5704.5
	return kg.Properties{
		"run-by": {Type: kg.ValueEntity, Entity: "camp"},
		"opened": {Type: kg.ValueDate, Date: "1991"},
		"motto":  {Type: kg.ValueText, Text: "none"},
		"held": {Type: kg.ValueNumber, Number: &kg.Quantity{
			Min: &low, Max: &high, AboveMin: true, BelowMax: true, Approximate: true, Unit: "people",
		}},
	}
}

func fullRelationship() *kg.Relationship {
	return &kg.Relationship{
		Header: fullHeader("custody-1"), Type: "custody", From: "guards", To: "camp",
		Validity: fullValidity(), Sign: kg.SignHostile, Symmetric: true, Restricted: true,
		Properties: fullProperties(),
	}
}

func fullClaim() *kg.Claim {
	return &kg.Claim{
		Header: fullHeader("claim-1"), About: "custody-1", Property: "escaped",
		Value: fullProperties()["held"], Stance: kg.StanceDenies, AssertedBy: "camp",
		Source: "press", SaidAt: "2026-01-21", HoldsAt: "2026-01-20/2026-01-21", Quote: "None.",
		Rank: kg.RankPreferred, Credibility: 2, Restricted: true,
	}
}
