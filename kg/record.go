package kg

// Class says what kind of thing a record is.
type Class string

// The classes of records.
const (
	ClassEntity       Class = "ENTITY"
	ClassRelationship Class = "RELATIONSHIP"
	ClassClaim        Class = "CLAIM"
	ClassSource       Class = "SOURCE"
	ClassTerm         Class = "TERM"
)

// A Record is one entry of the graph: an [*Entity], [*Relationship], [*Claim],
// [*Source] or [*Term]. Records that a store gave out are shared: read them, and
// change a copy.
type Record interface {
	// Head returns what every record has.
	Head() *Header
	// Class says which of the five types the record is.
	Class() Class
	// Validate reports the first rule that the record alone breaks, as an
	// [*InvalidError]. Rules that involve other records are a Graph's.
	Validate() error
	// Keys returns the plain values by which stores find and order the record.
	Keys() Keys
	// References lists the records that must be there as long as this one is.
	References() []Reference
}

// A Header is what every record has.
type Header struct {
	ID ID `json:"id"`
	// Version counts the record's states from 1. Stores set it.
	Version int `json:"-"`
	// RecordedAt is when this version was written. Stores set it.
	RecordedAt RecordedTime `json:"-"`
	// Access says who may see the record. Empty means PUBLIC.
	Access Access `json:"access,omitempty"`
	// Sources are the sources that the record rests on.
	Sources []ID `json:"sources,omitempty"`
	// Note is a remark for the reader: why a bound was read so, what to mind.
	Note string `json:"note,omitempty"`
}

// Head returns h itself; it makes every type that embeds a Header a [Record].
func (h *Header) Head() *Header { return h }

// Access says who may see a record.
type Access string

// PUBLIC records are for everyone, RESTRICTED ones for editors and admins.
const (
	AccessPublic     Access = "PUBLIC"
	AccessRestricted Access = "RESTRICTED"
)

// Keys are the plain values of a record that a store keeps beside the record
// itself, to find, count and order it by. Values that a class lacks are zero.
type Keys struct {
	// EntityClass is set for entities only.
	EntityClass EntityClass
	// Kind groups the records of a class: an entity's kind, a relationship's
	// type, a claim's property, a term's kind. Sources have none.
	Kind string
	// Label is what the order by name compares, by code point.
	Label string
	// Span is when the record holds. For a claim or a source, which were said or
	// published, start and end are the ends of the date's own span.
	Span Span
	// Rank orders claims by what is shown first; see [Claim.Keys].
	Rank int64
	// Restricted hides the record from who may not see restricted ones. A
	// relationship with a restricted end, or a claim about a restricted record,
	// is restricted whatever its own access says.
	Restricted bool
	// From and To are the ends of a relationship, Symmetric its type's nature.
	From, To  ID
	Symmetric bool
	// About is the record that a claim is about.
	About ID
}

// A Reference names another record that a record depends on.
type Reference struct {
	// Field is the path of the referring field, for error messages.
	Field string
	// ID is the record referred to.
	ID ID
	// Class is what it must be; empty means any class but TERM.
	Class Class
}

// sourceReferences lists the sources of a header as references.
func (h *Header) sourceReferences() []Reference {
	refs := make([]Reference, len(h.Sources))
	for i, id := range h.Sources {
		refs[i] = Reference{Field: "sources", ID: id, Class: ClassSource}
	}
	return refs
}

// validate checks what every record has.
func (h *Header) validate() error {
	if err := h.ID.Validate(); err != nil {
		return under("id", err)
	}
	if err := oneOf("access", h.Access, "", AccessPublic, AccessRestricted); err != nil {
		return err
	}
	for _, source := range h.Sources {
		if err := source.Validate(); err != nil {
			return under("sources", err)
		}
	}
	return atMost("note", h.Note, MaxText)
}
