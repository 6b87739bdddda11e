package graph_test

import (
	"fmt"
	"strings"
	"testing"

	"entente/kg"
)

// TestAnExpandOfTheLargestPictureIsOneRequest has as many ids as a picture may have, of
// the greatest length, in `with` and in the filter that keeps what is shown from being
// followed again.
func TestAnExpandOfTheLargestPictureIsOneRequest(t *testing.T) {
	c := seeded(t)
	shown := []string{"syria-transitional-government", "turkiye"}
	for i := len(shown); i < kg.MaxPicture; i++ {
		id := fmt.Sprintf("nobody-%03d-", i)
		shown = append(shown, id+strings.Repeat("x", 128-len(id)))
	}
	a := c.ok(`query Expand($of: [ID!]!, $shown: [ID!]!) {
	  neighborhood(of: $of, depth: 1, limit: 25, with: $shown, asOf: {valid: "../.."},
	    where: {type: {eq: "ceasefire"}, not: {other: {id: {in: $shown}}}}) {
	    entities { id } relationships { id type { name } } truncated
	  }
	}`, map[string]any{"of": []string{"sdf"}, "shown": shown})
	entities := strings.Join(a.texts("neighborhood.entities.*.id"), " ")
	want := "sdf syria-mod syrian-army syria-transitional-government turkiye"
	if entities != want || a.at("neighborhood.truncated") != false {
		t.Errorf("truncated %v, entities %s; want all of %s",
			a.at("neighborhood.truncated"), entities, want)
	}
	types := strings.Join(a.texts("neighborhood.relationships.*.type.name"), " ")
	for _, kind := range []string{"ceasefire", "conflict", "supports"} {
		if !strings.Contains(types, kind) {
			t.Errorf("types of the picture: got %s, want also %s", types, kind)
		}
	}
}
