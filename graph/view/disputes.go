package view

import (
	"context"

	"entente/kg"
)

// disputeOrder marks the cursors of lists of disputes.
var disputeOrder = kg.Order{Field: "DISPUTE"}

// DisputeConnection is the type of that name.
type DisputeConnection struct {
	disputes []Dispute
	page     kg.DisputePage
	// later says that the page does not begin at the first dispute.
	later bool
}

// DisputeEdge is the type of that name.
type DisputeEdge struct {
	Cursor string
	Node   Dispute
}

// Disputes answers the root field of that name.
func Disputes(
	ctx context.Context, asOf *AsOf, about []kg.ID, property *string, first *int, after *string,
) (DisputeConnection, error) {
	r, err := ReaderOf(ctx, asOf)
	if err != nil {
		return DisputeConnection{}, err
	}
	page, err := pageOf("", disputeOrder, first, after, nil, nil)
	if err != nil {
		return DisputeConnection{}, err
	}
	found, err := r.Graph.Disputes(ctx, r.View, kg.DisputeList{About: about, Property: property, Page: page})
	if err != nil {
		return DisputeConnection{}, err
	}
	return DisputeConnection{disputesOn(r, found), found, after != nil}, nil
}

// disputesOn returns the disputes of a page; their records are one cohort, and so are
// their claims.
func disputesOn(r Reader, page kg.DisputePage) []Dispute {
	records := make([]kg.Record, len(page.Disputes))
	var members []member
	for i, d := range page.Disputes {
		records[i] = page.Records[d.About]
		for _, c := range d.Claims {
			members = append(members, member{c.Claim, below(memberOf(records[i], r.View))})
		}
	}
	claims := newCohort(r.Graph, members)
	var made []Dispute
	for i, node := range nodesOf(r, records) {
		v := below(memberOf(records[i], r.View))
		made = append(made, disputesOf(page.Disputes[i:i+1], node, claims, v)...)
	}
	return made
}

// Edges answers the field of that name.
func (c DisputeConnection) Edges() []DisputeEdge {
	edges := make([]DisputeEdge, len(c.disputes))
	for i, d := range c.disputes {
		edges[i] = DisputeEdge{encodeCursor(disputeOrder, d.dispute.KeyOf()), d}
	}
	return edges
}

// PageInfo answers the field of that name.
func (c DisputeConnection) PageInfo() PageInfo {
	info := PageInfo{HasNextPage: c.page.HasNext, HasPreviousPage: c.later}
	if edges := c.Edges(); len(edges) > 0 {
		info.StartCursor, info.EndCursor = &edges[0].Cursor, &edges[len(edges)-1].Cursor
	}
	return info
}

// TotalCount answers the field of that name; nothing is counted unless it is asked.
func (c DisputeConnection) TotalCount() int { return c.page.Total() }
