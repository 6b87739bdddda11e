package kg

import (
	"slices"
	"strings"
)

// A net is the part of the graph that a search for paths holds. Entities and
// relationships go by their places in it.
type net struct {
	ground ground
	nodes  []netNode
	ties   []netTie
	// places are those of entities by their numbers, held the numbers of the
	// relationships that are there.
	places map[uint32]int
	held   map[uint32]bool
}

// A netNode is an entity with those of its relationships that are held.
type netNode struct {
	number uint32
	ties   []int
	// whole says that all of its relationships are held, hub that there are too many
	// of them to be read in passing.
	whole, hub bool
}

// A netTie is a relationship between two nodes.
type netTie struct {
	span     Span
	number   uint32
	from, to int32
}

// usualHeld is how many relationships most searches hold at least.
const usualHeld = 256

func newNet(g ground) *net {
	return &net{
		ground: g, places: make(map[uint32]int, usualHeld), held: make(map[uint32]bool, usualHeld),
		ties: make([]netTie, 0, usualHeld),
	}
}

// node returns the place of an entity, which it gets unless it has one.
func (n *net) node(number uint32) int {
	place, ok := n.places[number]
	if !ok {
		place = len(n.nodes)
		n.places[number] = place
		n.nodes = append(n.nodes, netNode{number: number})
	}
	return place
}

// tie holds a relationship, once.
func (n *net) tie(s sight) {
	n.ground.number(&s)
	if n.held[s.tie] {
		return
	}
	n.held[s.tie] = true
	from, to := n.node(s.from), n.node(s.to)
	for _, end := range []int{from, to} {
		n.nodes[end].ties = append(n.nodes[end].ties, len(n.ties))
	}
	n.ties = append(n.ties, netTie{s.span, s.tie, int32(from), int32(to)})
}

// across returns the other end of a tie.
func (n *net) across(tie, from int) int {
	if t := &n.ties[tie]; int(t.from) != from {
		return int(t.from)
	}
	return int(n.ties[tie].to)
}

// inOrder returns ties ordered by id.
func (n *net) inOrder(ties []int) []int {
	if len(ties) < 2 {
		return ties
	}
	numbers := make([]uint32, len(ties))
	for i, tie := range ties {
		numbers[i] = n.ties[tie].number
	}
	type named struct {
		id  ID
		tie int
	}
	list := make([]named, len(ties))
	for i, id := range n.ground.ids(numbers) {
		list[i] = named{id, ties[i]}
	}
	slices.SortFunc(list, func(a, b named) int { return strings.Compare(string(a.id), string(b.id)) })
	for i, one := range list {
		ties[i] = one.tie
	}
	return ties
}

// numbersOf returns the numbers of nodes, in order.
func (n *net) numbersOf(nodes []int) []uint32 {
	numbers := make([]uint32, len(nodes))
	for i, node := range nodes {
		numbers[i] = n.nodes[node].number
	}
	slices.Sort(numbers)
	return numbers
}
