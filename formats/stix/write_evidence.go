package stix

import (
	"cmp"
	"net/url"

	"entente/formats"
	"entente/kg"
)

// source writes a source as a note on the bundle's maker: nothing of STIX is one. Objects
// that rest on it refer to it as outside of STIX.
func (w *writer) source(s *kg.Source) map[string]any {
	ref := map[string]any{"source_name": s.Title}
	if address, err := url.Parse(s.URL); err == nil {
		put(ref, "url", address.String()) // with all but ASCII escaped
	}
	put(ref, "description", cmp.Or(s.Publisher, s.Note))
	if len(ref) == 1 {
		ref["description"] = s.Title
	}
	w.sources[s.ID] = ref
	o := w.head("note", s)
	o["abstract"], o["content"] = "Source", sourceText(s)
	o["object_refs"], o["external_references"] = []string{writerID}, []any{ref}
	return o
}

// sourceText says a source in a line.
func sourceText(s *kg.Source) string {
	text := s.Title
	for _, more := range [...]string{s.Publisher, string(s.PublishedAt), s.URL, s.Licence} {
		if more != "" {
			text += "; " + more
		}
	}
	return text
}

// claim writes a claim as a note on what it is about.
func (w *writer) claim(c *kg.Claim) map[string]any {
	o := w.head("note", c)
	put(o, "abstract", "Claim: "+c.Property)
	put(o, "content", formats.ClaimText(c))
	o["object_refs"] = []string{w.ref(c.About)}
	w.references(o, []kg.ID{c.Source}, nil)
	return o
}
