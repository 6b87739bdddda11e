package neo4j

import (
	"cmp"
	"context"
	"iter"
	"slices"

	"entente/kg"
)

var (
	supersededStatement = statement("all_superseded")
	pastStatement       = statement("past_all")
	currentStatements   = renderAll()
)

func renderAll() map[kg.Class]string {
	texts := map[kg.Class]string{}
	for class := range labels {
		byID := shape{class: class, order: kg.Order{Field: kg.OrderID}}
		texts[class] = render("all_current", byID.variant())
	}
	return texts
}

// allClasses are the classes in the order of [kg.Store.All].
var allClasses = []kg.Class{
	kg.ClassTerm, kg.ClassSource, kg.ClassEntity, kg.ClassRelationship, kg.ClassClaim,
}

// All yields every current record; see [kg.Store]. It reads page by page and holds
// up no writer. What is written after v's Known or, without one, meanwhile it leaves
// out, and takes what was there before from the versions: so all is of one moment.
func (s *Store) All(ctx context.Context, v kg.View) iter.Seq2[kg.Record, error] {
	return func(yield func(kg.Record, error) bool) {
		f := &fullScan{store: s, view: v}
		err := f.begin(ctx)
		for i := 0; err == nil && i < len(allClasses); i++ {
			var more bool
			if more, err = f.class(ctx, allClasses[i], yield); !more && err == nil {
				return
			}
		}
		if err != nil {
			yield(nil, err)
		}
	}
}

// A fullScan is one run of All.
type fullScan struct {
	store *Store
	view  kg.View
	at    kg.RecordedTime // the moment that it shows
	// superseded asks for what has changed since: of what is past by id, to read each
	// version once in all; of the present by time, since there are few.
	superseded string
}

// begin takes the moment of the last write, or Known before it, as that of the scan.
func (f *fullScan) begin(ctx context.Context) error {
	if err := f.store.fix(ctx, f.view.Known); err != nil {
		return err
	}
	last, err := f.store.Last(ctx, f.view)
	f.at, f.superseded = last.RecordedAt, supersededStatement
	if f.view.Known != 0 {
		f.at, f.superseded = min(last.RecordedAt, f.view.Known), pastStatement
	}
	return err
}

// class yields the records of one class. It returns false if nobody wants more.
func (f *fullScan) class(
	ctx context.Context, class kg.Class, yield func(kg.Record, error) bool,
) (bool, error) {
	after := ""
	for {
		records, last, err := f.page(ctx, class, after)
		if err != nil {
			return false, err
		}
		for _, record := range records {
			if err := ctx.Err(); err != nil {
				return false, translate(ctx, err)
			}
			if !yield(record, nil) {
				return false, nil
			}
		}
		if last == "" {
			return true, nil
		}
		after = last
	}
}

// page reads the records after an id. It returns the id that the next page begins
// after, or an empty one if there is none.
func (f *fullScan) page(
	ctx context.Context, class kg.Class, after string,
) (records []kg.Record, last string, err error) {
	err = f.store.reading(ctx, func() error {
		params := map[string]any{
			"class": string(class), "after": after, "limit": plainChunk, "at": int64(f.at),
			"until": lastSortable,
		}
		current, err := f.list(ctx, currentStatements[class], params)
		if err != nil {
			return err
		}
		if len(current) == plainChunk {
			if last, err = idOf(current[plainChunk-1]); err != nil {
				return err
			}
			params["until"] = last
		}
		superseded, err := f.list(ctx, f.superseded, params)
		if err != nil {
			return err
		}
		if f.superseded == pastStatement && len(superseded) == plainChunk {
			if last, err = idOf(superseded[plainChunk-1]); err != nil {
				return err
			}
		}
		records, err = f.decode(class, append(current, superseded...), last)
		return err
	})
	return records, last, err
}

// idOf returns the id of an item of a list.
func idOf(value any) (id string, err error) {
	return id, scanList(value, &id, new(string), new(int), new(int64), new(bool))
}

// list runs a statement that answers with one list.
func (f *fullScan) list(
	ctx context.Context, text string, params map[string]any,
) (list []any, err error) {
	rows, err := f.store.rows(ctx, f.view, text, params)
	if err != nil {
		return nil, err
	}
	return list, scan(rows[0], &list)
}

// decode reads what was current at the moment and may be seen, in id order, up to
// the last id of the page. A record that was written between the two statements of a
// page is in both; what it was at the moment is one version all the same.
func (f *fullScan) decode(class kg.Class, values []any, last string) ([]kg.Record, error) {
	var records []kg.Record
	for _, value := range values {
		var id, body string
		var version int
		var from kg.RecordedTime
		var restricted bool
		if err := scanList(value, &id, &body, &version, &from, &restricted); err != nil {
			return nil, err
		}
		if body == "" || restricted && !f.view.Restricted || last != "" && id > last {
			continue
		}
		record, err := kg.DecodeBody(class, []byte(body), version, from)
		if err != nil {
			return nil, err
		}
		records = append(records, record)
	}
	byID := func(a, b kg.Record) int { return cmp.Compare(a.Head().ID, b.Head().ID) }
	slices.SortStableFunc(records, byID)
	return slices.CompactFunc(records, func(a, b kg.Record) bool { return byID(a, b) == 0 }), nil
}
