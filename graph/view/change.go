package view

import (
	"context"

	"entente/kg"
)

// A Change is a value of that type.
type Change struct {
	change kg.Change
	// others are the changes that came with it, whose records are fetched together.
	others *changes
	err    error
}

// changes are entries of the log that came together, and what fetches their records.
type changes struct {
	cohort *cohort
	all    []kg.Change
}

// changesOf returns entries of the log that came together.
func changesOf(r Reader, all []kg.Change) *changes {
	return &changes{rootCohort(r), all}
}

// at returns the entry in a place.
func (c *changes) at(i int) Change { return Change{change: c.all[i], others: c} }

// ChangeConnection is the type of that name.
type ChangeConnection struct {
	page    kg.ChangePage
	changes *changes
	after   bool
}

// ChangeEdge is the type of that name.
type ChangeEdge struct {
	Cursor string
	Node   Change
}

// inSequence is the order of the log.
var inSequence = kg.Order{Field: "SEQUENCE"}

// placeIn reads the cursor of an entry of the log; 0 is the beginning.
func placeIn(after *string) (int64, error) {
	key, err := decodeCursor("after", inSequence, after)
	if key == nil || err != nil {
		return 0, err
	}
	return key.Number, nil
}

func cursorOf(c kg.Change) string {
	return encodeCursor(inSequence, kg.Key{Number: c.Sequence, ID: c.Record})
}

// Changes answers the root field of that name.
func Changes(
	ctx context.Context, after *string, first *int, where *kg.ChangeFilter,
) (ChangeConnection, error) {
	r, err := ReaderOf(ctx, nil)
	if err != nil {
		return ChangeConnection{}, err
	}
	place, err := placeIn(after)
	if err != nil {
		return ChangeConnection{}, err
	}
	page, err := r.Graph.Changes(ctx, r.View, where, place, kg.Page{First: first})
	return ChangeConnection{page, changesOf(r, page.Changes), after != nil}, err
}

// Edges answers the field of that name.
func (c ChangeConnection) Edges() []ChangeEdge {
	edges := make([]ChangeEdge, len(c.page.Changes))
	for i := range edges {
		node := c.changes.at(i)
		edges[i] = ChangeEdge{cursorOf(node.change), node}
	}
	return edges
}

// PageInfo answers the field of that name. It goes on behind what was looked at.
func (c ChangeConnection) PageInfo() PageInfo {
	info := PageInfo{HasNextPage: c.page.More, HasPreviousPage: c.after}
	if len(c.page.Changes) > 0 {
		info.StartCursor = new(cursorOf(c.page.Changes[0]))
	}
	if c.page.Last != nil {
		info.EndCursor = new(cursorOf(*c.page.Last))
	}
	return info
}

// Cursor answers the field of that name. Where there is no change to tell of, it
// fails with what has ended the subscription.
func (c Change) Cursor() (string, error) {
	if c.err != nil {
		return "", c.err
	}
	return cursorOf(c.change), nil
}

// RecordedAt answers the field of that name.
func (c Change) RecordedAt() kg.RecordedTime { return c.change.RecordedAt }

// Batch answers the field of that name.
func (c Change) Batch() kg.ID { return kg.ID(c.change.Batch) }

// Writer answers the field of that name.
func (c Change) Writer() string { return c.change.Writer }

// Reason answers the field of that name.
func (c Change) Reason() *string { return optional(c.change.Reason) }

// Action answers the field of that name.
func (c Change) Action() kg.ChangeAction { return c.change.Action }

// Class answers the field of that name.
func (c Change) Class() kg.Class { return c.change.Class }

// RecordID answers the field of that name.
func (c Change) RecordID() kg.ID { return c.change.Record }

// Version answers the field of that name.
func (c Change) Version() int { return c.change.Version }

// Record answers the field of that name, for all changes that came together.
func (c Change) Record(ctx context.Context) (Node, error) {
	cohort := c.others.cohort
	nodes, err := together(cohort, "records", func() (map[place]Node, error) {
		places := make([]place, len(c.others.all))
		for i, change := range c.others.all {
			places[i] = place{change.Record, cohort.members()[0].view}
		}
		return cohort.fetch(ctx, places)
	})
	return nodes[place{c.change.Record, cohort.members()[0].view}], err
}

// A StatusChange is a value of that type.
type StatusChange struct {
	reader Reader
	change kg.StatusChange
	err    error
}

// Relationship answers the field of that name. Where there is no change to tell of,
// it fails with what has ended the subscription.
func (c StatusChange) Relationship() (Relationship, error) {
	if c.err != nil {
		return Relationship{}, c.err
	}
	return nodesOf(c.reader, []*kg.Relationship{c.change.Relationship})[0].(Relationship), nil
}

// Before answers the field of that name.
func (c StatusChange) Before() *kg.RelationshipStatus { return status(c.change.Before) }

// After answers the field of that name.
func (c StatusChange) After() *kg.RelationshipStatus { return status(c.change.After) }

func status(s kg.RelationshipStatus) *kg.RelationshipStatus {
	if s == "" {
		return nil
	}
	return &s
}

// At answers the field of that name.
func (c StatusChange) At() string { return c.change.At.String() }

// Change answers the field of that name.
func (c StatusChange) Change() *Change {
	if c.change.Change == nil {
		return nil
	}
	return new(changesOf(c.reader, []kg.Change{*c.change.Change}).at(0))
}
