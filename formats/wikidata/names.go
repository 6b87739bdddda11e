package wikidata

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"entente/kg"
)

// tags are the language tags of codes that Wikimedia has made up.
var tags = map[string]string{
	"mul": "", "simple": "en", "als": "gsw", "bat-smg": "sgs", "fiu-vro": "vro", "roa-rup": "rup",
	"zh-classical": "lzh", "zh-min-nan": "nan", "zh-yue": "yue", "cbk-zam": "cbk",
	"sr-ec": "sr-Cyrl", "sr-el": "sr-Latn", "zh-hans": "zh-Hans", "zh-hant": "zh-Hant",
	"kk-arab": "kk-Arab", "kk-cyrl": "kk-Cyrl", "kk-latn": "kk-Latn", "ku-arab": "ku-Arab", "ku-latn": "ku-Latn",
}

// tag returns the BCP 47 tag of a language's code.
func tag(code string) string {
	if t, known := tags[code]; known {
		return t
	}
	if len(code) > 35 {
		return ""
	}
	return code
}

// script returns the script that a language's tag names.
func script(tag string) string {
	if _, after, ok := strings.Cut(tag, "-"); ok && len(after) == 4 && unicode.IsUpper(rune(after[0])) {
		return after
	}
	return ""
}

// languages lists the codes of m in order, those behind which others are found first.
func languages[T any](m members[T]) []string {
	codes := slices.Sorted(maps.Keys(m))
	slices.SortStableFunc(codes, func(a, b string) int { return cmp.Compare(weight(a), weight(b)) })
	return codes
}

func weight(code string) int {
	switch code {
	case "mul":
		return 0
	case "en":
		return 1
	default:
		return 2
	}
}

// namings are the properties whose values are names.
var namings = []struct {
	property string
	kind     kg.NameKind
}{{"P1448", kg.NameOfficial}, {"P1705", kg.NameAlias}, {"P1449", kg.NameAlias}, {"P1813", kg.NameAcronym}}

// A naming collects names, each text in a language once.
type naming struct {
	names []kg.Name
	seen  map[[2]string]bool
}

func (n *naming) add(text, code string, kind kg.NameKind, when *kg.Validity) {
	text = clip(strings.TrimSpace(text))
	name := kg.Name{Text: text, Language: tag(code), Script: script(tag(code)), Kind: kind, Validity: when}
	if key := [2]string{text, name.Language}; text != "" && !n.seen[key] {
		n.seen[key] = true
		n.names = append(n.names, name)
	}
}

// names returns the names of an item: its labels, its official and other names, and its
// aliases. The remark counts those that are too many.
func (i *item) names(now kg.Instant, year int) ([]kg.Name, string) {
	n := naming{seen: map[[2]string]bool{}}
	for _, code := range languages(i.labels) {
		n.add(i.labels[code].Value, cmp.Or(i.labels[code].Language, code), kg.NameOfficial, nil)
	}
	for _, naming := range namings {
		for _, s := range i.claims[naming.property] {
			if text, code := s.Main.text(); s.Rank != "deprecated" {
				n.add(text, code, naming.kind, whenUsed(s, now, year))
			}
		}
	}
	for _, code := range languages(i.aliases) {
		for _, alias := range i.aliases[code] {
			n.add(alias.Value, cmp.Or(alias.Language, code), kg.NameAlias, nil)
		}
	}
	if len(n.names) == 0 {
		n.add(i.id, "", kg.NameOfficial, nil)
	}
	if more := len(n.names) - kg.MaxItems; more > 0 {
		return n.names[:kg.MaxItems], fmt.Sprintf("%d names beyond %d are left out", more, kg.MaxItems)
	}
	return n.names, ""
}

// whenUsed returns when a name was in use, or nil where that is not said.
func whenUsed(s *statement, now kg.Instant, year int) *kg.Validity {
	p := periodOf(s.Qualifiers, false, year)
	when, err := p.read(now)
	if err != nil || p.dates == 0 {
		return nil
	}
	return &when
}

// summary returns the description in English, or else in the first language.
func (i *item) summary() string {
	for _, code := range languages(i.descriptions) {
		if text := clip(strings.TrimSpace(i.descriptions[code].Value)); text != "" {
			return text
		}
	}
	return ""
}

// externalIDs lists the item's own id, those it has elsewhere and its pages in Wikimedia's
// projects. The remark counts those that are too many.
func (i *item) externalIDs() ([]kg.ExternalID, string) {
	ids := []kg.ExternalID{{Scheme: "wikidata", ID: i.id}}
	add := func(scheme, id string) {
		x := kg.ExternalID{Scheme: clip(scheme), ID: clip(strings.TrimSpace(id))}
		if x.ID != "" && strings.TrimSpace(x.Scheme) != "" && !slices.Contains(ids[max(0, len(ids)-20):], x) {
			ids = append(ids, x)
		}
	}
	for _, property := range i.order {
		for _, s := range i.claims[property] {
			if s.Main.DataType == "external-id" && s.Rank != "deprecated" {
				text, _ := s.Main.text()
				add("wikidata:"+property, text)
			}
		}
	}
	for _, site := range slices.Sorted(maps.Keys(i.sitelinks)) {
		add(site, i.sitelinks[site].Title)
	}
	if more := len(ids) - kg.MaxItems; more > 0 {
		return ids[:kg.MaxItems], fmt.Sprintf("%d external ids beyond %d are left out", more, kg.MaxItems)
	}
	return ids, ""
}
