package table

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"entente/formats"
	"entente/formats/internal/rows"
	"entente/kg"
)

// MaxHeld is how many bytes of rows are held to be put together, what keeping them takes
// included.
const MaxHeld = 96 << 20

// spells says that rows of following years are to be one: those that are alike in the
// texts of by. The columns $first and $last are its first and last year.
type spells struct {
	by   []*text
	year *text
	// sorted says that the rows of a run follow one another in the file.
	sorted bool
}

// spells reads how rows are put together.
func (d *decoder) spells(n *node) {
	s := &spells{}
	d.sheet.spells = s
	d.fields(n, "spells", []field{
		{"by", func(n *node) {
			d.list(n, func(item *node) {
				var t *text
				d.text("spells.by", &t)(item)
				s.by = append(s.by, t)
			})
		}},
		{"year", d.text("spells.year", &s.year)},
		{"sorted", d.flag("spells.sorted", &s.sorted)},
	})
	if s.by == nil || s.year == nil {
		d.refuse(n.at, "spells", "", "what is put together is not said", "write by and year")
	}
}

// runs puts rows together.
type runs struct {
	*reader
	// groups are the rows by what they have alike, in the order of first appearance.
	groups map[string]*group
	order  []*group
	held   int
	// key is the group of the row before.
	key string
}

// A group is the rows that are alike.
type group struct{ rows []yearRow }

// A yearRow is the row of one year.
type yearRow struct {
	year int
	at   formats.Position
	raw  []byte
}

func (r *reader) newRuns() *runs { return &runs{reader: r, groups: map[string]*group{}} }

// add takes a row in, and yields runs that are over.
func (r *runs) add(line *rows.Row) error {
	key, year, err := r.keyOf(line)
	if err != nil {
		return r.refused(line, err)
	}
	s := r.sheet.spells
	if s.sorted && key != r.key {
		if err := r.end(); err != nil {
			return err
		}
	}
	r.key = key
	g := r.groups[key]
	if g == nil {
		g = &group{}
		r.groups[key], r.order = g, append(r.order, g)
		r.held += len(key) + 200
	}
	if n := len(g.rows); s.sorted && n > 0 && year < g.rows[n-1].year {
		return r.refused(line, &formats.Error{At: line.At, Err: &kg.InvalidError{
			Field: "spells", Value: strconv.Itoa(year), Reason: "earlier than the row before",
			Accepted: "sort the file, or leave sorted out",
		}})
	}
	g.rows = append(g.rows, yearRow{year, line.At, bytes.Clone(line.Raw)})
	if r.held += len(line.Raw) + 120; r.held > MaxHeld {
		return fmt.Errorf("%s: %w: rows that are to be put together take more than %d MiB; "+
			"sort the file by what is alike and the year, and write sorted: true", line.At, kg.ErrLimit, MaxHeld>>20)
	}
	return nil
}

// keyOf returns what a row has alike with others, and its year.
func (r *runs) keyOf(line *rows.Row) (string, int, error) {
	if err := r.fits(line); err != nil {
		return "", 0, err
	}
	row, s := &r.row, r.sheet.spells
	row.line, row.at, row.first, row.last = line, line.At, "", ""
	if err := row.fill(); err != nil {
		return "", 0, err
	}
	year, err := strconv.Atoi(s.year.of(row))
	if err != nil {
		return "", 0, row.refuse(s.year, "spells.year", "not a year", "write a whole number")
	}
	var key strings.Builder
	for _, t := range s.by {
		key.WriteString(strconv.Quote(t.of(row)))
	}
	return key.String(), year, nil
}

// end yields the runs of all rows that are held.
func (r *runs) end() error {
	if r == nil {
		return nil
	}
	for _, g := range r.order {
		slices.SortStableFunc(g.rows, func(a, b yearRow) int { return cmp.Compare(a.year, b.year) })
		for len(g.rows) > 0 {
			n := 1
			for n < len(g.rows) && g.rows[n].year <= g.rows[n-1].year+1 {
				n++
			}
			if err := r.run(g.rows[:n]); err != nil {
				return err
			}
			g.rows = g.rows[n:]
		}
	}
	clear(r.groups)
	r.order, r.held = nil, 0
	return nil
}

// run yields what rows of following years say, by the first of them.
func (r *runs) run(years []yearRow) error {
	first, last := years[0], years[len(years)-1]
	line, err := rows.Cut(first.raw, first.at, r.sheet.layout.dialect(r.file.Name))
	if err != nil {
		return err
	}
	raw := make([][]byte, len(years))
	for i, year := range years {
		raw[i] = year.raw
	}
	row := &r.row
	row.line, row.at = line, line.At
	row.first, row.last = joinDate(strconv.Itoa(first.year), "", ""), joinDate(strconv.Itoa(last.year), "", "")
	return r.give(bytes.Join(raw, []byte("\n")))
}
