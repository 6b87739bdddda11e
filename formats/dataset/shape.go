package dataset

import "entente/kg"

// The structs below are the shape of a file. Their tags are the names of its
// fields; what a field means is said at the field of package kg that it becomes.

// A file is all that one file may hold.
type file struct {
	Dataset       *Info          `name:"dataset"`
	Vocabulary    *vocabulary    `name:"vocabulary"`
	Sources       []source       `name:"sources"`
	Entities      []entity       `name:"entities"`
	Relationships []relationship `name:"relationships"`
	Claims        []claim        `name:"claims"`
}

// Info says what a collection is.
type Info struct {
	origin
	// Name is a short name without spaces, Title one to show.
	Name  string `name:"name"`
	Title string `name:"title"`
	// ObservedUntil is an EDTF date: up to when the collection was observed. Open
	// ends that say nothing else are attested until then. It may be empty.
	ObservedUntil string `name:"observedUntil"`
	// Licence says what others may do with the collection.
	Licence string `name:"licence"`
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
	Properties   map[string]value `name:"properties"`
	Within       string           `name:"within"`
	Place        string           `name:"place"`
	Participants []participant    `name:"participants"`
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
	About       string `name:"about"`
	Property    string `name:"property"`
	Value       string `name:"value"`
	Stance      string `name:"stance"`
	AssertedBy  string `name:"assertedBy"`
	Source      string `name:"source"`
	SaidAt      string `name:"saidAt"`
	HoldsAt     string `name:"holdsAt"`
	Quote       string `name:"quote"`
	Rank        string `name:"rank"`
	Credibility int    `name:"credibility"`
}

// A validity is EDTF text alone, or a mapping.
type validity struct {
	EDTF          string `name:"edtf"`
	AttestedFrom  string `name:"attestedFrom"`
	AttestedUntil string `name:"attestedUntil"`
	StartedAfter  string `name:"startedAfter"`
	EndedBefore   string `name:"endedBefore"`
	Ended         bool   `name:"ended"`
	Scheduled     bool   `name:"scheduled"`
	Zone          string `name:"zone"`
}

func (v *validity) fromScalar(n *node) { v.EDTF = n.text }

// written returns what v says in the terms of package kg.
func (v *validity) written() kg.Written {
	return kg.Written{
		EDTF: v.EDTF, AttestedFrom: v.AttestedFrom, AttestedUntil: v.AttestedUntil,
		StartedAfter: v.StartedAfter, EndedBefore: v.EndedBefore,
		Ended: v.Ended, Scheduled: v.Scheduled, Zone: kg.Zone(v.Zone),
	}
}

// A value is the value of a property of an entity or relationship: a text or a
// number alone, or a mapping with the one field that says what it is.
type value struct {
	Number *string `name:"number"`
	Date   *string `name:"date"`
	Text   *string `name:"text"`
	Entity *string `name:"entity"`
}

func (v *value) fromScalar(n *node) {
	if n.kind == numberNode {
		v.Number = &n.text
		return
	}
	v.Text = &n.text
}

// parse reads v, which must say exactly one thing.
func (v *value) parse() (kg.Value, error) {
	var set []kg.ValueType
	var text string
	for _, field := range []struct {
		kind kg.ValueType
		text *string
	}{
		{kg.ValueNumber, v.Number},
		{kg.ValueDate, v.Date},
		{kg.ValueText, v.Text},
		{kg.ValueEntity, v.Entity},
	} {
		if field.text != nil {
			set, text = append(set, field.kind), *field.text
		}
	}
	if len(set) != 1 {
		return kg.Value{}, &kg.InvalidError{
			Reason:   "not one value",
			Accepted: "write a text, a number, or one of number, date, text, entity",
		}
	}
	return kg.ParseValue(set[0], text, "")
}
