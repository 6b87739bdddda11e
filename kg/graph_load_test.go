package kg_test

import (
	"errors"
	"testing"
	"time"

	"entente/kg"
	"entente/store/storetest"
)

// TestStoreThatIsNoLoaderLoadsAsEver has a load begin and end that changes nothing.
func TestStoreThatIsNoLoaderLoadsAsEver(t *testing.T) {
	g := kg.NewGraph(storetest.NewModel(time.Now), time.Now)
	end, err := g.BeginLoad(t.Context())
	if err != nil {
		t.Fatalf("BeginLoad: got error %v, want none", err)
	}
	source := &kg.Source{Header: kg.Header{ID: "s"}, Title: "S"}
	if _, err := g.Write(t.Context(), kg.Batch{Writer: "w", Writes: []kg.Write{{Record: source}}}); err != nil {
		t.Fatalf("Write while loading: got error %v, want none", err)
	}
	if err := errors.Join(end(t.Context()), end(t.Context())); err != nil {
		t.Errorf("end, twice: got error %v, want none", err)
	}
}
