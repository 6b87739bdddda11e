package kg

import (
	"context"
	"maps"
	"slices"
	"strings"
)

// A DisputeList asks for a page of disputes, ordered by the id of the record and the
// property.
type DisputeList struct {
	// About asks for those of these records only, at most [MaxIDs]; nil: of all. Ids
	// that lead nowhere add nothing.
	About []ID
	// Property asks for those on one property only.
	Property *string
	// Page counts forwards only: by First and After, a key with the id of the record
	// and the property as its Text.
	Page Page
}

// A DisputePage is a page of disputes.
type DisputePage struct {
	Disputes []Dispute
	// Records are the records in dispute, by id.
	Records map[ID]Record
	// HasNext tells whether there are more, Total how many there are on all pages.
	HasNext bool
	Total   func() int
}

// KeyOf returns the place of a dispute in a [DisputeList].
func (d *Dispute) KeyOf() Key { return Key{ID: d.About, Text: d.Property} }

// compareKeys orders disputes by record and property.
func compareKeys(a, b Key) int {
	if c := strings.Compare(string(a.ID), string(b.ID)); c != 0 {
		return c
	}
	return strings.Compare(a.Text, b.Text)
}

// Disputes finds disputes. It asks the store once for the claims to compare, which
// may be all that there are (past [MaxCollected] it is an ErrLimit), and then for
// the records of the page and what is said of them.
func (g *Graph) Disputes(ctx context.Context, v View, list DisputeList) (DisputePage, error) {
	size, vocabulary, err := g.checkDisputes(ctx, list)
	if err != nil {
		return DisputePage{}, err
	}
	d, err := g.docketOf(ctx, v, list)
	if err != nil {
		return DisputePage{}, err
	}
	keys, more := d.page(vocabulary, size, list.Page.After)
	page, err := g.disputesAt(ctx, v, keys)
	page.HasNext = more
	page.Total = func() int {
		all, _ := d.page(vocabulary, d.count, nil)
		return len(all)
	}
	return page, err
}

// checkDisputes refuses a list that cannot be answered, and returns the size of its page.
func (g *Graph) checkDisputes(ctx context.Context, list DisputeList) (int, *Vocabulary, error) {
	size, _, err := list.Page.size()
	if err != nil {
		return 0, nil, err
	}
	if err := checkIDs("about", list.About, MaxIDs); err != nil {
		return 0, nil, err
	}
	if list.Property == nil {
		vocabulary, err := g.Vocabulary(ctx)
		return size, vocabulary, err
	}
	vocabulary, err := g.VocabularyWith(ctx, TermClaimProperty, *list.Property)
	if err != nil {
		return 0, nil, err
	}
	_, err = vocabulary.Term(TermClaimProperty, *list.Property)
	return size, vocabulary, under("property", err)
}

// docketOf reads the claims that a list compares. Ids that are not there take one call
// of the store more, and if they lead anywhere another.
func (g *Graph) docketOf(ctx context.Context, v View, list DisputeList) (*docket, error) {
	d, err := g.collect(ctx, v, list.queries())
	if err != nil {
		return nil, err
	}
	absent := slices.DeleteFunc(slices.Clone(list.About), func(id ID) bool { return d.there[id] })
	current, err := g.currentIDs(ctx, v, inOrder(absent))
	if err != nil || len(current) == 0 {
		return d, err
	}
	list.About = renamed(list.About, current)
	return g.collect(ctx, v, list.queries())
}

// queries asks for the claims that the list compares.
func (list DisputeList) queries() []Query {
	var q Query
	if list.Property != nil {
		q.Kinds = []string{*list.Property}
	}
	if list.About == nil {
		return []Query{q}
	}
	var queries []Query
	for _, id := range inOrder(slices.Clone(list.About)) {
		q.About = id
		queries = append(queries, q)
	}
	return queries
}

// page returns the places of the next disputes after one, and whether there are more.
func (d *docket) page(vocabulary *Vocabulary, size int, after *Key) (keys []Key, more bool) {
	for _, about := range slices.Sorted(maps.Keys(d.claims)) {
		if after != nil && about < after.ID {
			continue
		}
		for _, property := range d.disputedProperties(about, vocabulary) {
			key := Key{ID: about, Text: property}
			switch {
			case after != nil && compareKeys(key, *after) <= 0:
			case len(keys) == size:
				return keys, true
			default:
				keys = append(keys, key)
			}
		}
	}
	return keys, false
}

// disputesAt returns the disputes in some places. One that a write has just settled
// is left out.
func (g *Graph) disputesAt(ctx context.Context, v View, keys []Key) (DisputePage, error) {
	var ids []ID
	for _, key := range keys {
		ids = append(ids, key.ID)
	}
	records, err := g.Referred(ctx, v, inOrder(ids))
	if err != nil {
		return DisputePage{}, err
	}
	var about []Record
	for _, id := range slices.Sorted(maps.Keys(records)) {
		about = append(about, records[id])
	}
	matters, err := g.Matters(ctx, v, about)
	if err != nil {
		return DisputePage{}, err
	}
	page := DisputePage{Records: records}
	for _, m := range matters {
		for _, dispute := range m.Disputes() {
			if slices.Contains(keys, dispute.KeyOf()) {
				page.Disputes = append(page.Disputes, dispute)
			}
		}
	}
	return page, nil
}
