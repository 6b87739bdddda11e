package side

import (
	"testing"

	"entente/bench/graph"
)

// TestARawDriverFindsPaths has paths on a day be paths of any time too, and so no shorter
// than the shortest of these.
func TestARawDriverFindsPaths(t *testing.T) {
	g := makeGraph(t)
	d := loadNeo4j(t, g)
	anyTime := &cypherClient{driver: d.driver, text: pathCypher}
	onDay := &cypherClient{driver: d.driver, text: pathOnCypher}
	found := 0
	ids := g.Like(5, 20, 40)
	for i, from := range ids {
		args := map[string]any{"from": from, "to": ids[(i+1)%len(ids)], "day": graph.Date}
		shortest, dated := ties(t, anyTime, args), ties(t, onDay, args)
		if dated == 0 {
			continue // there is none
		}
		found++
		if shortest == 0 || shortest > dated || dated > 4 {
			t.Errorf("%v: %d ties on the day, %d at any time; want at most 4, and no fewer on the day",
				args, dated, shortest)
		}
	}
	if found < len(ids)/2 {
		t.Errorf("found paths on the day for %d of %d pairs, want most", found, len(ids))
	}
}

// ties returns of how many ties the path is, 0 for none.
func ties(t *testing.T, c *cypherClient, args map[string]any) int {
	t.Helper()
	rows, err := c.rows(t.Context(), args)
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) == 0 {
		return 0
	}
	ids, _ := rows[0].Values[0].([]any)
	return len(ids)
}

func TestARawDriverFailsForAnActorThatIsNotThere(t *testing.T) {
	d := loadNeo4j(t, makeGraph(t))
	for id, there := range map[string]bool{"a1": true, "nobody": false} {
		client := connected(t, d.OneHop(func(int) string { return id }, graph.Date))
		if err := client.Do(t.Context(), 0); (err == nil) != there {
			t.Errorf("Do for %s = %v, want an error unless it is there", id, err)
		}
	}
	pair := func(int) (from, to string) { return "a1", "a2" }
	for _, day := range []string{"", graph.Date} {
		if err := connected(t, d.Path(pair, day)).Do(t.Context(), 0); err != nil {
			t.Errorf("Do for a path on %q = %v, want nil", day, err)
		}
	}
}
