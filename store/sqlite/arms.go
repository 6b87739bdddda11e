package sqlite

import "entente/kg"

// pastIndexes are the indexes of table version that stand for those of table record.
var pastIndexes = map[string]string{
	"record_by_id":    "version_by_record",
	"record_by_class": "version_by_class",
	"record_by_start": "version_by_start",
	"record_by_kind":  "version_by_start",
	"record_by_name":  "version_by_name",
	"record_by_about": "version_by_about",
}

// superseded returns the arm of s that selects superseded versions.
func (s *selection) superseded() *selection {
	past := *s
	past.past, past.index = true, pastIndexes[s.index]
	if s.query.Of == "" {
		past.id = "r.record"
	}
	if s.since != 0 && len(s.query.IDs) == 0 && s.query.About == "" {
		past.index = "" // version_by_record and version_by_about find fewer
	}
	return &past
}

// pageAt is pageAfter as of a recorded time. Beside the numbers it tells which of the
// records are hidden for what they became: to ask that of the page alone is cheaper
// than to ask it of all versions that the page is chosen from. The numbers of ends
// that the scan could tell are those of the present, and are left out.
func (s *selection) pageAt(after *kg.Key, limit int) *statement {
	q := new(statement)
	columns, value, hidden := "number, id", "", "0"
	if s.value != "" {
		columns, value = "number, id, value", "value"
	}
	if !s.view.Restricted {
		hidden = "number < 0 AND " + latestRestricted("page.id")
	}
	q.add("WITH page (" + columns + ") AS MATERIALIZED (")
	s.addArm(q, after)
	q.add(" UNION ALL ")
	s.superseded().addArm(q, after)
	s.addOrder(q, value, "id", limit)
	q.add(") SELECT number, " + hidden + " FROM page")
	return q
}

// addArm appends one of the two statements of [selection.pageAt].
func (s *selection) addArm(q *statement, after *kg.Key) {
	sign := ""
	if s.past {
		sign = "-"
	}
	q.add("SELECT " + sign + s.walk + ".number AS number, " + s.id + " AS id")
	if s.value != "" {
		q.add(", " + s.value + " AS value")
	}
	s.addConditions(q)
	s.addAfter(q, after)
}

// talliesAt is tallies as of a recorded time: what either arm has is to be added up.
func (s *selection) talliesAt() *statement {
	q := new(statement)
	s.addTallies(q)
	q.add(" UNION ALL ")
	s.superseded().addTallies(q)
	return q
}

// addKnown appends the condition on recorded time.
func (s *selection) addKnown(q *statement) {
	if s.past {
		addCurrentAt(q, s.view, s.walk)
		return
	}
	q.add(" AND r.recorded_from <= ?", int64(s.view.Known))
}
