package view

import (
	"context"

	"entente/kg"
)

// History answers the field of that name, for all records of the cohort at once.
func (r record) History(ctx context.Context, first *int, after *string) (VersionConnection, error) {
	histories, err := together(r.cohort, "history", func() (map[kg.ID][]kg.Revision, error) {
		ids := make([]kg.ID, len(r.cohort.members()))
		for i, m := range r.cohort.members() {
			ids[i] = m.rec.Head().ID
		}
		found, err := r.cohort.graph.History(ctx, r.view.Value(), ids)
		byID := make(map[kg.ID][]kg.Revision, len(found))
		for i, revisions := range found {
			byID[ids[i]] = revisions
		}
		return byID, err
	})
	if err != nil {
		return VersionConnection{}, err
	}
	page, err := windowOf(histories[r.ID()], latestFirst, func(v kg.Revision) kg.Key {
		return kg.Key{Number: int64(v.Record.Head().Version), ID: v.Record.Head().ID}
	}, first, after)
	return VersionConnection{page}, err
}

// latestFirst is the order of the versions of a record.
var latestFirst = kg.Order{Field: "VERSION", Descending: true}

// VersionConnection is the type of that name.
type VersionConnection struct{ window[kg.Revision] }

// VersionEdge is the type of that name.
type VersionEdge struct {
	Cursor string
	Node   Version
}

// Edges answers the field of that name.
func (c VersionConnection) Edges() []VersionEdge {
	edges := make([]VersionEdge, len(c.items))
	for i, revision := range c.items {
		edges[i] = VersionEdge{c.cursor(revision), Version{revision}}
	}
	return edges
}

// A Version is a value of that type.
type Version struct{ revision kg.Revision }

// Version answers the field of that name.
func (v Version) Version() int { return v.revision.Record.Head().Version }

// RecordedFrom answers the field of that name.
func (v Version) RecordedFrom() kg.RecordedTime { return v.revision.From }

// RecordedTo answers the field of that name.
func (v Version) RecordedTo() *kg.RecordedTime {
	if v.revision.To == kg.StillCurrent {
		return nil
	}
	return &v.revision.To
}

// Action answers the field of that name.
func (v Version) Action() kg.ChangeAction { return v.revision.Change.Action }

// Writer answers the field of that name.
func (v Version) Writer() string { return v.revision.Change.Writer }

// Reason answers the field of that name.
func (v Version) Reason() *string { return optional(v.revision.Change.Reason) }

// Batch answers the field of that name.
func (v Version) Batch() kg.ID { return kg.ID(v.revision.Change.Batch) }

// Changed answers the field of that name.
func (v Version) Changed() []FieldChange { return fieldChanges(v.revision.Changed) }

func fieldChanges(changes []kg.FieldChange) []FieldChange {
	made := make([]FieldChange, len(changes))
	for i, c := range changes {
		made[i] = FieldChange{c.Field, optional(c.Before), optional(c.After)}
	}
	return made
}

// A FieldChange is a value of that type.
type FieldChange struct {
	Field         string
	Before, After *string
}
