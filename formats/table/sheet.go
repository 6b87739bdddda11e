package table

import (
	"path"
	"strings"

	"entente/formats"
	"entente/formats/internal/rows"
	"entente/kg"
)

// A mapping says how tables are to be read.
type mapping struct {
	// sheets are the kinds of files, the first that fits a file counts.
	sheets []*sheet
	// terms are those that the mapping describes.
	terms map[kg.ID]*kg.Term
	// order are their ids as written.
	order []kg.ID
}

// A sheet says how the files of one kind are laid out and what their rows say.
type sheet struct {
	at formats.Position
	// pattern is what names of files look like; empty fits all.
	pattern string
	layout  layout
	// slots are the columns that texts name, in the order of their first use.
	slots []slot
	cells map[string]*cell
	// dates is what holds for all dates that do not say otherwise.
	dates         dateRule
	spells        *spells
	sources       []*sourceRule
	entities      []*entityRule
	relationships []*relationshipRule
	claims        []*claimRule
}

// A layout says how a file is to be cut into rows.
type layout struct {
	rows.Dialect
	// yaml says that the file is a YAML list; each is the list in its items whose items
	// are the rows, empty where these are the rows themselves.
	yaml bool
	each string
	// headless says that the first row is data; columns are names for the columns.
	headless bool
	columns  []string
	// ragged lets rows have fewer cells than there are columns.
	ragged bool
	// apostrophes says that one stands before each text that begins as a formula does.
	apostrophes bool
	// empty are texts that say nothing.
	empty []string
}

// A slot is a column that texts name.
type slot struct {
	at   formats.Position
	name string
	// optional says that a file may do without it.
	optional bool
	cell     *cell
}

// The columns that every table has beside its own.
const (
	columnFile  = "$file"
	columnRow   = "$row"
	columnFirst = "$first"
	columnLast  = "$last"
)

// slot returns the number of the column of a name; one with ? behind it may be missing.
func (s *sheet) slot(at formats.Position, name string) int {
	name, optional := strings.CutSuffix(name, "?")
	for i := range s.slots {
		if s.slots[i].name == name {
			s.slots[i].optional = s.slots[i].optional && optional
			return i
		}
	}
	s.slots = append(s.slots, slot{at: at, name: name, optional: optional})
	return len(s.slots) - 1
}

// fits reports whether a file is of the kind. What compression adds to its name does
// not count.
func (s *sheet) fits(file string) bool {
	if s.pattern == "" {
		return true
	}
	base := path.Base(strings.ReplaceAll(file, `\`, "/"))
	for _, name := range []string{base, strings.TrimSuffix(base, ".gz")} {
		if ok, err := path.Match(s.pattern, name); ok && err == nil {
			return true
		}
	}
	return false
}

// sheetFor returns the sheet of a file, or nil.
func (m *mapping) sheetFor(file string) *sheet {
	for _, s := range m.sheets {
		if s.fits(file) {
			return s
		}
	}
	return nil
}
