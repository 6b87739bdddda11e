package dataset

import (
	"entente/formats"
	"entente/kg"
)

// The structs below are the shape of a file. Their tags are the names of its
// fields; what a field means is said at the field of package kg that it becomes.

// A file is all that one YAML file may hold.
type file struct {
	Dataset       *Info          `name:"dataset"`
	Vocabulary    *vocabulary    `name:"vocabulary"`
	Sources       []source       `name:"sources"`
	Entities      []entity       `name:"entities"`
	Relationships []relationship `name:"relationships"`
	Claims        []claim        `name:"claims"`
	// loose are the mistakes that are in no record.
	loose []*formats.Error
}

// A head is what a line of JSON lines has beside the fields of its record, or alone.
type head struct {
	Dataset *Info   `name:"dataset"`
	Change  *change `name:"change"`
	// Record says which record the other fields are of: source, entity, relationship,
	// claim, or a term: relationshipType, kind, claimProperty.
	Record string `name:"record"`
}

// Info says what a collection is.
type Info struct {
	origin
	// Format is the version of the format, 1; 0 says nothing of it.
	Format int `name:"format"`
	// Name is a short name without spaces, Title one to show.
	Name  string `name:"name"`
	Title string `name:"title"`
	// ObservedUntil is an EDTF date: up to when the collection was observed. Open
	// ends that say nothing else are attested until then. It may be empty.
	ObservedUntil string `name:"observedUntil"`
	// Licence says what others may do with the collection, Licences with its sources.
	Licence  string   `name:"licence"`
	Licences []string `name:"licences"`
	// The rest is of a collection that was written from a graph: what was asked for.
	AsOf        string   `name:"asOf"`
	Known       string   `name:"known"`
	AccordingTo []string `name:"accordingTo"`
	Certainty   string   `name:"certainty"`
	Where       string   `name:"where"`
}

// A change says how a record came to be as it is.
type change struct {
	// RecordedAt is when that was, in UTC with microseconds.
	RecordedAt string `name:"recordedAt"`
	Action     string `name:"action"`
	Version    int    `name:"version"`
	Batch      string `name:"batch"`
	Writer     string `name:"writer"`
	Reason     string `name:"reason"`
}

// A header is what records have in common.
type header struct {
	origin
	ID      string   `name:"id"`
	Access  string   `name:"access"`
	Sources []string `name:"sources"`
	Note    string   `name:"note"`
}

type vocabulary struct {
	RelationshipTypes []relationshipType `name:"relationshipTypes"`
	Kinds             []kind             `name:"kinds"`
	ClaimProperties   []claimProperty    `name:"claimProperties"`
}

type relationshipType struct {
	header
	Label        string   `name:"label"`
	InverseLabel string   `name:"inverseLabel"`
	Symmetric    bool     `name:"symmetric"`
	Sign         string   `name:"sign"`
	From         []string `name:"from"`
	To           []string `name:"to"`
	Description  string   `name:"description"`
}

type kind struct {
	header
	Label       string   `name:"label"`
	Classes     []string `name:"classes"`
	Description string   `name:"description"`
}

type claimProperty struct {
	header
	Label       string `name:"label"`
	Value       string `name:"value"`
	Unit        string `name:"unit"`
	Constant    bool   `name:"constant"`
	Description string `name:"description"`
}

type source struct {
	header
	Title       string `name:"title"`
	Publisher   string `name:"publisher"`
	URL         string `name:"url"`
	ArchivedURL string `name:"archivedUrl"`
	ContentHash string `name:"contentHash"`
	PublishedAt string `name:"publishedAt"`
	RetrievedAt string `name:"retrievedAt"`
	Language    string `name:"language"`
	Reliability string `name:"reliability"`
	Licence     string `name:"licence"`
}

type entity struct {
	header
	Class        string           `name:"class"`
	Kind         string           `name:"kind"`
	Names        []nameShape      `name:"names"`
	Summary      string           `name:"summary"`
	Validity     *validity        `name:"validity"`
	Location     *location        `name:"location"`
	ExternalIDs  []externalID     `name:"externalIds"`
	FormerIDs    []string         `name:"formerIds"`
	Properties   map[string]value `name:"properties"`
	Within       string           `name:"within"`
	Place        string           `name:"place"`
	Participants []participant    `name:"participants"`
	// made is what became of it, if anything did.
	made *kg.Entity
}

type nameShape struct {
	Text     string    `name:"text"`
	Language string    `name:"language"`
	Script   string    `name:"script"`
	Kind     string    `name:"kind"`
	Validity *validity `name:"validity"`
}

type location struct {
	Latitude  *float64 `name:"latitude"`
	Longitude *float64 `name:"longitude"`
}

type externalID struct {
	Scheme string `name:"scheme"`
	ID     string `name:"id"`
}

type participant struct {
	Entity  string   `name:"entity"`
	Role    string   `name:"role"`
	Sources []string `name:"sources"`
	Note    string   `name:"note"`
}

type relationship struct {
	header
	Type       string           `name:"type"`
	From       string           `name:"from"`
	To         string           `name:"to"`
	Validity   *validity        `name:"validity"`
	Sign       string           `name:"sign"`
	Properties map[string]value `name:"properties"`
}

type claim struct {
	header
	About       string  `name:"about"`
	Property    string  `name:"property"`
	Value       *stated `name:"value"`
	Stance      string  `name:"stance"`
	AssertedBy  string  `name:"assertedBy"`
	Source      string  `name:"source"`
	SaidAt      string  `name:"saidAt"`
	HoldsAt     string  `name:"holdsAt"`
	Quote       string  `name:"quote"`
	Rank        string  `name:"rank"`
	Credibility int     `name:"credibility"`
}
