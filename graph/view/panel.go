package view

import (
	"context"

	"entente/kg"
)

// A PanelConnection is the type of that name.
type PanelConnection struct {
	panel kg.Panel
	after *string
	edges []PanelEdge
}

// A PanelEdge is the type of that name.
type PanelEdge struct {
	Cursor string
	Node   PanelRow
}

// A PanelRow is the type of that name.
type PanelRow struct {
	kg.Activity
	named
	From, To Entity
	Sign     kg.Sign
	Period   Period
}

// PanelOf answers the root field panel.
func PanelOf(
	ctx context.Context, asOf *AsOf, a TimeArguments, balanced *bool, first *int, after *string,
) (PanelConnection, error) {
	r, err := ReaderOf(ctx, asOf)
	if err != nil {
		return PanelConnection{}, err
	}
	q := kg.PanelQuery{
		TimeQuery: a.query(), Balanced: balanced != nil && *balanced, First: orElse(first, kg.MaxPage),
	}
	if after != nil {
		q.After = new(kg.PanelPlace)
		if !decode(*after, q.After) || q.After.Bucket == "" {
			return PanelConnection{}, notACursor("after", *after)
		}
	}
	panel, err := r.Graph.Panel(ctx, r.View, q)
	return PanelConnection{panel, after, panelEdges(r, panel.Rows)}, err
}

// Bucket answers the field of that name.
func (c PanelConnection) Bucket() *kg.TimeBucket { return unitOf(c.panel.Bucket) }

// Covered answers the field of that name.
func (c PanelConnection) Covered() *Period { return periodOf(c.panel.Covered) }

// Edges answers the field of that name.
func (c PanelConnection) Edges() []PanelEdge { return c.edges }

// panelEdges makes one cohort of the ends of all rows.
func panelEdges(r Reader, rows []kg.PanelRow) []PanelEdge {
	var ends []*kg.Entity
	for _, row := range rows {
		ends = append(ends, row.From, row.To)
	}
	entities := nodesOf(r, ends)
	edges := make([]PanelEdge, len(rows))
	for i, row := range rows {
		edges[i] = PanelEdge{encode(row.PanelPlace), PanelRow{
			Activity: row.Activity, named: named{r.Graph, row.Type},
			From: entities[2*i].(Entity), To: entities[2*i+1].(Entity),
			Sign: row.Sign, Period: Period{row.Period},
		}}
	}
	return edges
}

// PageInfo answers the field of that name.
func (c PanelConnection) PageInfo() PageInfo {
	info := PageInfo{HasNextPage: c.panel.HasNext, HasPreviousPage: c.after != nil}
	if n := len(c.edges); n > 0 {
		info.StartCursor, info.EndCursor = &c.edges[0].Cursor, &c.edges[n-1].Cursor
	}
	return info
}

// TotalCount answers the field of that name; nothing is counted unless it is asked.
func (c PanelConnection) TotalCount() int { return c.panel.Total() }
