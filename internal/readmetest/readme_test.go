package readmetest

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/kg"
	"entente/seed"
	"entente/store/sqlite"
)

const root = "../.."

func readme(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// block returns the one fenced block of a language.
func block(t *testing.T, language string) string {
	t.Helper()
	_, rest, found := strings.Cut(readme(t), "```"+language+"\n")
	text, _, closed := strings.Cut(rest, "```")
	if !found || !closed {
		t.Fatalf("README.md has no block of %s", language)
	}
	return text
}

func TestTheQueryHasTheAnswerShown(t *testing.T) {
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "entente.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	g := kg.NewGraph(store, time.Now)
	batch, err := seed.Batch()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := g.Write(t.Context(), batch); err != nil {
		t.Fatal(err)
	}
	body, err := json.Marshal(map[string]string{"query": block(t, "graphql")})
	if err != nil {
		t.Fatal(err)
	}
	request := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/graphql", bytes.NewReader(body))
	request.Header.Set("Content-Type", "application/json")
	recorder := httptest.NewRecorder()
	graph.NewHandler(g, graph.Options{}).ServeHTTP(recorder, request)

	var got struct{ Data, Errors any }
	var want any
	if err := json.Unmarshal(recorder.Body.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(block(t, "json")), &want); err != nil {
		t.Fatalf("the answer in README.md is not JSON: %v", err)
	}
	if got.Errors != nil {
		t.Fatalf("the query in README.md failed: %v", got.Errors)
	}
	if diff := cmp.Diff(want, got.Data); diff != "" {
		t.Errorf("the answer (-shown +true):\n%s", diff)
	}
}

func TestWhatIsLinkedExists(t *testing.T) {
	for _, link := range regexp.MustCompile(`\]\(([^)#]+)\)`).FindAllStringSubmatch(readme(t), -1) {
		if strings.Contains(link[1], "://") {
			continue
		}
		if _, err := os.Stat(filepath.Join(root, link[1])); err != nil {
			t.Errorf("README.md links %s, which is not there", link[1])
		}
	}
}

func TestTheTargetsNamedExist(t *testing.T) {
	makefile, err := os.ReadFile(filepath.Join(root, "Makefile"))
	if err != nil {
		t.Fatal(err)
	}
	for _, target := range regexp.MustCompile(`(?m)^ +(?:\S+=\S+ )?make (\w+)`).FindAllStringSubmatch(readme(t), -1) {
		if !regexp.MustCompile(`(?m)^` + target[1] + `:`).Match(makefile) {
			t.Errorf("README.md names make %s, which the Makefile does not have", target[1])
		}
	}
}

func TestTheCountsAreThoseOfTheStartingGraph(t *testing.T) {
	records, err := seed.Records()
	if err != nil {
		t.Fatal(err)
	}
	counts := make(map[kg.Class]int)
	for _, record := range records {
		counts[record.Class()]++
	}
	text := regexp.MustCompile(`with (\d+) claims\s+from (\d+) sources`).FindStringSubmatch(readme(t))
	if text == nil {
		t.Fatal("README.md does not say how many claims and sources there are")
	}
	want := []string{text[0], strconv.Itoa(counts[kg.ClassClaim]), strconv.Itoa(counts[kg.ClassSource])}
	if diff := cmp.Diff(want, text); diff != "" {
		t.Errorf("claims and sources (-true +said):\n%s", diff)
	}
}
