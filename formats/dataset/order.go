package dataset

import (
	"bytes"

	"entente/formats"
)

// A rank is where the lines of a record come, if each is to come after what it may
// refer to.
type rank int

const (
	rankTerm rank = iota
	rankSource
	rankEntity
	rankRelationship
	rankClaim
	// rankHead is that of what describes the dataset: it counts in every pass.
	rankHead
	// rankChange is that of versions, which stand in the order of the log.
	rankChange
	// rankBad is that of what cannot be read.
	rankBad
)

// A pass is the rank of the lines that are read in it, or all.
type pass int

const passAll pass = -1

// has reports whether the lines of a rank are read in p. Those that cannot be read are
// refused once, in the pass of the terms.
func (p pass) has(r rank) bool {
	return p == passAll || r == rankHead || rank(p) == r || p == pass(rankTerm) && r == rankBad
}

// plan looks through the files for the order of their lines, and returns the passes in
// which to read them: one, if they are in order or have a history. A file that cannot be
// read is left for the reading to say so.
func (r *lineReader) plan(files []formats.File) []pass {
	highest, sorted := rankTerm, true
	for _, f := range files {
		for line, err := range formats.Lines(f) {
			if err != nil {
				continue
			}
			switch here := r.rank(line); {
			case here == rankChange:
				return []pass{passAll}
			case here <= rankClaim:
				sorted = sorted && here >= highest
				highest = max(highest, here)
			}
		}
	}
	if sorted {
		return []pass{passAll}
	}
	return []pass{
		pass(rankTerm), pass(rankSource), pass(rankEntity), pass(rankRelationship), pass(rankClaim),
	}
}

// beginnings are how lines begin that are written here, by what they are.
var beginnings = []struct {
	text []byte
	rank rank
}{
	{[]byte(`{"record":"relationship",`), rankRelationship},
	{[]byte(`{"record":"entity",`), rankEntity},
	{[]byte(`{"record":"claim",`), rankClaim},
	{[]byte(`{"change":{`), rankChange},
	{[]byte(`{"record":"source",`), rankSource},
}

// ranks are those of records by their names in lines.
var ranks = map[string]rank{
	lineRelationshipType: rankTerm, lineKind: rankTerm, lineClaimProperty: rankTerm,
	lineSource: rankSource, lineEntity: rankEntity, lineRelationship: rankRelationship,
	lineClaim: rankClaim,
}

// rank tells what a line is, from its beginning where that tells.
func (r *lineReader) rank(line formats.Line) rank {
	for _, b := range beginnings {
		if bytes.HasPrefix(line.Text, b.text) {
			return b.rank
		}
	}
	n, err := r.json.read(line.At, string(line.Text))
	if err != nil {
		return rankBad
	}
	if _, change := n.without("change"); change != nil {
		return rankChange
	}
	if _, record := n.without("record"); record != nil {
		if known, ok := ranks[record.text]; ok {
			return known
		}
		return rankBad
	}
	if _, dataset := n.without("dataset"); dataset != nil {
		return rankHead
	}
	return rankBad
}
