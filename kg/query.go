package kg

import (
	"cmp"
	"slices"
	"strings"
)

// A Query asks a store for one ordered page of the records of one class. All of
// its conditions must hold; a nil or empty one makes no demand.
type Query struct {
	Class Class
	// IDs, EntityClasses and Kinds list the accepted values of a record's id and of
	// the Keys of that name.
	IDs           []ID
	EntityClasses []EntityClass
	Kinds         []string
	// Of asks for the relationships that have the entity at an end, and Direction
	// for those on that side of it: OUT or IN let those of symmetric types through
	// too, which have no direction. Empty means EITHER.
	Of        ID
	Direction Direction
	// Far asks for those whose other end is one of these too. The other end of what ties
	// an entity to itself is the entity. Without Of it makes no demand.
	Far []ID
	// About asks for the claims about the record.
	About ID
	// Cites asks for the records that refer to any of these, otherwise than by the ends
	// of a relationship; see [Cites].
	Cites []ID
	// Bounds are the ranges that the instants of the record's Span lie in.
	Bounds *Bounds
	// Keep, if set, decides last. Stores call it in the query's order, on what all
	// other conditions let through, until the page is full; it must not call the
	// store.
	Keep func(Found) bool
	// Order is the order of the page; After, if set, leaves out everything up to
	// and including that key.
	Order Order
	After *Key
	// Limit is the largest number of records returned; 0 means no limit.
	Limit int
	// untold asks for what is there, whether or not a [Perspective] tells of it.
	untold bool
}

// Names returns the one entity that q asks for by its id, and whether q demands nothing
// else. A store that meets the entity at the end of what another query finds need not look
// for it.
func (q Query) Names() (ID, bool) {
	if q.Class != ClassEntity || len(q.IDs) != 1 || len(q.EntityClasses) > 0 || len(q.Kinds) > 0 ||
		q.Of != "" || q.About != "" || len(q.Cites) > 0 || q.Bounds != nil || q.Keep != nil || q.After != nil {
		return "", false
	}
	return q.IDs[0], true
}

// Cites reports whether a record refers to any of the ids: as a source, as what it
// is about, as who asserts it, or as the value of a property or claim. The ends of
// a relationship do not count.
func Cites(r Record, ids []ID) bool {
	return slices.ContainsFunc(r.References(), func(ref Reference) bool {
		end := r.Class() == ClassRelationship && (ref.Field == "from" || ref.Field == "to")
		return !end && slices.Contains(ids, ref.ID)
	})
}

// A Found is a record that a query found. A relationship comes with its ends.
type Found struct {
	Record   Record
	From, To *Entity
}

// OrderField is the value that records are ordered by; records of equal values
// are ordered by id.
type OrderField string

// The fields to order by: a record's id, the earliest start and the latest end of
// its span, its label by code point, and for claims what is shown first.
const (
	OrderID    OrderField = "ID"
	OrderStart OrderField = "START"
	OrderEnd   OrderField = "END"
	OrderName  OrderField = "NAME"
	OrderRank  OrderField = "RANK"
)

// An Order is total: value and then id, both upwards, or both downwards. The
// empty Field means ID.
type Order struct {
	Field      OrderField
	Descending bool
}

// A Key is the place of a record in an order.
type Key struct {
	// Number is the value of START, END and RANK; Text that of NAME.
	Number int64
	Text   string
	ID     ID
}

// KeyOf returns the place of a record in the order.
func (o Order) KeyOf(id ID, keys Keys) Key {
	switch o.Field {
	case OrderStart:
		return Key{Number: int64(keys.Span.StartEarliest), ID: id}
	case OrderEnd:
		return Key{Number: int64(keys.Span.EndLatest), ID: id}
	case OrderRank:
		return Key{Number: keys.Rank, ID: id}
	case OrderName:
		return Key{Text: keys.Label, ID: id}
	default:
		return Key{ID: id}
	}
}

// keyOf returns the place of a found record in the order.
func (o Order) keyOf(f Found) Key { return o.KeyOf(f.Record.Head().ID, f.Record.Keys()) }

// Compare returns a negative number where a comes before b, a positive one where
// it comes after, and 0 for one record's key. Text is compared by code point.
func (o Order) Compare(a, b Key) int {
	c := cmp.Or(cmp.Compare(a.Number, b.Number), strings.Compare(a.Text, b.Text),
		strings.Compare(string(a.ID), string(b.ID)))
	if o.Descending {
		return -c
	}
	return c
}

// A Tally counts the records of one kind that a query finds, and for
// relationships of an entity those on one side of it.
type Tally struct {
	EntityClass EntityClass
	Kind        string
	Direction   Direction
	Count       int
}
