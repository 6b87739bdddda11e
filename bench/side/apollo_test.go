package side

import (
	"encoding/json"
	"errors"
	"os/exec"
	"testing"
)

func TestAskApolloTakesOnlyTheTiesOfTheActorAskedFor(t *testing.T) {
	m := askApollo(`a"1`, "2010-06-15")
	var asked struct {
		Query     string
		Variables map[string]string
	}
	if err := json.Unmarshal(m.Body, &asked); err != nil {
		t.Fatalf("body: %v\n%s", err, m.Body)
	}
	if asked.Query != apolloDocument || asked.Variables["id"] != `a"1` ||
		asked.Variables["day"] != "2010-06-15" {
		t.Errorf("asked = %+v, want the document and both variables", asked)
	}
	const right = `{"data":{"actors":[{"id":"a\"1","name":"A","outConnection":{"edges":[]},` +
		`"inConnection":{"edges":[{}]}}]}}`
	if err := m.Check([]byte(right)); err != nil {
		t.Errorf("Check of its ties = %v, want nil", err)
	}
	for name, body := range map[string]string{
		"no actor":      `{"data":{"actors":[]}}`,
		"another actor": `{"data":{"actors":[{"id":"a2","name":"B","outConnection":{"edges":[]},"inConnection":{"edges":[]}}]}}`,
		"one way only":  `{"data":{"actors":[{"id":"a\"1","name":"A","outConnection":{"edges":[]}}]}}`,
		"an error":      `{"errors":[{"message":"no"}]}`,
	} {
		if m.Check([]byte(body)) == nil {
			t.Errorf("Check of %s = nil, want an error", name)
		}
	}
}

func TestAPeerThatIsNotInstalledIsNamed(t *testing.T) {
	if _, err := StartApollo(t.Context(), t.TempDir(), 1, Database{}); !errors.Is(err, ErrNotInstalled) {
		t.Errorf("StartApollo without packages = %v, want ErrNotInstalled", err)
	}
	t.Setenv("PATH", t.TempDir())
	_, err := StartApollo(t.Context(), t.TempDir(), 1, Database{})
	if !errors.Is(err, ErrNotInstalled) || !errors.Is(err, exec.ErrNotFound) {
		t.Errorf("StartApollo without node = %v, want ErrNotInstalled for lack of it", err)
	}
}

func TestADriverGoesToTheOneServer(t *testing.T) {
	for give, want := range map[string]string{
		"neo4j://127.0.0.1:7687":  "bolt://127.0.0.1:7687",
		"bolt://127.0.0.1:7687":   "bolt://127.0.0.1:7687",
		"neo4j+s://there.example": "neo4j+s://there.example",
	} {
		if got := (Database{URI: give}).direct(); got != want {
			t.Errorf("direct %s = %s, want %s", give, got, want)
		}
	}
}
