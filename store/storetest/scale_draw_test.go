package storetest

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestADrawnGraphIsTheSameEachTime draws one twice, and looks for the hub that it is to have.
func TestADrawnGraphIsTheSameEachTime(t *testing.T) {
	const size = 1000
	g := DrawScale(size)
	if diff := cmp.Diff(slices.Collect(g.Records()), slices.Collect(DrawScale(size).Records())); diff != "" {
		t.Errorf("drawn again (-want +got):\n%s", diff)
	}
	if len(g.Relationships) != size || len(g.Entities) != size/10 {
		t.Errorf("got %d relationships and %d actors, want %d and %d",
			len(g.Relationships), len(g.Entities), size, size/10)
	}
	if hub := g.degree[g.Busiest(1)[0]]; hub < size/12 || hub > size/5 {
		t.Errorf("the busiest actor: got %d of %d relationships, want about a tenth", hub, size)
	}
}
