package graph_test

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
)

// answerLines is how much of an answer the page of the cookbook shows.
const answerLines = 40

// cookbookHead begins the page of the cookbook.
const cookbookHead = `# Questions and answers

What can be asked of the starting graph, the north-east of Syria up to March 2026: 24 research
questions, one query each, and below them a few more on what they leave out. To run one, start a
server (` + "`make run`" + `) and open it from <http://127.0.0.1:8080/queries> in the playground, or
send its file:

    jq -Rs '{query: .}' docs/queries/01-held-and-no-longer.graphql |
      curl -s http://127.0.0.1:8080/graphql -H 'Content-Type: application/json' -d @-

Each answer is kept beside its query, and the tests ask it of every store and compare. Answers hold
what the sources say, side by side where these differ. CERTAIN is what is so for every reading of
a date, POSSIBLE what is so for some. A moment of recording is the one at which the tests wrote the
graph; yours is another. This page is made of the files by
` + "`go test ./graph -run Goldens -update`" + `.

| | question | query | answer |
|---|---|---|---|
`

// pageIsFresh checks docs/queries/README.md, or makes it anew.
func pageIsFresh(t *testing.T) {
	var page strings.Builder
	page.WriteString(cookbookHead)
	all := recipes(t)
	for _, r := range all {
		page.WriteString(r.row())
	}
	for i, r := range all {
		if i == questions {
			page.WriteString("\n## More\n")
		}
		page.WriteString(r.section(t))
	}
	fresh(t, filepath.Join(cookbook, "README.md"), page.String(), true)
}

// row is the recipe in the table of contents.
func (r recipe) row() string {
	number, answer := "", ""
	if r.number > 0 {
		number = strconv.Itoa(r.number)
	}
	if r.hasAnswer() {
		answer = fmt.Sprintf("[answer](%s.json)", r.name())
	}
	return fmt.Sprintf("| %s | [%s](#%s) | [query](%[3]s.graphql) | %[4]s |\n",
		number, r.title, r.name(), answer)
}

// section is the recipe with its query and the beginning of its answer.
func (r recipe) section(t *testing.T) string {
	t.Helper()
	heading := "### " + r.title
	if r.number > 0 {
		heading = fmt.Sprintf("## %d. %s", r.number, r.title)
	}
	text := fmt.Sprintf("\n<a id=%q></a>\n%s\n\n%s\n\n```graphql\n%s\n```\n",
		r.name(), heading, strings.Join(r.remark, "\n"), r.query)
	switch r.operation.Operation {
	case ast.Subscription:
		return text + "\nIt answers with an event each time, until the client leaves.\n"
	case ast.Mutation:
		return text + "\nIt writes, and so needs a token and values of your own.\n"
	}
	lines := strings.Split(strings.TrimSpace(readFile(t, r.answer)), "\n")
	if len(lines) <= answerLines {
		return text + fmt.Sprintf("\n```json\n%s\n```\n", strings.Join(lines, "\n"))
	}
	return text + fmt.Sprintf("\n```json\n%s\n…\n```\n\n[All %d lines of the answer](%s.json)\n",
		strings.Join(lines[:answerLines], "\n"), len(lines), r.name())
}

// hasAnswer reports whether there is one answer to keep: to queries, but not to
// subscriptions and mutations.
func (r recipe) hasAnswer() bool { return r.operation.Operation == ast.Query }
