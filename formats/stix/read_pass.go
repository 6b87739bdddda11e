package stix

import "entente/formats"

// passes are some of the passes over objects: the survey, and then those that read the
// objects of one role and what further records come of those of another.
type passes byte

const (
	inSurvey passes = 1 << iota
	inSources
	inEntities
	inTies
	inClaims
)

// passes returns those in which an object is read after the survey.
func (o *object) passes() passes {
	if o.id == writerID {
		return 0
	}
	in := [...]passes{
		asEntity: inEntities, asSource: inSources, asTie: inTies, asClaim: inClaims, asNothing: inSources,
	}[o.roleOf()]
	if o.exact != nil {
		return in // what else comes of it stands as an object of its own
	}
	if o.kind == "sighting" || o.kind == "observed-data" {
		in |= inTies
	}
	if o.kind == "report" || in != inSources && (o.all["created_by_ref"] != nil || o.all["confidence"] != nil) {
		in |= inClaims
	}
	return in
}

// sources reads reports as sources, and says of what becomes no record that it does not.
func (r *reader) sources(o *object) bool {
	it := itemOf(o)
	switch {
	case !r.current(it):
	case o.roleOf() == asNothing:
		r.nothing(it)
	case o.exact != nil && r.exact(it):
	default:
		r.report(it)
	}
	return r.give(it)
}

// nothing says of an object that it becomes no record. Markings say who may see others,
// and Entente's extension is read where it is used.
func (r *reader) nothing(it *item) {
	o := it.object
	if o.kind == "language-content" || o.kind == "extension-definition" && o.id != extensionID {
		it.remark("type", o.kind, "no record is made of it")
	}
}

// entities reads what has a life of its own.
func (r *reader) entities(o *object) bool {
	it := itemOf(o)
	if r.current(it) && (o.exact == nil || !r.exact(it)) {
		r.entity(it)
	}
	return r.give(it)
}

// ties reads relationships, and what sightings and observations refer to.
func (r *reader) ties(o *object) bool {
	it := itemOf(o)
	switch {
	case !r.current(it):
		return o.roleOf() != asTie || r.give(it) // of others it was said before
	case o.roleOf() != asTie:
		r.parts(it)
	case o.exact == nil || !r.exact(it):
		r.relationship(it)
	}
	return r.give(it)
}

// claims reads notes and opinions, what reports are about, and who says that objects are
// so.
func (r *reader) claims(o *object) bool {
	it := itemOf(o)
	role := o.roleOf()
	switch {
	case !r.current(it):
		return role != asClaim || r.give(it) // of others it was said before
	case o.exact != nil && r.exact(it):
	case role == asSource:
		return r.give(r.reported(o)...)
	case role != asClaim:
		r.said(it)
	case o.kind == "relationship":
		r.tieOfTie(it)
	default:
		r.note(it)
	}
	return r.give(it)
}

// cut returns the first n characters of a text, with a remark if there are more.
func (it *item) cut(field, text string, n int) string {
	runes := []rune(text)
	if len(runes) <= n {
		return text
	}
	it.remark(field, text, "too long, and cut")
	return string(runes[:n])
}

// made returns an id that follows from that of an object.
func made(word string, o *object, more ...string) string {
	return string(formats.MakeID(word, append([]string{o.id}, more...)...))
}
