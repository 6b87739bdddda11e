package panel

import (
	"cmp"
	"encoding/csv"
	"iter"
	"maps"
	"slices"

	"entente/kg"
)

// inOrder yields each series in the order of the rows, with its relationships.
func (p *panel) inOrder() iter.Seq2[series, []tie] {
	return func(yield func(series, []tie) bool) {
		for _, s := range slices.SortedFunc(maps.Keys(p.series), p.compare) {
			number := p.series[s]
			first, _ := slices.BinarySearchFunc(p.ties, number, tie.compareSeries)
			end, _ := slices.BinarySearchFunc(p.ties, number+1, tie.compareSeries)
			if !yield(s, p.ties[first:end]) {
				return
			}
		}
	}
}

func (t tie) compareSeries(number int32) int { return cmp.Compare(t.series, number) }

func (p *panel) compare(a, b series) int {
	compare := func(a, b word) int { return cmp.Compare(p.words.texts[a], p.words.texts[b]) }
	return cmp.Or(compare(a.from, b.from), compare(a.to, b.to), compare(a.kind, b.kind), compare(a.sign, b.sign))
}

// count puts the relationships in the order of series, and refuses too many rows.
func (p *panel) count() error {
	slices.SortStableFunc(p.ties, func(a, b tie) int { return a.compareSeries(b.series) })
	rows := 0
	var spans []kg.Span
	for first := 0; first < len(p.ties); {
		end := first + 1
		for end < len(p.ties) && p.ties[end].series == p.ties[first].series {
			end++
		}
		spans = spansOf(spans[:0], p.ties[first:end])
		_, activities := p.periods.Tally(spans)
		for _, a := range activities {
			if a.Active.Possible > 0 {
				rows++
			}
		}
		first = end
	}
	if rows > p.limit {
		return p.tooLarge(rows)
	}
	return nil
}

func spansOf(spans []kg.Span, ties []tie) []kg.Span {
	for _, t := range ties {
		spans = append(spans, t.span)
	}
	return spans
}

// rows writes the header and all rows.
func (p *panel) rows(out *csv.Writer) error {
	c := newCells(p)
	if err := out.Write(c.header()); err != nil {
		return err
	}
	var spans []kg.Span
	for s, ties := range p.inOrder() {
		spans = spansOf(spans[:0], ties)
		place, activities := p.periods.Tally(spans)
		c.begin(s)
		for i, a := range activities {
			if a.Active.Possible == 0 {
				continue
			}
			if err := out.Write(c.row(place+i, a, ties)); err != nil {
				return err
			}
		}
	}
	return nil
}
