package geojson

import (
	"fmt"
	"slices"

	"entente/formats"
	"entente/kg"
)

// typeTookPlaceAt is the type of the relationships that say where an event was.
const typeTookPlaceAt = "took-place-at"

// A found is what has to be known of the whole graph before a feature can be written: the
// points of places, where events were, and how many claims there are about each of them.
type found struct {
	points map[kg.ID]kg.Location
	at     map[kg.ID][]kg.ID
	claims map[kg.ID]int
	// pointless is the number of places without a point, events that of all events.
	pointless, events int
}

// survey goes through x once.
func survey(x *formats.Export) (*found, error) {
	f := &found{points: map[kg.ID]kg.Location{}, at: map[kg.ID][]kg.ID{}, claims: map[kg.ID]int{}}
	for record, err := range x.Records {
		if err != nil {
			return nil, fmt.Errorf("read the export: %w", err)
		}
		switch r := record.(type) {
		case *kg.Entity:
			f.entity(r)
		case *kg.Relationship:
			if _, ok := f.points[r.To]; ok && r.Type == typeTookPlaceAt && !slices.Contains(f.at[r.From], r.To) {
				f.at[r.From] = append(f.at[r.From], r.To)
			}
		case *kg.Claim:
			_, place := f.points[r.About]
			if _, event := f.at[r.About]; place || event {
				f.claims[r.About]++
			}
		}
	}
	return f, nil
}

func (f *found) entity(e *kg.Entity) {
	switch {
	case e.EntityClass == kg.ClassEvent:
		f.events++
	case e.EntityClass == kg.ClassPlace && e.Location == nil:
		f.pointless++
	case e.Location != nil:
		f.points[e.ID] = *e.Location
	}
}

func (f *found) eventsWithPoint() int { return len(f.at) }

// places returns where an entity is: itself, if it is a place, or the places of an event
// in the order of the ids of what ties it to them.
func (f *found) places(e *kg.Entity) []kg.ID {
	if _, ok := f.points[e.ID]; ok {
		return []kg.ID{e.ID}
	}
	return f.at[e.ID]
}
