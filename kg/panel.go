package kg

import (
	"cmp"
	"context"
	"maps"
	"slices"
)

// MaxPanelRows is the largest page of a panel.
const MaxPanelRows = 1000

// A PanelQuery asks for one row for each pair of entities, type and period, as
// statistical software takes it.
type PanelQuery struct {
	TimeQuery
	// Balanced asks for the rows of nothing too, so that every series has a row for
	// every period.
	Balanced bool
	// First is the largest number of rows, at most [MaxPanelRows], and After the
	// place of the row that they come after.
	First int
	After *PanelPlace
}

// A PanelSeries is what the rows of a panel have in common that follow one another
// in time. The ends of a symmetric type are in the order of their ids; relationships
// of unequal signs are series of their own.
type PanelSeries struct {
	From, To ID
	Type     string
	Sign     Sign
}

// A PanelPlace is the place of a row in the order of the panel.
type PanelPlace struct {
	PanelSeries
	Bucket TimeBucket
	Start  Instant
}

// A PanelRow tells what the relationships of a series do in a period.
type PanelRow struct {
	PanelPlace
	Period   Period
	From, To *Entity
	Activity
}

// A Panel is a page of rows, ordered by from, to, type, sign and period.
type Panel struct {
	Bucket  TimeBucket
	Covered *Period
	Rows    []PanelRow
	HasNext bool

	query    PanelQuery
	calendar calendar
	spans    map[PanelSeries][]Span
	// ends has the ends of every series, and not of the page's alone: they come with
	// the call that finds which series there are.
	ends map[PanelSeries]Found
}

func (q PanelQuery) validate() error {
	switch {
	case q.First < 0:
		return &InvalidError{Field: "first", Reason: "must not be negative"}
	case q.First > MaxPanelRows:
		return &LimitError{What: "first", Value: q.First, Limit: MaxPanelRows}
	}
	return nil
}

// Panel returns rows for the relationships that v knows of, with one call of the
// store. As in [Graph.Timeline], v's Valid does not limit it.
func (g *Graph) Panel(ctx context.Context, v View, q PanelQuery) (Panel, error) {
	asked, bounds, err := q.window(v.Zone)
	if err = cmp.Or(q.validate(), err); err != nil {
		return Panel{}, err
	}
	p := Panel{query: q, spans: make(map[PanelSeries][]Span), ends: make(map[PanelSeries]Found)}
	if err := g.each(ctx, v, q.Scope, asked, bounds, p.add); err != nil {
		return Panel{}, err
	}
	if p.calendar, err = divideFor(q.TimeQuery, asked, v.Zone, p.spans); err != nil {
		return Panel{}, err
	}
	p.Bucket = p.calendar.unit
	if p.calendar.size() > 0 {
		p.Covered = new(p.calendar.window().period(v.Zone))
	}
	return p, p.fill()
}

// add adds a relationship to its series.
func (p *Panel) add(f Found) {
	r := f.Record.(*Relationship)
	if r.Symmetric && f.From.ID > f.To.ID {
		f.From, f.To = f.To, f.From
	}
	series := PanelSeries{f.From.ID, f.To.ID, r.Type, r.Sign}
	p.spans[series] = append(p.spans[series], r.Validity.Span)
	p.ends[series] = Found{From: f.From, To: f.To}
}

// fill takes the rows of the page.
func (p *Panel) fill() error {
	after := p.query.After
	if after != nil && after.Bucket != p.Bucket {
		return &InvalidError{
			Field:    "after",
			Reason:   "a place among periods of " + string(after.Bucket) + ", not of " + string(p.Bucket),
			Accepted: "name the bucket of the first page in all pages",
		}
	}
	for _, series := range slices.SortedFunc(maps.Keys(p.spans), PanelSeries.compare) {
		if after != nil && series.compare(after.PanelSeries) < 0 {
			continue
		}
		for i, a := range p.rows(series) {
			row := PanelRow{
				PanelPlace: PanelPlace{series, p.Bucket, p.calendar.borders[i]}, Activity: a,
				Period: p.calendar.period(i), From: p.ends[series].From, To: p.ends[series].To,
			}
			switch {
			case !p.has(a) || after != nil && row.PanelPlace.compare(*after) <= 0:
			case len(p.Rows) == p.query.First:
				p.HasNext = true
				return nil
			default:
				p.Rows = append(p.Rows, row)
			}
		}
	}
	return nil
}

// rows tells what a series does in each period; nothing where it was left without
// a relationship.
func (p *Panel) rows(series PanelSeries) histogram {
	if len(p.spans[series]) == 0 {
		return nil
	}
	return p.calendar.tally(p.spans[series])
}

// has reports whether the panel has a row of which so much is to tell.
func (p *Panel) has(a Activity) bool { return p.query.Balanced || !a.empty() }

// Total returns the number of rows on all pages.
func (p *Panel) Total() int {
	n := 0
	for series := range p.spans {
		for _, a := range p.rows(series) {
			if p.has(a) {
				n++
			}
		}
	}
	return n
}

func (s PanelSeries) compare(t PanelSeries) int {
	return cmp.Or(cmp.Compare(s.From, t.From), cmp.Compare(s.To, t.To),
		cmp.Compare(s.Type, t.Type), cmp.Compare(s.Sign, t.Sign))
}

func (p PanelPlace) compare(q PanelPlace) int {
	return cmp.Or(p.PanelSeries.compare(q.PanelSeries), cmp.Compare(p.Start, q.Start))
}
