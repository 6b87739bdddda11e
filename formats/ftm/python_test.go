package ftm

import (
	"os"
	"path/filepath"
	"testing"

	"entente/formats"
	"entente/internal/exporttest"
	"entente/internal/pythontest"
	"entente/internal/realdata"
)

// check loads a file with the followthemoney package. Cleaning must leave all properties
// as they are, each schema must have what it requires, and what a property names must be
// in the file and of the schema that the property is for.
const check = `
import json, sys
from followthemoney import model
schemata, proxies, edges = {}, [], 0
for line in open(sys.argv[1], encoding="utf-8"):
    data = json.loads(line)
    proxy = model.get_proxy(data, cleaned=False)
    got, want = proxy.to_dict()["properties"], data["properties"]
    if {k: sorted(v) for k, v in got.items()} != {k: sorted(v) for k, v in want.items()}:
        for name in set(got) | set(want):
            if sorted(got.get(name, [])) != sorted(want.get(name, [])):
                sys.exit(f"{proxy.id} ({proxy.schema.name}) {name}: cleaned to {got.get(name)}, want {want.get(name)}")
    for name in proxy.schema.required:
        if not proxy.get(name) and proxy.schema.edge:
            sys.exit(f"{proxy.id} ({proxy.schema.name}): no {name}")
    if proxy.context.get("entente") != data["entente"]:
        sys.exit(f"{proxy.id}: what Entente wrote beside the properties is lost")
    if proxy.id in schemata:
        sys.exit(f"{proxy.id} is there twice")
    schemata[proxy.id] = proxy.schema
    proxies.append(proxy)
for proxy in proxies:
    edges += proxy.schema.edge
    for prop, value in proxy.itervalues():
        if prop.type.name == "entity" and not schemata[value].is_a(prop.range):
            sys.exit(f"{proxy.id}: {prop.name} is a {schemata[value].name}, want a {prop.range.name}")
print(len(proxies), edges)
`

// loaded has followthemoney load what is written of an export.
func loaded(t *testing.T, x *formats.Export) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "graph.ftm.json")
	if err := os.WriteFile(path, []byte(exporttest.Written(t, Format, x)), 0o600); err != nil {
		t.Fatal(err)
	}
	return pythontest.Run(t, check, path)
}

func TestFollowTheMoneyLoadsTheStartingGraph(t *testing.T) {
	t.Log(loaded(t, exporttest.Seed(t)))
}

func TestFollowTheMoneyLoadsAgainWhatWasReadFromIt(t *testing.T) {
	folder := realdata.Folder(t, "ftm")
	for _, name := range []string{"donations.ijson", "eu_authorities.ftm.json"} {
		t.Run(name, func(t *testing.T) {
			got := exporttest.Read(t, Format, exporttest.Disk(filepath.Join(folder, name)))
			t.Log(len(got.Records), got.Remarks[:min(3, len(got.Remarks))], got.Problems)
			t.Log(loaded(t, exporttest.Graph(t, got)))
		})
	}
}
