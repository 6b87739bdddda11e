package table

import (
	"strconv"

	"entente/formats"
	"entente/kg"
)

// cells adds the cells of a record, as [columnsOf] its class has them.
func (t *tableWriter) cells(r kg.Record) {
	switch r := r.(type) {
	case *kg.Source:
		t.add(string(r.ID), r.Title, r.Publisher, r.URL, r.ArchivedURL, r.ContentHash, string(r.PublishedAt),
			string(r.RetrievedAt), r.Language, string(r.Reliability), r.Licence)
		t.head(&r.Header, r)
	case *kg.Entity:
		t.entity(r)
	case *kg.Relationship:
		t.add(string(r.ID), r.Type, string(r.From), string(r.To), string(r.Sign))
		t.validity(r.Validity)
		t.head(&r.Header, r)
		t.properties(kg.ClassRelationship, r.Properties)
	case *kg.Claim:
		credibility := ""
		if r.Credibility > 0 {
			credibility = strconv.Itoa(r.Credibility)
		}
		t.add(string(r.ID), string(r.About), r.Property, r.Value.String(), string(r.Stance), string(r.AssertedBy),
			string(r.Source), string(r.SaidAt), string(r.HoldsAt), r.Quote, string(r.Rank), credibility)
		t.head(&r.Header, r)
	}
}

func (t *tableWriter) add(cells ...string) { t.row = append(t.row, cells...) }

// head adds the cells that all records have.
func (t *tableWriter) head(h *kg.Header, r kg.Record) {
	t.add(formats.JoinIDs(h.Sources), h.Note, string(h.Access))
	if t.survey.Extra != nil {
		_, cell := t.survey.Extra(r.Class())
		t.add(cell(r))
	}
}

func (t *tableWriter) validity(v kg.Validity) {
	ended := v.Ended && v.EndedBefore == ""
	t.add(v.EDTF, v.AttestedFrom, v.AttestedUntil, v.StartedAfter, v.EndedBefore,
		yesOrNothing(ended), yesOrNothing(v.Scheduled), string(v.Zone))
}

func (t *tableWriter) entity(e *kg.Entity) {
	latitude, longitude := "", ""
	if e.Location != nil {
		latitude, longitude = formats.Decimal(e.Location.Latitude), formats.Decimal(e.Location.Longitude)
	}
	t.add(string(e.ID), string(e.EntityClass), e.Kind,
		e.Name(t.export.Language, t.export.View.StatusWindow()),
		joined(e.Names, func(n kg.Name) string { return n.Text }),
		joined(e.Names, func(n kg.Name) string { return n.Language }),
		joined(e.Names, func(n kg.Name) string { return n.Script }),
		joined(e.Names, func(n kg.Name) string { return string(n.Kind) }),
		joined(e.Names, func(n kg.Name) string {
			if n.Validity == nil {
				return ""
			}
			return n.Validity.EDTF
		}),
		e.Summary, latitude, longitude,
		joined(e.ExternalIDs, func(x kg.ExternalID) string { return x.Scheme }),
		joined(e.ExternalIDs, func(x kg.ExternalID) string { return x.ID }))
	t.validity(e.Validity)
	t.head(&e.Header, e)
	t.properties(kg.ClassEntity, e.Properties)
}

// properties adds a cell for each property that the records of the class have.
func (t *tableWriter) properties(class kg.Class, p kg.Properties) {
	for _, name := range t.survey.names(class) {
		cell := ""
		if v, ok := p[name]; ok {
			cell = v.String()
		}
		t.add(cell)
	}
}
