package view

import "entente/kg"

// OrderDirection is the enum of that name.
type OrderDirection string

// The directions of an order.
const (
	Ascending  OrderDirection = "ASC"
	Descending OrderDirection = "DESC"
)

// The order inputs. Their fields name kg's order fields in the words of each list.
type (
	// EntityOrder orders entities; by default by name.
	EntityOrder struct {
		Field     EntityOrderField
		Direction OrderDirection
	}
	// RelationshipOrder orders relationships; by default by start.
	RelationshipOrder struct {
		Field     RelationshipOrderField
		Direction OrderDirection
	}
	// ClaimOrder orders claims; by default by rank.
	ClaimOrder struct {
		Field     ClaimOrderField
		Direction OrderDirection
	}
	// SourceOrder orders sources; by default by id.
	SourceOrder struct {
		Field     SourceOrderField
		Direction OrderDirection
	}
)

// The order field enums.
type (
	// EntityOrderField is one of ID, START, END, NAME.
	EntityOrderField string
	// RelationshipOrderField is one of ID, START, END, TYPE.
	RelationshipOrderField string
	// ClaimOrderField is one of ID, RANK, SAID_AT.
	ClaimOrderField string
	// SourceOrderField is one of ID, TITLE, PUBLISHED_AT.
	SourceOrderField string
)

// orderFields gives the fields whose names differ from kg's.
var orderFields = map[string]kg.OrderField{
	"TYPE": kg.OrderName, "TITLE": kg.OrderName, "SAID_AT": kg.OrderStart, "PUBLISHED_AT": kg.OrderStart,
}

func orderOf[F ~string](field F, direction OrderDirection) kg.Order {
	o := kg.Order{Field: kg.OrderField(field), Descending: direction == Descending}
	if renamed, ok := orderFields[string(field)]; ok {
		o.Field = renamed
	}
	return o
}

func (o *EntityOrder) order() kg.Order {
	if o == nil {
		return kg.Order{Field: kg.OrderName}
	}
	return orderOf(o.Field, o.Direction)
}

func (o *RelationshipOrder) order() kg.Order {
	if o == nil {
		return kg.Order{Field: kg.OrderStart}
	}
	return orderOf(o.Field, o.Direction)
}

func (o *ClaimOrder) order() kg.Order {
	if o == nil {
		return kg.Order{Field: kg.OrderRank}
	}
	return orderOf(o.Field, o.Direction)
}

func (o *SourceOrder) order() kg.Order {
	if o == nil {
		return kg.Order{Field: kg.OrderID}
	}
	return orderOf(o.Field, o.Direction)
}
