package faulttest

import "testing"

// losesItsConstraints drops what the statements rely on, as a copy of the data alone
// lacks it: the server is not ready until it is started anew, and tells no statement
// (F15).
func (c *cluster) losesItsConstraints(t *testing.T) {
	s := c.serve(t)
	s.awaitReady(t, 200)
	c.dropSchema(t)
	s.awaitReady(t, 503)
	for _, query := range []string{
		readSome, `{ search(text: "syria") { entity { id } } }`, `{ relationships { edges { node { id } } } }`,
	} {
		if a := s.ask(t.Context(), query, nil); a.mistake() != "" {
			t.Errorf("%s: %s", query, a.mistake())
		}
	}
	m := probe("unconstrained")
	a := s.ask(t.Context(), m.query, map[string]any{"input": m.input})
	if a.mistake() != "" || a.errors != nil && a.code() != "UNAVAILABLE" {
		t.Errorf("a write: got %s, want it done or UNAVAILABLE", a.body)
	}
	s.Stop(t)
	again := c.serve(t)
	again.awaitReady(t, 200)
	sendAtOnce(t, []*server{again}, "unconstrained")
	again.Stop(t) // what comes next checks the graph
}

// dropSchema drops constraints and indexes that the statements name: some, or all.
func (c *cluster) dropSchema(t *testing.T) {
	t.Helper()
	for _, kind := range []string{"CONSTRAINT", "INDEX"} {
		for range Share(2, 100) {
			name, _ := c.run(t.Context(), t, "SHOW "+kind+" YIELD name, type WHERE type <> 'LOOKUP' AND "+
				"name =~ 'entente_(record|receipt|version|namekey).*' RETURN name").(string)
			if name == "" {
				break
			}
			c.run(t.Context(), t, "DROP "+kind+" "+name)
		}
	}
}

// losesItsGraph empties the database under a server: it is not ready, answers nobody as
// if there were nothing, and makes nothing anew (F15).
func (c *cluster) losesItsGraph(t *testing.T) {
	s := c.serve(t)
	s.awaitReady(t, 200)
	c.run(t.Context(), t, "MATCH (n) DETACH DELETE n")
	s.awaitReady(t, 503)
	m := probe("lost")
	for what, a := range map[string]answer{
		"a read":  s.ask(t.Context(), readSome, nil),
		"a write": s.ask(t.Context(), m.query, map[string]any{"input": m.input}),
	} {
		if a.code() != "UNAVAILABLE" || a.mistake() != "" {
			t.Errorf("%s: got %s, want UNAVAILABLE", what, a.body)
		}
	}
	if left := c.run(t.Context(), t, "MATCH (n) RETURN count(n)"); left != int64(0) {
		t.Errorf("the empty database: got %v nodes, want none made anew", left)
	}
	s.Stop(t)
}
