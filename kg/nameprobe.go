package kg

// NameForm says what a name key holds.
type NameForm string

// The forms of names: a whole folded name, one folded token of it, or the consonant
// skeleton of a name in Latin script or of one word of it.
const (
	NameFull     NameForm = "FULL"
	NameToken    NameForm = "TOKEN"
	NameSkeleton NameForm = "SKELETON"
	// NameFormerID is not of a name: its text is an id that was merged into the entity.
	NameFormerID NameForm = "FORMER_ID"
)

// A NameKey is one value that an entity is found by. Stores keep the keys that
// [NameKeys] returns for an entity, and compare them by code point.
type NameKey struct {
	Form NameForm
	// Text is what probes compare.
	Text string
	// Folded is the whole folded name that the key was made from; hits are ordered by it.
	Folded string
	// Name is that name as written, and Kind its kind.
	Name string
	Kind NameKind
}

// A NameProbe asks a store for the entities that have a key of the form whose
// Text is equal to the probe's or, with Prefix, begins with it.
type NameProbe struct {
	Form   NameForm
	Text   string
	Prefix bool
	// EntityClasses lists the accepted classes; empty means all.
	EntityClasses []EntityClass
	// Keep, if set, decides last, as in a [Query]: in order, until the limit is reached.
	Keep func(NameHit) bool
	// Limit is the largest number of hits returned; it is at least 1.
	Limit int
}

// A NameHit is an entity that a probe found, once, by the first of its keys in
// the order (Folded, Text, Name).
type NameHit struct {
	Entity *Entity
	Key    NameKey
}
