package panel

import (
	"slices"
	"strconv"

	"entente/formats"
	"entente/kg"
)

// cells makes rows, one after the other.
type cells struct {
	p *panel
	// periods has the cells of each period, once it was asked for.
	periods [][]string
	// pair are the cells of a series.
	pair []string
	// asked are the cells of what was asked for; the last is emptied after the first row.
	asked []string
	all   []string
}

func newCells(p *panel) *cells {
	x := p.x
	return &cells{
		p: p, periods: make([][]string, p.periods.Size()),
		asked: []string{formats.Cell(x.About.Valid), formats.KnownText(x.About.Known), aboutText(x.About.Pairs())},
	}
}

// aboutText is an object of JSON.
func aboutText(pairs [][2]string) string {
	b := []byte{'{'}
	for i, pair := range pairs {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(formats.AppendJSON(b, pair[0]), ':')
		b = formats.AppendJSON(b, pair[1])
	}
	return string(append(b, '}'))
}

// header returns the names of the columns.
func (c *cells) header() []string {
	names := []string{
		"from_id", "from_name", "to_id", "to_name", "type", "sign", "period", "period_start", "period_end", "year",
	}
	switch c.p.unit {
	case kg.BucketQuarter:
		names = append(names, "quarter")
	case kg.BucketMonth:
		names = append(names, "month")
	case kg.BucketDay:
		names = append(names, "month", "day")
	}
	return append(names, "certain", "possible", "ties_certain", "ties_possible",
		"started_certain", "started_possible", "ended_certain", "ended_possible",
		"source_ids", "as_of", "known", "about")
}

// begin makes the cells that all rows of a series have.
func (c *cells) begin(s series) {
	texts := c.p.words.texts
	c.pair = append(c.pair[:0], formats.Cell(texts[s.from]), formats.Cell(c.p.names[s.from]),
		formats.Cell(texts[s.to]), formats.Cell(c.p.names[s.to]), texts[s.kind], texts[s.sign])
}

// row returns the cells of the series that was begun in a period.
func (c *cells) row(place int, a kg.Activity, ties []tie) []string {
	c.all = append(append(c.all[:0], c.pair...), c.period(place)...)
	c.all = append(c.all, strconv.Itoa(min(a.Active.Certain, 1)), strconv.Itoa(min(a.Active.Possible, 1)))
	for _, counted := range [...]kg.CountRange{a.Active, a.Started, a.Ended} {
		c.all = append(c.all, strconv.Itoa(counted.Certain), strconv.Itoa(counted.Possible))
	}
	c.all = append(append(c.all, c.sources(place, ties)), c.asked...)
	c.asked[len(c.asked)-1] = ""
	return c.all
}

// period returns the cells of a period.
func (c *cells) period(place int) []string {
	if c.periods[place] != nil {
		return c.periods[place]
	}
	first, last := c.p.periods.Days(place)
	row := []string{
		formats.Cell(c.p.periods.Period(place).EDTF), formats.Cell(formats.DayText(kg.InstantOf(first))),
		formats.Cell(formats.DayText(kg.InstantOf(last))), strconv.Itoa(first.Year()),
	}
	switch c.p.unit {
	case kg.BucketQuarter:
		row = append(row, strconv.Itoa((int(first.Month())+2)/3))
	case kg.BucketMonth:
		row = append(row, strconv.Itoa(int(first.Month())))
	case kg.BucketDay:
		row = append(row, strconv.Itoa(int(first.Month())), strconv.Itoa(first.Day()))
	}
	c.periods[place] = row
	return row
}

// sources returns the ids of the sources of what possibly held in a period, each once.
func (c *cells) sources(place int, ties []tie) string {
	var ids []kg.ID
	window := c.p.periods.Period(place).Window
	for _, t := range ties {
		if len(ties) > 1 && t.span.Holds(window) == "" {
			continue
		}
		for _, id := range c.p.sources[t.sources] {
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	return formats.Cell(formats.JoinIDs(ids))
}
