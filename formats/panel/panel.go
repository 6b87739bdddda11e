package panel

import (
	"encoding/csv"
	"io"

	"entente/formats"
	"entente/kg"
)

// MaxRows and MaxPeriods are how many rows and periods a panel has at the most.
const (
	MaxRows    = 5_000_000
	MaxPeriods = 20_000
)

// Format is the panel.
var Format = formats.Format{
	Name:       "panel",
	Title:      "Panel of pairs by period",
	Extensions: []string{".panel.csv"},
	MediaType:  "text/csv; charset=utf-8",
	Write:      func(w io.Writer, x *formats.Export) error { return write(w, x, MaxRows) },
}

// write writes a panel of at most so many rows.
func write(w io.Writer, x *formats.Export, limit int) error {
	p := newPanel(x, limit)
	if err := p.read(); err != nil {
		return err
	}
	if err := p.count(); err != nil {
		return err
	}
	if x.BOM {
		if _, err := io.WriteString(w, "\ufeff"); err != nil {
			return err
		}
	}
	out := csv.NewWriter(w)
	if err := p.rows(out); err != nil {
		return err
	}
	out.Flush()
	return out.Error()
}

// A panel is what a file is made of.
type panel struct {
	x     *formats.Export
	limit int
	unit  kg.TimeBucket
	// within is the time that was asked for.
	within  kg.Window
	periods kg.Division
	words   words
	// names has the name of each entity, by the word that its id is.
	names  map[word]string
	series map[series]int32
	ties   []tie
	// sources has every list of sources that a relationship has, once.
	sources [][]kg.ID
	lists   map[string]int32
}

func newPanel(x *formats.Export, limit int) *panel {
	p := &panel{
		x: x, limit: limit, unit: x.Bucket, within: x.View.Valid,
		names: make(map[word]string), series: make(map[series]int32), lists: make(map[string]int32),
	}
	if p.unit == "" {
		p.unit = kg.BucketYear
	}
	if x.Within != nil {
		p.within = *x.Within
	}
	return p
}

// tooLarge is the error for a panel of so many rows.
func (p *panel) tooLarge(rows int) error {
	return &kg.LimitError{What: "rows of the panel", Value: rows, Limit: p.limit, Advice: narrower}
}

const narrower = "ask for a longer unit of time, a shorter time, or fewer relationships by a filter"
