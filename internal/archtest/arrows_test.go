package archtest

import (
	"strings"
	"testing"
)

// arrows is who may import whom.
var arrows = []rule{
	{of: "entente/kg", only: []string{"entente/kg", "golang.org/x"}},
	{of: "entente/formats", only: []string{
		"entente/formats", "entente/kg", "github.com/goccy/go-yaml", "golang.org/x",
	}},
	{of: "entente/transfer", never: []string{
		"entente/store", "entente/graph", "entente/seed", "entente/web",
	}},
	{of: "entente/internal/command", never: []string{"entente/graph", "entente/seed", "entente/web"}},
	{of: "entente/access", never: []string{"entente/kg", "entente/graph", "entente/store"}},
	{of: "entente/observe", never: []string{
		"entente/access", "entente/graph", "entente/seed", "entente/store", "entente/transfer", "entente/web",
		"google.golang.org/grpc", // which OpenTelemetry's exporter for HTTP would bring
	}},
	{of: "entente/request", only: []string{"entente/request"}},
	{of: "entente/gate", only: []string{
		"entente/gate", "entente/request", "entente/internal/accept", "github.com/alecthomas/kong",
		"github.com/hashicorp/golang-lru", "golang.org/x",
	}},
	{of: "entente/web", only: []string{"entente/web", "entente/internal/accept"}},
	{of: "entente/seed", never: []string{"entente/store", "entente/graph", "entente/web"}},
	{of: "entente/graph", never: []string{
		"entente/observe", "entente/store", "entente/seed", "entente/web", "github.com/neo4j", "modernc.org",
	}},
	{of: "entente/graph/shape", only: []string{
		"entente/graph/shape", "entente/kg", "github.com/vektah/gqlparser", "github.com/agnivade/levenshtein", "golang.org/x",
	}},
	{of: "entente/graph/document", only: []string{
		"entente/graph/document", "github.com/vektah/gqlparser", "github.com/agnivade/levenshtein",
	}},
	{of: "entente/graph/execute", never: []string{
		"entente/access", "entente/graph/generated", "entente/graph/view", "entente/kg",
	}},
	{of: "entente/store", never: []string{
		"entente/graph", "entente/observe", "entente/seed", "entente/web", "github.com/99designs", "github.com/vektah",
	}},
	{of: "entente/store/sqlite", never: []string{"entente/store/neo4j", "github.com/neo4j"}},
	{of: "entente/store/neo4j", never: []string{"entente/store/sqlite", "modernc.org"}},
	{of: "entente/bench/budget", only: []string{"entente/bench/budget"}},
	{of: "entente/bench/workload", only: []string{"entente/bench/workload"}},
	{of: "entente/store/storetest", only: []string{
		"entente/store/storetest", "entente/kg", "github.com/google/go-cmp", "golang.org/x",
	}},
}

// fromTestsOnly lists the packages that only test files may import, and which may
// import "testing" themselves.
var fromTestsOnly = []string{
	"entente/internal/exporttest",
	"entente/internal/faulttest",
	"entente/internal/hostile",
	"entente/internal/neo4jlocal/neo4jtest",
	"entente/internal/programtest",
	"entente/internal/pythontest",
	"entente/internal/realdata",
	"entente/store/storetest",
	"testing",
}

func TestPackagesFollowTheArrows(t *testing.T) {
	all := load(t)
	for _, r := range arrows {
		t.Run(strings.TrimPrefix(r.of, module+"/"), func(t *testing.T) {
			if len(all.governed(r)) == 0 {
				t.Errorf("no package is below %s: mend the rule", r.of)
			}
			for _, chain := range all.breaches(r) {
				t.Errorf("%s may not import %s, but does: %s",
					r.of, chain[len(chain)-1], strings.Join(chain, " → "))
			}
		})
	}
}

func TestOnlyTestsImportTestPackages(t *testing.T) {
	all := load(t)
	for _, path := range fromTestsOnly {
		if p, known := all[path]; !known || !p.Standard && len(p.GoFiles) == 0 {
			t.Errorf("there is no package %s: mend the list", path)
		}
	}
	for _, p := range all.ours() {
		for _, path := range misplaced(p, fromTestsOnly) {
			t.Errorf("%s imports %s, which only test files may", p.ImportPath, path)
		}
	}
}
