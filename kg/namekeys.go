package kg

// maxWords is how many different words of one name an entity is found by. Only
// abuse has more: without a limit, an entity of long names would have a million keys.
const maxWords = 64

// NameKeys returns the keys that e is found by: for each name the whole folded
// name, each of its first 64 different words, and the skeletons of the name and
// of these words. Their order follows e's names. No two keys agree in Form, Text,
// Folded and Name; a name given as two kinds keeps the first. Names without a
// letter or digit have no keys. Behind them come the ids that were merged into e.
func NameKeys(e *Entity) []NameKey {
	var keys []NameKey
	seen := make(map[NameKey]bool)
	for _, name := range e.Names {
		folded := FoldName(name.Text)
		add := func(form NameForm, text string) {
			key := NameKey{Form: form, Text: text, Folded: folded, Name: name.Text}
			if text != "" && !seen[key] {
				seen[key] = true
				key.Kind = name.Kind
				keys = append(keys, key)
			}
		}
		words := distinct(tokens(folded))
		words = words[:min(len(words), maxWords)]
		add(NameFull, folded)
		for _, word := range words {
			add(NameToken, word)
		}
		add(NameSkeleton, skeleton(folded))
		for _, word := range words {
			add(NameSkeleton, skeleton(word))
		}
	}
	for _, id := range e.FormerIDs {
		text := string(id)
		keys = append(keys, NameKey{Form: NameFormerID, Text: text, Folded: text, Name: text})
	}
	return keys
}

// distinct returns words without repetitions, in their order.
func distinct[T comparable](words []T) []T {
	var kept []T
	seen := make(map[T]bool, len(words))
	for _, word := range words {
		if !seen[word] {
			seen[word] = true
			kept = append(kept, word)
		}
	}
	return kept
}
