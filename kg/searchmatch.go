package kg

import (
	"cmp"
	"slices"
	"strings"
)

// A matcher is one way in which names can match a search: a probe, and what a name
// must meet besides having a key that the probe asks for.
type matcher struct {
	tier  SearchTier
	probe NameProbe
	// accept decides on a folded name of a kind; nil accepts what the probe finds.
	accept func(folded string, kind NameKind) bool
}

// matchersOf returns the matchers of a folded text, best tier first. All that
// match in one tier but SKELETON do so in the next, so that a limit which cuts a
// tier never hides what the tiers before it would have left room for.
func matchersOf(folded string) []matcher {
	full := NameProbe{Form: NameFull, Text: folded}
	begins := NameProbe{Form: NameFull, Text: folded, Prefix: true}
	official := func(name string, kind NameKind) bool {
		return name == folded && kind == NameOfficial
	}
	return slices.Concat(
		[]matcher{
			{tier: TierExact, probe: full, accept: official},
			{tier: TierAlias, probe: full},
			{tier: TierPrefix, probe: begins},
		},
		tokenMatchers(distinct(tokens(folded))),
		skeletonMatchers(folded),
	)
}

// tokenMatchers asks for names with all the words. The store looks for the longest,
// which is likely to be the rarest. More words than names are found by are none's.
func tokenMatchers(words []string) []matcher {
	if len(words) > maxWords {
		return nil
	}
	m := matcher{
		tier:  TierToken,
		probe: NameProbe{Form: NameToken, Text: longest(words), Prefix: true},
	}
	if len(words) > 1 {
		m.accept = func(name string, _ NameKind) bool {
			return matchWords(words, name, strings.HasPrefix)
		}
	}
	return []matcher{m}
}

// skeletonMatchers asks for names that have the skeleton of the whole text, and
// for those that have all its words, one at least by its skeleton.
func skeletonMatchers(folded string) []matcher {
	whole, words := skeleton(folded), distinct(tokens(folded))
	var matchers []matcher
	if whole != "" {
		probe := NameProbe{Form: NameSkeleton, Text: whole}
		matchers = append(matchers, matcher{tier: TierSkeleton, probe: probe})
	}
	skeletons := make([]string, len(words))
	for i, word := range words {
		skeletons[i] = skeleton(word)
	}
	if part := longest(skeletons); part != "" && part != whole && len(words) <= maxWords {
		matchers = append(matchers, matcher{
			tier:   TierSkeleton,
			probe:  NameProbe{Form: NameSkeleton, Text: part},
			accept: func(name string, _ NameKind) bool { return matchWords(words, name, akin) },
		})
	}
	return matchers
}

// akin reports whether a word of a name begins with a word of a text, or has its consonants.
func akin(word, wanted string) bool {
	if strings.HasPrefix(word, wanted) {
		return true
	}
	consonants := skeleton(wanted)
	return consonants != "" && consonants == skeleton(word)
}

// matchWords reports whether for each of the wanted words there is one of the name
// that matches it.
func matchWords(wanted []string, name string, matches func(word, wanted string) bool) bool {
	words := tokens(name)
	return !slices.ContainsFunc(wanted, func(want string) bool {
		return !slices.ContainsFunc(words, func(word string) bool { return matches(word, want) })
	})
}

// longest returns the first of the longest of one or more texts.
func longest(texts []string) string {
	return slices.MaxFunc(texts, func(a, b string) int { return cmp.Compare(len(a), len(b)) })
}

// limited returns the probe of m for entities of some classes.
func (m matcher) limited(classes []EntityClass, limit int) NameProbe {
	probe := m.probe
	probe.EntityClasses, probe.Limit = classes, limit
	if m.accept != nil {
		probe.Keep = func(hit NameHit) bool {
			_, ok := m.match(hit)
			return ok
		}
	}
	return probe
}

// match returns the name of a hit that m accepts. A store shows one key of an
// entity only, so where that is not accepted the entity's other names are tried.
func (m matcher) match(hit NameHit) (name string, ok bool) {
	if m.accept == nil || m.accept(hit.Key.Folded, hit.Key.Kind) {
		return hit.Key.Name, true
	}
	for _, name := range hit.Entity.Names {
		if m.accept(FoldName(name.Text), name.Kind) {
			return name.Text, true
		}
	}
	return "", false
}
