package panel

import (
	"errors"
	"slices"
	"strings"

	"entente/kg"
)

// A word is the place of a text among those that occur. Ids, types and signs are words,
// so that what repeats them takes four bytes.
type word int32

type words struct {
	places map[string]word
	texts  []string
}

func (w *words) of(text string) word {
	place, known := w.places[text]
	if known {
		return place
	}
	if w.places == nil {
		w.places = make(map[string]word)
	}
	place = word(len(w.texts))
	w.places[text], w.texts = place, append(w.texts, text)
	return place
}

// A series is what the rows have in common that follow one another in time.
type series struct{ from, to, kind, sign word }

// A tie is a relationship, as far as a panel takes notice of it.
type tie struct {
	span            kg.Span
	series, sources int32
}

// read takes in the names of entities and the relationships, and divides the time.
func (p *panel) read() error {
	finite := !p.within.From.Infinite() && !p.within.Until.Infinite()
	if finite {
		if err := p.divide(p.within); err != nil {
			return err
		}
	}
	hull := kg.Nowhere
	for record, err := range p.x.Records {
		switch r := record.(type) {
		case *kg.Entity:
			p.names[p.words.of(string(r.ID))] = r.Name(p.x.Language, p.x.View.StatusWindow())
		case *kg.Relationship:
			if finite && r.Validity.Span.Holds(p.periods.Window()) == "" {
				continue
			}
			hull = r.Validity.Span.Reach(hull)
			p.add(r)
		}
		if err != nil {
			return err
		}
		if len(p.series) > p.limit {
			return p.tooLarge(len(p.series))
		}
	}
	if finite {
		return nil
	}
	return p.divide(bounded(p.within, hull))
}

// bounded returns w with the sides of the hull where it has no bound.
func bounded(w, hull kg.Window) kg.Window {
	if w.From == kg.NegInf {
		w.From = hull.From
	}
	if w.Until == kg.PosInf {
		w.Until = hull.Until
	}
	return w
}

func (p *panel) divide(w kg.Window) (err error) {
	p.periods, err = kg.Divide(w, p.unit, p.x.View.Zone, MaxPeriods)
	var limit *kg.LimitError
	if errors.As(err, &limit) {
		return &kg.LimitError{What: "periods of the panel", Value: limit.Value, Limit: limit.Limit, Advice: narrower}
	}
	return err
}

// add takes in a relationship.
func (p *panel) add(r *kg.Relationship) {
	from, to := r.From, r.To
	if r.Symmetric && from > to {
		from, to = to, from
	}
	s := series{
		p.words.of(string(from)), p.words.of(string(to)), p.words.of(r.Type), p.words.of(string(r.Sign)),
	}
	number, known := p.series[s]
	if !known {
		number = int32(len(p.series))
		p.series[s] = number
	}
	p.ties = append(p.ties, tie{r.Validity.Span, number, p.list(r.Sources)})
}

// list returns the place of a list of sources.
func (p *panel) list(ids []kg.ID) int32 {
	var b strings.Builder
	for _, id := range ids {
		b.WriteString(string(id) + " ")
	}
	place, known := p.lists[b.String()]
	if !known {
		place = int32(len(p.sources))
		p.lists[b.String()], p.sources = place, append(p.sources, slices.Clone(ids))
	}
	return place
}
