package sqlite

import (
	"database/sql/driver"

	"entente/kg"
)

// A selection is a query as SQL: the table it walks and the columns of it.
// Relationships of an entity are walked in table edge, all else in table record.
type selection struct {
	query kg.Query
	view  kg.View
	// walk is the alias of the table walked; id, value and the rest are columns.
	walk, id, value string
	// index is the index that gives the order, or the one to sort from.
	index string
	// past says that superseded versions are selected, from the tables that hold for
	// them what edge and record hold for the present. Where index is empty they are
	// those with numbers from since on, and records of the present those that cite.
	past  bool
	since int64
	// far are the far ends that are asked for. Where relationships are found by them,
	// near is the number of the entity whose they are; else it is 0. told says that its
	// edges are not only selected, so that SQLite has to compare their far ends.
	far  *far
	near int64
	told bool
}

// selectionOf returns how to find what q asks for, or false where no record can
// match.
func selectionOf(v kg.View, q kg.Query) (selection, bool) {
	s := selection{query: q, view: v, walk: "r", id: "r.id"}
	s.keepCites()
	s.keepFar()
	switch q.Class {
	case kg.ClassEntity, kg.ClassRelationship, kg.ClassClaim, kg.ClassSource, kg.ClassTerm:
	default:
		return s, false
	}
	if q.Of != "" {
		s.walk, s.id = "e", "e.relationship"
	}
	switch q.Order.Field {
	case kg.OrderStart:
		s.value = s.walk + ".start_earliest"
	case kg.OrderEnd:
		s.value = s.walk + ".end_latest"
	case kg.OrderName:
		s.value = "r.label"
	case kg.OrderRank:
		s.value = "r.rank"
	}
	s.index = s.chooseIndex()
	return s, q.Of == "" || q.Class == kg.ClassRelationship
}

// chooseIndex names the index of table record that finds the fewest records or,
// where conditions do not narrow them down, has them in order.
func (s *selection) chooseIndex() string {
	switch {
	case len(s.query.IDs) > 0:
		return "record_by_id"
	case s.query.About != "":
		return "record_by_about"
	case len(s.query.Cites) > 0 && s.query.Of == "":
		return ""
	}
	switch s.query.Order.Field {
	case kg.OrderStart, kg.OrderEnd:
		if s.query.Class == kg.ClassRelationship && len(s.query.Kinds) == 1 {
			return "record_by_kind"
		}
		return "record_by_start"
	case kg.OrderName:
		if s.query.Class != kg.ClassRelationship && s.query.Class != kg.ClassClaim {
			return "record_by_name"
		}
	}
	return "record_by_class"
}

// pageAfter returns the statement for the next records after a key, at most limit
// of them: their number and, for relationships of an entity, that of the far end
// and its own. As of a recorded time it is [selection.pageAt].
//
// A page of a whole class is gathered before its first row is returned: the driver
// watches the context up to the first row only, and a search for rare records may
// pass over a million others.
func (s *selection) pageAfter(after *kg.Key, limit int) *statement {
	if s.view.Known != 0 {
		return s.pageAt(after, limit)
	}
	q := new(statement)
	if s.query.Of != "" {
		q.add("SELECT e.number, e.other, e.entity")
	} else {
		q.add("WITH page (number) AS MATERIALIZED (SELECT r.number")
	}
	s.addConditions(q)
	s.addAfter(q, after)
	s.addOrder(q, s.value, s.id, limit)
	if s.query.Of == "" {
		q.add(") SELECT number, 0, 0 FROM page")
	}
	return q
}

// addAfter appends the condition that leaves out everything up to a key.
func (s *selection) addAfter(q *statement, after *kg.Key) {
	comparison := " > "
	if s.query.Order.Descending {
		comparison = " < "
	}
	switch {
	case after == nil:
	case s.value == "":
		q.add(" AND "+s.id+comparison+"?", string(after.ID))
	default:
		q.add(" AND ("+s.value+", "+s.id+")"+comparison+"(?, ?)", s.place(after), string(after.ID))
	}
}

// addOrder appends the order by a column, if any, and then by id, and the limit.
func (s *selection) addOrder(q *statement, value, id string, limit int) {
	direction := ""
	if s.query.Order.Descending {
		direction = " DESC"
	}
	q.add(" ORDER BY ")
	if value != "" {
		q.add(value + direction + ", ")
	}
	q.add(id+direction+" LIMIT ?", int64(limit))
}

// place is the value of a key in the order of s.
func (s *selection) place(key *kg.Key) driver.Value {
	if s.query.Order.Field == kg.OrderName {
		return key.Text
	}
	return key.Number
}

// tallies returns the statement that counts what s selects by entity class, kind
// and direction. Relationships have no entity class, so their index by kind has all
// that is needed, in order.
func (s *selection) tallies() *statement {
	if s.view.Known != 0 {
		return s.talliesAt()
	}
	q := new(statement)
	by := s.addTallies(q)
	q.add(" ORDER BY " + by)
	return q
}

// addTallies appends the statement of [selection.tallies] up to its order, which it
// returns.
func (s *selection) addTallies(q *statement) (by string) {
	columns, by := "r.entity_class, r.kind, ''", "r.entity_class, r.kind"
	switch {
	case s.query.Of != "":
		columns, by = "'', e.kind, e.direction", "e.kind, e.direction"
	case s.query.Class == kg.ClassRelationship:
		columns, by = "'', r.kind, ''", "r.kind"
		if s.index == "record_by_start" {
			s.index = "record_by_kind"
		}
	}
	q.add("SELECT " + columns + ", count(*)")
	s.addConditions(q)
	if s.past && !s.view.Restricted {
		q.add(" AND " + latestRestricted(s.id) + " = 0")
	}
	q.add(" GROUP BY " + by)
	return by
}

// addConditions appends FROM and WHERE.
func (s *selection) addConditions(q *statement) {
	s.addFrom(q)
	if !s.view.Restricted {
		q.add(" AND " + s.walk + ".restricted = 0")
	}
	s.addListed(q)
	if s.query.About != "" {
		s.addAbout(q)
	}
	if len(s.query.Cites) > 0 && s.index != "" {
		q.add(" AND ")
		s.addCites(q)
	}
	s.addBounds(q)
	if s.view.Known != 0 {
		s.addKnown(q)
	}
}

// addFrom appends FROM and the first condition. The joins are CROSS to fix their order.
func (s *selection) addFrom(q *statement) {
	table := "record"
	if s.past {
		table = "version"
	}
	if s.query.Of == "" {
		q.add(" FROM " + table + " AS r")
		switch {
		case s.index != "":
			q.add(" INDEXED BY " + s.index + " WHERE")
		case s.past:
			q.add(" NOT INDEXED WHERE r.number >= ? AND", s.since)
		default:
			q.add(" NOT INDEXED WHERE ")
			s.addCites(q)
			q.add(" AND")
		}
		// The class is written out, for a partial index serves no other way.
		q.add(" r.class = '" + string(s.query.Class) + "'")
		return
	}
	where := "self.id"
	switch {
	case s.past:
		where = "e.entity"
		q.add(" FROM past_edge AS e")
	case s.near != 0:
		s.addBetween(q)
	default:
		q.add(" FROM record AS self CROSS JOIN edge AS e ON e.entity = self.number")
	}
	recorded := s.view.Known != 0 && !s.past // when, an edge does not say
	if recorded || s.value == "r.label" || s.value == "r.rank" {
		q.add(" CROSS JOIN " + table + " AS r ON r.number = e.number")
	}
	q.add(" WHERE "+where+" = ?", string(s.query.Of))
}

// addListed appends the conditions that list accepted values.
func (s *selection) addListed(q *statement) {
	if len(s.query.IDs) > 0 {
		q.addIn(" AND "+s.id, texts(s.query.IDs))
	}
	if len(s.query.Kinds) > 0 {
		q.addIn(" AND "+s.walk+".kind", texts(s.query.Kinds))
	}
	if len(s.query.EntityClasses) > 0 {
		column := "r.entity_class"
		if s.query.Of != "" {
			column = "''"
		}
		q.addIn(" AND "+column, texts(s.query.EntityClasses))
	}
	if s.query.Of == "" {
		return
	}
	switch s.query.Direction {
	case kg.DirectionOut, kg.DirectionIn:
		q.add(" AND e.direction IN (?, 'EITHER')", string(s.query.Direction))
	}
	s.addFar(q)
}

// addAbout appends the condition on what claims are about; relationships have none.
func (s *selection) addAbout(q *statement) {
	if s.query.Of != "" {
		q.add(" AND 0")
		return
	}
	q.add(" AND r.about = ? AND r.about <> ''", string(s.query.About))
}

// addCites appends the condition that a record cites one of some ids.
func (s *selection) addCites(q *statement) {
	q.add(s.walk + ".number IN (SELECT f.record FROM reference AS f WHERE ")
	q.addIn("f.target", texts(s.query.Cites))
	q.add(")")
}

// keepCites has what a record cites tested when it is read, as of a recorded time: of
// superseded versions no table tells it.
func (s *selection) keepCites() {
	cited, keep := s.query.Cites, s.query.Keep
	if len(cited) == 0 || s.view.Known == 0 {
		return
	}
	s.query.Cites = nil
	s.query.Keep = func(f kg.Found) bool {
		return kg.Cites(f.Record, cited) && (keep == nil || keep(f))
	}
}

// addBounds appends the ranges of the four instants, those that exclude anything.
func (s *selection) addBounds(q *statement) {
	if s.query.Bounds == nil {
		return
	}
	for _, bound := range []struct {
		column string
		within kg.Range
	}{
		{".start_earliest", s.query.Bounds.StartEarliest},
		{".start_latest", s.query.Bounds.StartLatest},
		{".end_earliest", s.query.Bounds.EndEarliest},
		{".end_latest", s.query.Bounds.EndLatest},
	} {
		if bound.within.Min != kg.NegInf {
			q.add(" AND "+s.walk+bound.column+" >= ?", int64(bound.within.Min))
		}
		if bound.within.Max != kg.PosInf {
			q.add(" AND "+s.walk+bound.column+" <= ?", int64(bound.within.Max))
		}
	}
}
