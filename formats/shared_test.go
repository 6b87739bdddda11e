package formats

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
)

func TestSeveralValuesComeBackInOrder(t *testing.T) {
	values := []kg.Value{{Type: kg.ValueText, Text: "a"}, {Type: kg.ValueText, Text: "b"}, {Type: kg.ValueText, Text: "c"}}
	p := kg.Properties{"other": {Type: kg.ValueText, Text: "x"}}
	PutSeveral(p, "k.1", values)
	if diff := cmp.Diff(values, Several(p, "k.1")); diff != "" {
		t.Errorf("values (-want +got):\n%s", diff)
	}
	for property, want := range map[string]string{"k.1": "k.1", "k.1.2": "k.1", "k.12": "k", "k": "k", "v2.0": "v2.0"} {
		if got, _ := SeveralName(property); got != want {
			t.Errorf("SeveralName(%q): got %q, want %q", property, got, want)
		}
	}
	if got := Several(p, "none"); got != nil {
		t.Errorf("got %v of a name that is not there, want none", got)
	}
}

func TestALexiconMakesWhatAGraphLacks(t *testing.T) {
	l := NewLexicon(nil, "f")
	l.Adopt(&kg.Term{
		Header: kg.Header{ID: "type:leads"}, TermKind: kg.TermRelationshipType, Name: "leads", Label: "leads",
		Sign: kg.SignNeutral, From: []kg.EntityClass{kg.ClassActor}, To: []kg.EntityClass{kg.ClassActor},
	})
	want := kg.Term{Name: "leads", Label: "leads"}
	for _, test := range []struct {
		to   kg.EntityClass
		name string
	}{{kg.ClassActor, "leads"}, {kg.ClassPlace, "f-leads"}, {kg.ClassEvent, "f-leads"}} {
		if got := l.Type(want, kg.ClassActor, test.to); got.Name != test.name || got.Sign != kg.SignNeutral {
			t.Errorf("leads to %s: got %s %s, want %s NEUTRAL", test.to, got.Name, got.Sign, test.name)
		}
	}
	if got := l.Kind("town", "town", kg.ClassPlace); got.Name != "town" {
		t.Errorf("got kind %s, want town", got.Name)
	}
	var names []kg.ID
	for _, r := range l.Fresh() {
		if err := r.Validate(); err != nil {
			t.Errorf("term %s: %v", r.Head().ID, err)
		}
		names = append(names, r.Head().ID)
	}
	if diff := cmp.Diff([]kg.ID{"type:leads", "type:f-leads", "kind:town"}, names); diff != "" {
		t.Errorf("made terms (-want +got):\n%s", diff)
	}
	if again := l.Fresh(); len(again) > 0 {
		t.Errorf("got %v made again, want none", again)
	}
}

func TestAnExactRecordMeansWhatItsTextsSay(t *testing.T) {
	v, err := kg.Written{EDTF: "2014~/.."}.Read(0)
	if err != nil {
		t.Fatal(err)
	}
	r := &kg.Relationship{
		Header: kg.Header{ID: "r", Sources: []kg.ID{"s"}}, Type: "t", From: "a", To: "b", Sign: kg.SignNeutral, Validity: v,
	}
	r.Validity.Span.StartEarliest = 0 // a lie
	x, err := ExactOf(r)
	if err != nil {
		t.Fatal(err)
	}
	got, err := x.Read(0)
	if err != nil {
		t.Fatal(err)
	}
	r.Validity = v
	if diff := cmp.Diff(kg.Record(r), got); diff != "" {
		t.Errorf("record (-want +got):\n%s", diff)
	}
	x.Record = []byte(`{"id":"r"}`)
	var invalid *kg.InvalidError
	if _, err := x.Read(0); !errors.As(err, &invalid) {
		t.Errorf("got %v of a record without a type, want an InvalidError", err)
	}
}
