package graph_test

import (
	"fmt"
	"strings"
	"testing"

	"entente/graph"
	"entente/store/storetest"
)

// within1000 are documents of at most 1,000 tokens that cost the most to refuse or to let
// through.
var hostileDocuments = []struct{ name, text string }{
	{"a bomb of fragments", fragmentBomb(28)},
	{"10,000 repeated fields", "{" + strings.Repeat(" a", 10_000) + "}"},
	{"990 repeated fields", "{ entities { edges { node {" + strings.Repeat(" id", 980) + "} } } }"},
	{"100 repeated fields of ten names", "{ entities { edges { node {" + strings.Repeat(" id name summary class version note recordedAt access formerIds", 100) + "} } } }"},
	{"inline fragments 100 by 100", "{" + strings.Repeat("... on Query {"+strings.Repeat(" now", 100)+"}", 100) + "}"},
	{"inline fragments 15 by 50", "{" + strings.Repeat("... on Query {"+strings.Repeat(" now", 15)+"}", 50) + "}"},
	{"48 fragments of ten fields", spreadEach(48, 6)},
	{"50,000 directives", "{ now" + strings.Repeat(" @a", 5000) + "}"},
	{"400 directives", "{ now" + strings.Repeat(" @a", 400) + "}"},
	{"nested 100,000 deep", strings.Repeat("{a", 8000)},
	{"nested 400 deep", strings.Repeat("{a", 400) + strings.Repeat("}", 400)},
	{"inline fragments nested 300 deep", "{" + strings.Repeat("...{", 300) + "now" + strings.Repeat("}", 301)},
	{"50 nested repeated", nestedRepeats(14, 3)},
	{"unknown fields", "{ statistics {" + unknown(980) + "} }"},
}

func unknown(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, " nope%d", i)
	}
	return b.String()
}

func fragmentBomb(n int) string {
	var b strings.Builder
	b.WriteString("{ ...f0 }")
	for i := range n {
		fmt.Fprintf(&b, " fragment f%d on Query { ...f%d ...f%d }", i, i+1, i+1)
	}
	fmt.Fprintf(&b, " fragment f%d on Query { now }", n)
	return b.String()
}

func spreadEach(n, fields int) string {
	var b strings.Builder
	b.WriteString("{ entities { edges { node {")
	for i := range n {
		fmt.Fprintf(&b, " ...f%d", i)
	}
	b.WriteString("} } } }")
	names := strings.Fields("id name summary class version note recordedAt access formerIds")
	for i := range n {
		fmt.Fprintf(&b, " fragment f%d on Entity { %s }", i, strings.Join(names[:fields], " "))
	}
	return b.String()
}

// nestedRepeats has a field twice at each level.
func nestedRepeats(depth, width int) string {
	inner := "id"
	for range depth {
		inner = strings.Repeat(" relationships { edges { other { "+inner+" } } }", 1)
	}
	return "{ entities { edges { node { " + inner + " } } } }"
}

func BenchmarkRefuse(b *testing.B) {
	handler := graph.NewHandler(nil, graph.Options{})
	_ = handler
	for _, d := range hostileDocuments {
		b.Run(d.name, func(b *testing.B) {
			c := newBenchClient(b)
			var a answer
			i := 0
			for b.Loop() {
				i++
				a = c.send(d.text+strings.Repeat(" ", i%2000), nil)
			}
			b.ReportMetric(float64(len(a.Body)), "answer-bytes")
			b.Logf("%.200s", a.Body)
		})
	}
}

func newBenchClient(b *testing.B) benchClient { return benchClient{b, graph.NewHandler(kgGraph(storetest.NewModel(today)), graph.Options{})} }
