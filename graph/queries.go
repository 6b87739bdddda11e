package graph

import (
	"fmt"
	"maps"
	"time"

	"entente/graph/document"
	"entente/kg"
)

// Queries say which documents are answered, and whether the schema is told.
type Queries struct {
	Trusted       string        `name:"trusted-documents" help:"Answer only the GraphQL documents in this JSON file of ids and texts, or folder of .graphql files, and those of the pages (default: all)." env:"ENTENTE_TRUSTED_DOCUMENTS" placeholder:"PATH"` //nolint:lll // a struct tag
	TrustedFor    string        `name:"trusted-documents-for" help:"Who may send no other documents: ${enum} (default: ${default})." enum:"readers, all" default:"readers" env:"ENTENTE_TRUSTED_DOCUMENTS_FOR"`                                                //nolint:lll // a struct tag
	MaxAge        time.Duration `name:"cache-max-age" help:"How long others may keep the answer to a query by GET of nobody in particular (default: ${default})." default:"0s" env:"ENTENTE_CACHE_MAX_AGE"`                                                    //nolint:lll // a struct tag
	Introspection bool          `help:"Tell the schema to those who ask for it (default: ${default})." default:"true" negatable:"" env:"ENTENTE_INTROSPECTION"`                                                                                                //nolint:lll // a struct tag
}

// Validate refuses what makes no sense, by the names of the flags.
func (q Queries) Validate() error {
	if q.MaxAge < 0 {
		return &kg.InvalidError{
			Field: "--cache-max-age", Value: q.MaxAge.String(), Reason: "before it is answered", Accepted: "give 0s or more",
		}
	}
	return nil
}

// ReadTrusted returns the documents that may be sent, the ones of our own pages among them,
// or nil where all may be.
func (q Queries) ReadTrusted(own map[string]string, limits *Limits) (*document.Trusted, error) {
	if q.Trusted == "" {
		return nil, nil //nolint:nilnil // all may be sent
	}
	texts, err := document.ReadTexts(q.Trusted)
	if err != nil {
		return nil, fmt.Errorf("read the trusted documents in %s: %w", q.Trusted, err)
	}
	maps.Copy(texts, own)
	for _, text := range []string{"{ __typename }", "{__typename}"} {
		texts["health check "+text] = text // which always passes
	}
	trusted, err := NewTrusted(texts, limits)
	if err != nil {
		return nil, err
	}
	trusted.All = q.TrustedFor == "all"
	return trusted, nil
}
