package kg

import "cmp"

// A Name is one of the names that an entity has or had.
type Name struct {
	Text string `json:"text"`
	// Language is a BCP 47 tag such as "ar" or "ku"; empty where it does not matter.
	Language string `json:"language,omitempty"`
	// Script is an ISO 15924 code such as "Arab"; empty where the text shows it.
	Script string   `json:"script,omitempty"`
	Kind   NameKind `json:"kind"`
	// Validity is when the name was in use; nil means as long as the entity.
	Validity *Validity `json:"validity,omitempty"`
}

// NameKind says what sort of name a name is.
type NameKind string

// The kinds of names.
const (
	NameOfficial        NameKind = "OFFICIAL"
	NameAlias           NameKind = "ALIAS"
	NameAcronym         NameKind = "ACRONYM"
	NameFormer          NameKind = "FORMER"
	NameTransliteration NameKind = "TRANSLITERATION"
)

func (n Name) validate() error {
	err := cmp.Or(
		required("text", n.Text, MaxName),
		atMost("language", n.Language, 35),
		atMost("script", n.Script, 4),
		oneOf("kind", n.Kind, NameOfficial, NameAlias, NameAcronym, NameFormer, NameTransliteration),
	)
	if err == nil && n.Validity != nil {
		err = n.Validity.Span.validate()
	}
	return err
}

// Name returns the name of e to show in a language at a time: the first OFFICIAL
// name in the language that was in use in w, else the first of another kind; a
// FORMER one only where its dates say that it was in use. Where the language has
// none, or is empty, the first OFFICIAL name in use counts, and at the last the
// first name of all.
func (e *Entity) Name(language string, w Window) string {
	best, bestRank := "", 0
	for i, name := range e.Names {
		if rank := name.rank(language, w); i == 0 || rank > bestRank {
			best, bestRank = name.Text, rank
		}
	}
	return best
}

// rank weighs a name for showing: language before use, use before kind.
func (n Name) rank(language string, w Window) int {
	rank, dated := 0, n.Validity != nil
	inUse := !dated || n.Validity.Span.Holds(w) != ""
	if language != "" && n.Language == language && (n.Kind != NameFormer || dated && inUse) {
		rank += 8
	}
	if inUse {
		rank += 4
	}
	switch n.Kind {
	case NameOfficial:
		rank += 2
	case NameFormer:
	default:
		rank++
	}
	return rank
}
