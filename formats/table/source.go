package table

import (
	"cmp"
	"strings"

	"entente/formats"
	"entente/kg"
)

// A sourceRule says what source a row names: an id, an address or a title alone, or the
// fields of a source.
type sourceRule struct {
	header
	short                                 *text
	title, publisher, url, archivedURL    *text
	contentHash, language, licence, grade *text
	publishedAt, retrievedAt              *dateRule
	// reference says that the source is told of elsewhere, and not made here.
	reference bool
	// slots are the columns that the rule names.
	slots []int
}

// sourceList returns what reads the rules of sources.
func (d *decoder) sourceList(what string, to *[]*sourceRule) func(*node) {
	return func(n *node) {
		d.list(n, func(item *node) {
			s := &sourceRule{}
			if item.scalar() {
				d.text(what, &s.short)(item)
			} else {
				d.sourceFields(item, what, s)
				if s.reference && s.id == nil {
					d.refuse(item.at, what, "", "a reference needs an id", "write id")
				}
			}
			*to = append(*to, s)
		})
	}
}

func (d *decoder) sourceFields(n *node, what string, s *sourceRule) {
	d.fields(n, what, append(d.header(what, &s.header), []field{
		{"reference", d.flag(what+".reference", &s.reference)},
		{"title", d.text(what+".title", &s.title)},
		{"publisher", d.text(what+".publisher", &s.publisher)},
		{"url", d.text(what+".url", &s.url)},
		{"archivedUrl", d.text(what+".archivedUrl", &s.archivedURL)},
		{"contentHash", d.text(what+".contentHash", &s.contentHash)},
		{"publishedAt", d.date(what+".publishedAt", &s.publishedAt)},
		{"retrievedAt", d.date(what+".retrievedAt", &s.retrievedAt)},
		{"language", d.text(what+".language", &s.language)},
		{"reliability", d.text(what+".reliability", &s.grade)},
		{"licence", d.text(what+".licence", &s.licence)},
	}...))
	if s.id == nil && s.title == nil && s.url == nil {
		d.refuse(n.at, what, "", "a source needs a name", "write id, title or url")
	}
}

func (s *sourceRule) under(all *dateRule) {
	s.publishedAt.under(all)
	s.retrievedAt.under(all)
	s.slots = slots(append([]*text{
		s.short, s.id, s.title, s.publisher, s.url, s.archivedURL, s.contentHash, s.language, s.licence,
		s.grade, s.note, s.access,
	}, append(s.publishedAt.texts(), s.retrievedAt.texts()...)...)...)
}

// source puts the source that a rule gives into the item and returns its id, which is
// empty where the row names none.
func (b *builder) source(rule *sourceRule) (kg.ID, error) {
	if !rule.holds(b.row) {
		return "", nil
	}
	s := &kg.Source{
		Title: rule.title.of(b.row), Publisher: rule.publisher.of(b.row), URL: rule.url.of(b.row),
		ArchivedURL: rule.archivedURL.of(b.row), ContentHash: rule.contentHash.of(b.row),
		Language: rule.language.of(b.row), Licence: rule.licence.of(b.row),
		Reliability: kg.Reliability(rule.grade.of(b.row)),
	}
	key := rule.id.of(b.row)
	if rule.reference {
		if key == "" {
			return "", nil
		}
		return formats.KeepID("source", key), nil
	}
	if rule.short != nil {
		switch text := rule.short.of(b.row); {
		case text == "":
			return "", nil
		case b.known[kg.ID(text)] || b.has[kg.ID(text)]:
			return kg.ID(text), nil
		case strings.HasPrefix(text, "http://"), strings.HasPrefix(text, "https://"):
			s.URL = text
		default:
			s.Title = text
		}
	}
	if key == "" && s.Title == "" && s.URL == "" {
		return "", nil
	}
	s.ID = formats.KeepID("source", cmp.Or(key, s.URL, s.Title))
	if key == "" {
		s.ID = formats.MakeID("source", cmp.Or(s.URL, s.Title))
	}
	s.Title = cmp.Or(s.Title, s.URL, key)
	return s.ID, b.finishSource(rule, s)
}

func (b *builder) finishSource(rule *sourceRule, s *kg.Source) (err error) {
	if s.PublishedAt, err = b.day(rule.publishedAt, "publishedAt"); err != nil {
		return err
	}
	if s.RetrievedAt, err = b.day(rule.retrievedAt, "retrievedAt"); err != nil {
		return err
	}
	if s.Header, err = b.head(&rule.header, s.ID); err != nil {
		return err
	}
	return b.mention(s, func() map[string]*text {
		return map[string]*text{
			"title": cmp.Or(rule.title, rule.short), "url": cmp.Or(rule.url, rule.short), "id": rule.id,
			"archivedUrl": rule.archivedURL, "reliability": rule.grade, "publisher": rule.publisher,
			"note": rule.note, "language": rule.language, "access": rule.access, "contentHash": rule.contentHash,
		}
	})
}

// day reads a date that has no start and end; empty where it is unknown.
func (b *builder) day(rule *dateRule, field string) (kg.DateText, error) {
	bound, err := rule.read(b.row, field, false)
	if err != nil || bound.text == "" || bound.text == ".." {
		return "", err
	}
	date, err := kg.ParseDate(bound.text, kg.Zone(rule.zone))
	if err != nil {
		return "", rule.refuse(b.row, field, err)
	}
	return kg.DateText(date.Text), nil
}
