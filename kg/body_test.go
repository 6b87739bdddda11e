package kg

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestABodyKeepsAllOfARecord(t *testing.T) {
	lifetime, err := Written{EDTF: "2015-10~/2026-01-20?", AttestedUntil: "2026-01-10"}.Read(0)
	if err != nil {
		t.Fatal(err)
	}
	many := 1500.0
	entity := validEntity()
	entity.Validity, entity.Summary, entity.Access = lifetime, "a summary", AccessRestricted
	entity.Names = append(entity.Names, Name{Text: "قسد", Language: "ar", Script: "Arab", Kind: NameAcronym, Validity: &lifetime})
	entity.ExternalIDs = []ExternalID{{"wikidata", "Q1"}}
	entity.Properties = Properties{"size": {Type: ValueNumber, Number: &Quantity{Min: &many, AboveMin: true, Unit: "people"}}}
	place := validEntity()
	place.EntityClass, place.Location = ClassPlace, &Location{36.0561, 40.7303}
	claim := validClaim()
	claim.SaidAt, claim.Quote, claim.AssertedBy, claim.Restricted = "2026-01-20", "«…»", "sdf", true
	relationship := validRelationship()
	relationship.Symmetric, relationship.Validity = true, lifetime
	term := newTerm(TermRelationshipType, "ceasefire", nil, nil)
	term.Sign, term.From = SignCooperative, []EntityClass{ClassActor}
	for _, record := range []Record{entity, place, claim, relationship, validSource(), term} {
		t.Run(string(record.Head().ID), func(t *testing.T) {
			record.Head().Version, record.Head().RecordedAt = 3, 12345
			body, err := EncodeBody(record)
			if err != nil {
				t.Fatal(err)
			}
			got, err := DecodeBody(record.Class(), body, 3, 12345)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(record, got); diff != "" {
				t.Errorf("after encoding and decoding (-want +got):\n%s", diff)
			}
		})
	}
}

func TestDecodeBodyRefusesWhatIsNotARecord(t *testing.T) {
	for _, tt := range []struct {
		class Class
		body  string
	}{{ClassEntity, "{"}, {ClassEntity, `{"id":1}`}, {"POEM", "{}"}} {
		if r, err := DecodeBody(tt.class, []byte(tt.body), 1, 1); err == nil {
			t.Errorf("DecodeBody(%s, %s) = %v, want an error", tt.class, tt.body, r)
		}
	}
}
