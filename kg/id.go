package kg

import "regexp"

// An ID names one record. Entities, relationships, claims, sources and terms
// share one id space, so an ID alone finds its record.
type ID string

// idPattern is what an ID may look like. It excludes white space, slashes and
// quotes, so an ID can stand in an address, a file name or a list as it is.
var idPattern = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$`)

// Validate reports whether id is well formed, as an [*InvalidError] if not.
func (id ID) Validate() error {
	if idPattern.MatchString(string(id)) {
		return nil
	}
	if id == "" {
		return &InvalidError{Reason: "an id is needed"}
	}
	return &InvalidError{
		Value:    string(id),
		Reason:   "not an id",
		Accepted: "write 1 to 128 of A–Z a–z 0–9 . _ : - and begin with a letter or digit",
	}
}
