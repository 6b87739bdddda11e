package main

import (
	"cmp"
	"encoding/json"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A component is one of a CycloneDX bill of materials: what is in a program of others' code.
type component struct {
	Type     string    `json:"type"`
	Name     string    `json:"name"`
	Version  string    `json:"version"`
	PURL     string    `json:"purl"`
	Hashes   []hash    `json:"hashes,omitempty"`
	Licences []licence `json:"licenses,omitempty"`
}

type hash struct {
	Algorithm string `json:"alg"`
	Content   string `json:"content"`
}

// A licence is one by its SPDX expression.
type licence struct {
	Expression string `json:"expression"`
}

// A bill is a CycloneDX bill of materials, without what differs from one run to the next.
type bill struct {
	Format      string      `json:"bomFormat"`
	SpecVersion string      `json:"specVersion"`
	Version     int         `json:"version"`
	Metadata    metadata    `json:"metadata"`
	Components  []component `json:"components"`
}

type metadata struct {
	Timestamp string    `json:"timestamp"`
	Component component `json:"component"`
}

// writeBill writes the bill of all that was built.
func (r *release) writeBill(p *parts) error {
	version := strings.TrimPrefix(r.Version, "v")
	components := make([]component, 0, len(p.all))
	for _, c := range p.all {
		components = append(components, c)
	}
	slices.SortFunc(components, func(a, b component) int { return cmp.Compare(a.PURL, b.PURL) })
	b := bill{
		Format: "CycloneDX", SpecVersion: "1.6", Version: 1,
		Metadata: metadata{
			Timestamp: r.Date.UTC().Format(time.RFC3339),
			Component: component{
				Type: "application", Name: "entente", Version: version, PURL: "pkg:generic/entente@" + version,
				Licences: []licence{{"Apache-2.0"}},
			},
		},
		Components: components,
	}
	return writeFile(filepath.Join(r.Out, "entente_"+version+".cdx.json"), func(w io.Writer) error {
		out := json.NewEncoder(w)
		out.SetIndent("", "  ")
		return out.Encode(b)
	})
}
