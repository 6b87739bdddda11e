package sqlite

import (
	"cmp"
	"context"
	"database/sql/driver"
	"fmt"
	"slices"
	"strings"
)

// A beside walks a table whose rows follow from the records or versions whose numbers are
// in its first column, in the order of these.
type beside struct {
	audit *audit
	table string
	rows  *rows
	more  bool
}

// beside selects the rows of a table: the number of what they follow from, then what of
// them follows from that.
func (a *audit) beside(ctx context.Context, table, owner, columns string) (*beside, error) {
	selected, err := a.query(ctx, "SELECT "+owner+", "+columns+" FROM "+table+" ORDER BY "+owner)
	if err != nil {
		return nil, err
	}
	b := &beside{audit: a, table: table, rows: selected}
	b.more = selected.next()
	return b, nil
}

// compare takes the rows of a number and reports how they differ from those that are
// wanted. Rows of smaller numbers belong to nothing.
func (b *beside) compare(number int64, id string, wanted []string) {
	b.strays(number)
	var got []string
	for b.more && b.rows.int(0) == number {
		got = append(got, line(b.rows.values[1:]...))
		b.more = b.rows.next()
	}
	slices.Sort(got)
	slices.Sort(wanted)
	if slices.Equal(got, wanted) {
		return
	}
	b.audit.wrong(id, "table %s has %d rows of it that follow from nothing, and lacks %d",
		b.table, without(got, wanted), without(wanted, got))
}

// strays reports the rows before a number that have not been taken.
func (b *beside) strays(before int64) {
	for b.more && b.rows.int(0) < before {
		number, count := b.rows.int(0), 0
		for b.more && b.rows.int(0) == number {
			count++
			b.more = b.rows.next()
		}
		b.audit.wrong("", "table %s has %d rows with the number %d, which belong to nothing",
			b.table, count, number)
	}
}

// end reports what is left and ends the walk.
func (b *beside) end() error {
	b.strays(1<<63 - 1)
	return b.rows.close()
}

// endAll ends the walks of several tables.
func endAll(all ...*beside) (err error) {
	for _, b := range all {
		if b != nil {
			err = cmp.Or(err, b.end())
		}
	}
	return err
}

// without counts the items of a that are not in b; both are sorted.
func without(a, b []string) (n int) {
	for _, item := range a {
		if _, there := slices.BinarySearch(b, item); !there {
			n++
		}
	}
	return n
}

// line writes the values of a row in one text, which no other values have.
func line(values ...driver.Value) string {
	var text strings.Builder
	for _, value := range values {
		if flag, is := value.(bool); is {
			value = map[bool]int{true: 1}[flag]
		}
		fmt.Fprintf(&text, "%v\x00", value)
	}
	return text.String()
}
