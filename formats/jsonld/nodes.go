package jsonld

import "entente/kg"

// The structs below are the nodes of the file. The context says what their names mean.

// A node is what all nodes have.
type node struct {
	ID    string   `json:"id"`
	Types []string `json:"a"`
}

// A header is what all records have.
type header struct {
	node
	Access  kg.Access `json:"access,omitempty"`
	Sources []string  `json:"sources,omitempty"`
	Note    string    `json:"note,omitempty"`
}

type export struct {
	node
	Title       string       `json:"title,omitempty"`
	AsOf        string       `json:"asOf,omitempty"`
	Known       string       `json:"known"`
	StatusAt    string       `json:"statusAt,omitempty"`
	AccordingTo []string     `json:"accordingTo,omitempty"`
	Certainty   kg.Certainty `json:"certainty,omitempty"`
	Where       string       `json:"where,omitempty"`
	Licences    []string     `json:"licence,omitempty"`
}

type term struct {
	header
	Label        string           `json:"label"`
	Description  string           `json:"description,omitempty"`
	InverseLabel string           `json:"inverseLabel,omitempty"`
	Symmetric    bool             `json:"symmetric,omitempty"`
	Sign         kg.Sign          `json:"sign,omitempty"`
	Classes      []kg.EntityClass `json:"classes,omitempty"`
	From         []kg.EntityClass `json:"fromClasses,omitempty"`
	To           []kg.EntityClass `json:"toClasses,omitempty"`
	ValueType    kg.ValueType     `json:"valueType,omitempty"`
	Unit         string           `json:"unit,omitempty"`
	Constant     bool             `json:"constant,omitempty"`
}

type source struct {
	header
	Title       string         `json:"title"`
	Publisher   string         `json:"publisher,omitempty"`
	URL         string         `json:"url,omitempty"`
	ArchivedURL string         `json:"archivedUrl,omitempty"`
	ContentHash string         `json:"contentHash,omitempty"`
	PublishedAt kg.DateText    `json:"publishedAt,omitempty"`
	RetrievedAt kg.DateText    `json:"retrievedAt,omitempty"`
	Language    string         `json:"language,omitempty"`
	Reliability kg.Reliability `json:"reliability,omitempty"`
	Licence     string         `json:"licence,omitempty"`
}

type entity struct {
	header
	Kind        string       `json:"kind"`
	Label       literal      `json:"label"`
	Names       []literal    `json:"name,omitempty"`
	Others      []literal    `json:"alternateName,omitempty"`
	Namings     []naming     `json:"naming,omitempty"`
	Summary     string       `json:"summary,omitempty"`
	Validity    *validity    `json:"validity"`
	Location    *location    `json:"geo,omitempty"`
	ExactMatch  []string     `json:"exactMatch,omitempty"`
	Identifiers []identifier `json:"identifier,omitempty"`
	Properties  []property   `json:"property,omitempty"`
}

// A literal is a text in a language.
type literal struct {
	Value    string `json:"@value"`
	Language string `json:"@language,omitempty"`
}

type naming struct {
	Types    string      `json:"a"`
	Text     literal     `json:"text"`
	Kind     kg.NameKind `json:"nameKind"`
	Script   string      `json:"script,omitempty"`
	Validity *validity   `json:"validity,omitempty"`
}

type validity struct {
	Types         string       `json:"a"`
	EDTF          string       `json:"edtf,omitempty"`
	Words         string       `json:"words,omitempty"`
	StartKind     kg.BoundKind `json:"startKind"`
	EndKind       kg.BoundKind `json:"endKind"`
	StartEarliest string       `json:"startEarliest,omitempty"`
	StartLatest   string       `json:"startLatest,omitempty"`
	EndEarliest   string       `json:"endEarliest,omitempty"`
	EndLatest     string       `json:"endLatest,omitempty"`
	AttestedFrom  string       `json:"attestedFrom,omitempty"`
	AttestedUntil string       `json:"attestedUntil,omitempty"`
	StartedAfter  string       `json:"startedAfter,omitempty"`
	EndedBefore   string       `json:"endedBefore,omitempty"`
	Zone          kg.Zone      `json:"zone,omitempty"`
}

type location struct {
	Types     string  `json:"a"`
	Latitude  float64 `json:"latitude"`
	Longitude float64 `json:"longitude"`
}

type identifier struct {
	Types  string `json:"a"`
	Scheme string `json:"scheme"`
	Value  string `json:"value"`
}

// A property is a further value, by its name.
type property struct {
	Types string `json:"a"`
	Name  string `json:"label"`
	value
}

// A value is that of a property or a claim: one of its fields but Text, which says it in
// words, is set.
type value struct {
	Text   string    `json:"text,omitempty"`
	Number *quantity `json:"number,omitempty"`
	Date   string    `json:"date,omitempty"`
	Entity string    `json:"entity,omitempty"`
}

type quantity struct {
	Types string   `json:"a"`
	Min   *float64 `json:"minValue,omitempty"`
	Max   *float64 `json:"maxValue,omitempty"`
	Unit  string   `json:"unit,omitempty"`
}

type relationship struct {
	header
	From       string                `json:"from"`
	Type       string                `json:"type"`
	To         string                `json:"to"`
	Sign       kg.Sign               `json:"sign"`
	Status     kg.RelationshipStatus `json:"status"`
	Symmetric  bool                  `json:"symmetric"`
	Validity   *validity             `json:"validity"`
	Properties []property            `json:"property,omitempty"`
}

type claim struct {
	header
	About string `json:"about"`
	// Property is the term of what is claimed.
	Property    string      `json:"claimed"`
	Stance      kg.Stance   `json:"stance"`
	Rank        kg.Rank     `json:"rank"`
	Credibility int         `json:"credibility,omitempty"`
	AssertedBy  string      `json:"assertedBy,omitempty"`
	Source      string      `json:"source"`
	SaidAt      kg.DateText `json:"saidAt,omitempty"`
	GeneratedAt string      `json:"generatedAtTime,omitempty"`
	HoldsAt     kg.DateText `json:"holdsAt,omitempty"`
	Quote       string      `json:"quote,omitempty"`
	value
}
