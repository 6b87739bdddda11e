package wikidata

import (
	"errors"
	"iter"
	"slices"
	"time"

	"entente/formats"
	"entente/kg"
)

// Format reads the JSON of Wikidata.
var Format = formats.Format{
	Name: "wikidata", Title: "Wikidata JSON", Extensions: []string{".wikidata.json", ".wikidata.jsonl"},
	MediaType: "application/json", Read: read,
}

// A reader goes through the files twice: for the items, and then for what ties them.
type reader struct {
	formats.ReadOptions
	vocabulary
	index index
	year  int // of reading
	yield func(formats.Item, error) bool
	// class and dated are those of the item at hand; dated are the properties that say
	// when it began or ended, and which of them.
	class kg.EntityClass
	dated map[string]string
}

// errStopped says that the caller wants no more items.
var errStopped = errors.New("stopped")

func read(files []formats.File, o formats.ReadOptions) iter.Seq2[formats.Item, error] {
	return func(yield func(formats.Item, error) bool) {
		r := &reader{
			ReadOptions: o, yield: yield, year: time.Unix(int64(o.Now), 0).UTC().Year(),
			vocabulary: vocabulary{known: o.Vocabulary, made: map[kg.ID]*kg.Term{}, labels: map[string]string{}},
		}
		for _, pass := range []func(formats.JSONValue, error) error{r.first, r.second} {
			for _, f := range files {
				for v, err := range formats.JSONValues(f, "entities") {
					if err := pass(v, err); err != nil {
						return
					}
				}
			}
		}
	}
}

// give yields an item, behind the terms that it needs.
func (r *reader) give(i formats.Item, err error) error {
	if terms := r.take(); len(terms) > 0 && !r.yield(formats.Item{At: i.At, Named: terms}, nil) {
		return errStopped
	}
	if !r.yield(i, err) {
		return errStopped
	}
	return nil
}

// first yields the entities, and what is wrong with the files.
func (r *reader) first(v formats.JSONValue, err error) error {
	var placed *formats.Error
	out := formats.Item{At: v.At, Raw: slices.Clone(v.Text)}
	if err != nil {
		if errors.As(err, &placed) {
			return r.give(out, err)
		}
		_ = r.give(out, err)
		return errStopped
	}
	i, err := parse(v)
	switch {
	case err != nil:
		return r.give(out, err)
	case i.kindOfEntity == "property":
		r.labels[i.id] = clip(i.label())
		return nil
	case i.kindOfEntity != "item" && i.kindOfEntity != "":
		out.Remarks = []*formats.Error{refused(v.At, "type", i.kindOfEntity, "only items are read; left out", "")}
		return r.give(out, nil)
	}
	return r.item(i, out)
}

// item yields an entity.
func (r *reader) item(i *item, out formats.Item) error {
	entity, remarks, err := r.entity(i)
	if err != nil {
		return r.give(out, &formats.Error{At: i.At, Err: err})
	}
	r.index.add(i.id, entity.EntityClass)
	out.Records = []kg.Record{r.itemSource(i.id), entity}
	for _, remark := range remarks {
		out.Remarks = append(out.Remarks, refused(i.At, i.id, "", remark, ""))
	}
	return r.give(out, nil)
}

// label returns what an item or a property is called in English, or else in the first
// language.
func (i *item) label() string {
	for _, code := range languages(i.labels) {
		return i.labels[code].Value
	}
	return ""
}

// second yields what the statements of the items say.
func (r *reader) second(v formats.JSONValue, err error) error {
	if err != nil {
		return nil //nolint:nilerr // it was told the first time
	}
	i, err := parse(v)
	if err != nil {
		return nil //nolint:nilerr // it was told the first time
	}
	class, ok := r.index.class(i.id)
	if !ok {
		return nil
	}
	r.class, r.dated = class, i.dated(class)
	for _, broken := range i.broken {
		if err := r.give(formats.Item{At: broken.At}, broken); err != nil {
			return err
		}
	}
	for _, property := range i.order {
		for _, s := range i.claims[property] {
			item, some, err := r.say(i, property, s)
			if !some {
				continue
			}
			if err := r.give(item, err); err != nil {
				return err
			}
		}
	}
	return nil
}

// dated returns the properties of an item's time, and which bound each says.
func (i *item) dated(class kg.EntityClass) map[string]string {
	what, _ := i.kind()
	starts, ends := lifetimes(what)
	dated := map[string]string{}
	for _, p := range starts {
		dated[p] = kg.PropertyStart
	}
	for _, p := range ends {
		dated[p] = kg.PropertyEnd
	}
	if class == kg.ClassEvent {
		dated[pointInTime] = kg.PropertyStart
	}
	return dated
}
