package view

import (
	"context"

	"entente/kg"
)

// A Period is a value of that type.
type Period struct{ period kg.Period }

// Start answers the field of that name.
func (p Period) Start() string { return p.period.From.String() }

// End answers the field of that name.
func (p Period) End() string { return p.period.Until.String() }

// Edtf answers the field of that name.
func (p Period) Edtf() string { return p.period.EDTF }

func periodOf(p *kg.Period) *Period {
	if p == nil {
		return nil
	}
	return &Period{*p}
}

func unitOf(unit kg.TimeBucket) *kg.TimeBucket {
	if unit == "" {
		return nil
	}
	return &unit
}

// A Timeline is a value of that type.
type Timeline struct {
	Total           int
	Extent, Covered *Period
	Bucket          *kg.TimeBucket
	Buckets         []TimelineBucket
	ChangePoints    []ChangePoint
	Truncated       bool
}

// A TimelineBucket is a value of that type.
type TimelineBucket struct {
	kg.Activity
	Period Period
	Types  []TypeActivity
}

// A TypeActivity is a value of that type.
type TypeActivity struct {
	kg.Activity
	named
}

// A ChangePoint is a value of that type.
type ChangePoint struct {
	At                string
	Appear, Disappear []Relationship
	Visible           int
}

// TimeArguments are the arguments of the root fields about time itself.
type TimeArguments struct {
	Of     []kg.ID
	Where  *kg.RelationshipFilter
	Within *string
	Bucket *kg.TimeBucket
}

func (a TimeArguments) query() kg.TimeQuery {
	q := kg.TimeQuery{Scope: kg.Scope{Of: a.Of, Where: a.Where}, Within: a.Within}
	if a.Bucket != nil {
		q.Bucket = *a.Bucket
	}
	return q
}

// TimelineOf answers the root field timeline.
func TimelineOf(ctx context.Context, asOf *AsOf, a TimeArguments) (Timeline, error) {
	r, err := ReaderOf(ctx, asOf)
	if err != nil {
		return Timeline{}, err
	}
	found, err := r.Graph.Timeline(ctx, r.View, a.query())
	return timelineOf(r, found), err
}

// Timeline answers the field of that name.
func (s Subgraph) Timeline(within *string, bucket *kg.TimeBucket) (Timeline, error) {
	a := TimeArguments{Within: within, Bucket: bucket}
	found, err := s.found.Timeline(s.reader.View, a.query())
	return timelineOf(s.reader, found), err
}

// timelineOf returns a timeline as a value.
func timelineOf(r Reader, found kg.Timeline) Timeline {
	t := Timeline{
		Total: found.Total, Extent: periodOf(found.Extent), Covered: periodOf(found.Covered),
		Bucket: unitOf(found.Bucket), ChangePoints: changePoints(r, found.Changes),
		Truncated: found.Truncated,
	}
	for _, b := range found.Buckets {
		bucket := TimelineBucket{Activity: b.Activity, Period: Period{b.Period}}
		for _, of := range b.Types {
			bucket.Types = append(bucket.Types, TypeActivity{of.Activity, named{r.Graph, of.Type}})
		}
		t.Buckets = append(t.Buckets, bucket)
	}
	return t
}

// changePoints makes one cohort of all relationships that appear or disappear.
func changePoints(r Reader, points []kg.ChangePoint) []ChangePoint {
	var all []kg.Found
	for _, p := range points {
		all = append(append(all, p.Appear...), p.Disappear...)
	}
	relationships := relationshipsOf(r, all)
	made := make([]ChangePoint, len(points))
	for i, p := range points {
		n, m := len(p.Appear), len(p.Appear)+len(p.Disappear)
		made[i] = ChangePoint{p.At.String(), relationships[:n], relationships[n:m], p.Visible}
		relationships = relationships[m:]
	}
	return made
}

// relationshipsOf returns relationships that were found with their ends, in one
// cohort; their ends are another.
func relationshipsOf(r Reader, found []kg.Found) []Relationship {
	page := makePages(r.Graph, []member{memberOf(nil, r.View)}, []kg.Slice{{Found: found}})[0]
	made := make([]Relationship, len(found))
	for i := range found {
		made[i] = page.node(i).(Relationship)
	}
	return made
}
