package kg

import (
	"slices"
	"strings"
)

// A net is the part of the graph that a search for paths holds. Entities and
// relationships go by their places in it.
type net struct {
	nodes []netNode
	ties  []netTie
	// places are those of entities, held the relationships that are there.
	places map[ID]int
	held   map[ID]bool
}

// A netNode is an entity with those of its relationships that are held.
type netNode struct {
	entity *Entity
	ties   []int
	sorted bool
	// whole says that all of its relationships are held, hub that there are too many
	// of them to be read in passing.
	whole, hub bool
}

// A netTie is a relationship between two nodes.
type netTie struct {
	relationship *Relationship
	from, to     int
}

func newNet() *net { return &net{places: make(map[ID]int), held: make(map[ID]bool)} }

// node returns the place of an entity, which it gets unless it has one.
func (n *net) node(e *Entity) int {
	place, ok := n.places[e.ID]
	if !ok {
		place = len(n.nodes)
		n.places[e.ID] = place
		n.nodes = append(n.nodes, netNode{entity: e})
	}
	return place
}

// tie holds a relationship, once.
func (n *net) tie(f Found) {
	r := f.Record.(*Relationship)
	if n.held[r.ID] {
		return
	}
	n.held[r.ID] = true
	from, to := n.node(f.From), n.node(f.To)
	for _, end := range []int{from, to} {
		n.nodes[end].ties = append(n.nodes[end].ties, len(n.ties))
		n.nodes[end].sorted = false
	}
	n.ties = append(n.ties, netTie{r, from, to})
}

// across returns the other end of a tie.
func (n *net) across(tie, from int) int {
	if t := n.ties[tie]; t.from != from {
		return t.from
	}
	return n.ties[tie].to
}

// inOrder returns the ties of a node, ordered by id.
func (n *net) inOrder(place int) []int {
	node := &n.nodes[place]
	if !node.sorted {
		slices.SortFunc(node.ties, func(a, b int) int {
			return strings.Compare(string(n.ties[a].relationship.ID), string(n.ties[b].relationship.ID))
		})
		node.sorted = true
	}
	return node.ties
}
