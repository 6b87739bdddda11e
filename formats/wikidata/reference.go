package wikidata

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"entente/formats"
	"entente/kg"
)

// licence is that of all that Wikidata says.
const licence = "CC0-1.0"

// itemSource is the source that an item itself is.
func (r *reader) itemSource(id string) *kg.Source {
	s := &kg.Source{
		Header: kg.Header{ID: sourceID(id)}, Title: "Wikidata: " + id, Publisher: "Wikidata",
		URL: "https://www.wikidata.org/wiki/" + id, Licence: licence,
	}
	if r.Source != "" {
		s.Sources = []kg.ID{r.Source}
	}
	return s
}

func sourceID(item string) kg.ID { return kg.ID("wikidata:" + item) }

// sources returns the sources that a statement of an item rests on: its references, or
// the item where it has none. The same reference is the same source wherever it stands.
func (r *reader) sources(item string, s *statement) ([]*kg.Source, []kg.ID) {
	var sources []*kg.Source
	var ids []kg.ID
	for i := range s.References {
		source := cited(&s.References[i])
		if source.Title == "" || slices.Contains(ids, source.ID) || source.Validate() != nil {
			continue
		}
		sources, ids = append(sources, source), append(ids, source.ID)
	}
	if len(ids) == 0 {
		return []*kg.Source{r.itemSource(item)}, []kg.ID{sourceID(item)}
	}
	return sources, ids
}

// cited makes a source of a reference. Its title is the one given, or else the address
// or the item that it names; it is empty where the reference has none of them.
func cited(ref *reference) *kg.Source {
	snaks := ref.Snaks
	first := func(properties ...string) (value, language string) {
		for _, p := range properties {
			for i := range snaks[p] {
				if value, language = textOf(&snaks[p][i]); value != "" {
					return value, language
				}
			}
		}
		return "", ""
	}
	address := func(property string) string {
		text, _ := first(property)
		if u, err := url.Parse(text); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			return ""
		}
		return text
	}
	day := func(property string) kg.DateText {
		for i := range snaks[property] {
			if d, ok := new(period).date(&snaks[property][i]); ok {
				return kg.DateText(d.edtf)
			}
		}
		return ""
	}
	title, language := first("P1476")
	publisher, _ := first("P123")
	work, _ := first("P248", "P143", "P1433")
	place, _ := first("P854", "P4656")
	s := &kg.Source{
		Title: clip(cmp.Or(title, place, work)), Publisher: clip(publisher),
		URL: cmp.Or(address("P854"), address("P4656")), ArchivedURL: address("P1065"),
		PublishedAt: day("P577"), RetrievedAt: day("P813"), Language: tag(language),
	}
	s.ID = formats.MakeID("reference", s.Title, s.Publisher, s.URL, s.ArchivedURL, string(s.PublishedAt),
		string(s.RetrievedAt), s.Language, work)
	if work != "" && s.Title != work {
		s.Note = "stated in " + work
	}
	return s
}

// works are the names of the works that references name most.
var works = map[string]string{
	"Q328": "English Wikipedia", "Q206855": "Freebase", "Q36578": "Integrated Authority File (GND)",
	"Q54919": "Virtual International Authority File", "Q5375741": "Encyclopædia Britannica Online",
	"Q11191": "The World Factbook",
}

// textOf returns the value of a snak as text: an item by its id.
func textOf(s *snak) (text, language string) {
	if item, ok := s.item(); ok {
		return cmp.Or(works[item], "Wikidata item "+item), ""
	}
	return s.text()
}

// clip cuts a text to what a name may have.
func clip(text string) string {
	text = strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\x00", "\uFFFD")
	if runes := []rune(text); len(runes) > kg.MaxName {
		return string(runes[:kg.MaxName-1]) + "…"
	}
	return text
}
