package graph

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"runtime/debug"
	"strings"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"entente/access"
	"entente/kg"
)

// tagging is an executor of queries by GET, whose answers get an entity tag where they
// depend on nothing but the graph: a client that has the answer is told so, and nothing is
// run.
type tagging struct {
	graphql.GraphExecutor
	get get
	// known are the tags that the client has.
	known string
}

// DispatchOperation answers an operation, or says that the client has the answer.
func (t tagging) DispatchOperation(
	ctx context.Context, o *graphql.OperationContext,
) (graphql.ResponseHandler, context.Context) {
	k := keepingOf(ctx)
	if k == nil || k.public == "" || !timeless(o) || t.get.guard.Permit(access.Of(ctx), access.Reader) != nil {
		return t.GraphExecutor.DispatchOperation(ctx, o)
	}
	before := t.tag(ctx, o)
	if before != "" && hasTag(t.known, before) {
		k.tag, k.has = before, true
		return graphql.OneShot(&graphql.Response{}), ctx
	}
	respond, within := t.GraphExecutor.DispatchOperation(ctx, o)
	return func(within context.Context) *graphql.Response {
		response := respond(within)
		if t.tag(ctx, o) == before { // nothing was written meanwhile
			k.tag = before
		}
		return response
	}, within
}

// tag returns the entity tag of what an operation is answered now, or none where the graph
// cannot be asked.
func (t tagging) tag(ctx context.Context, o *graphql.OperationContext) string {
	v := t.get.graph.View()
	v.Consistency = o.Headers.Get("Entente-Consistency")
	end, err := t.get.graph.LogEnd(ctx, v)
	if err != nil {
		return ""
	}
	variables, err := json.Marshal(o.Variables)
	if err != nil {
		return ""
	}
	hash := sha256.New()
	for _, part := range []string{
		build(), fmt.Sprint(end.Sequence, end.RecordedAt), o.Headers.Get("Accept"), o.OperationName,
		string(variables), o.RawQuery,
	} {
		fmt.Fprintf(hash, "%d %s", len(part), part) //nolint:errcheck // a hash takes everything
	}
	return `"` + hex.EncodeToString(hash.Sum(nil)[:16]) + `"`
}

// build tells one build of the program from another, which may answer otherwise.
var build = sync.OnceValue(func() string {
	info, _ := debug.ReadBuildInfo()
	return fmt.Sprint(info)
})

// hasTag reports whether a header If-None-Match names a tag. A cache may have made it a
// weak one.
func hasTag(header, tag string) bool {
	for given := range strings.SplitSeq(header, ",") {
		if given = strings.TrimPrefix(strings.TrimSpace(given), "W/"); given == tag {
			return true
		}
	}
	return false
}

// timeless reports whether the answer to a query depends on the graph alone, and not on
// when it is asked: every root field asks about a time that is given and does not run on
// for ever both ways, and no field below sets another that may.
func timeless(o *graphql.OperationContext) bool {
	if o.Operation == nil || o.Operation.Operation != ast.Query {
		return false
	}
	c := clockwatch{variables: o.Variables, seen: make(map[string]bool)}
	return c.selections(o.Operation.SelectionSet, true)
}

// A clockwatch looks for what depends on the time at which a query is asked.
type clockwatch struct {
	variables map[string]any
	seen      map[string]bool
}

func (c clockwatch) selections(set ast.SelectionSet, root bool) bool {
	for _, s := range set {
		ok := true
		switch s := s.(type) {
		case *ast.Field:
			ok = c.field(s, root) && c.selections(s.SelectionSet, false)
		case *ast.InlineFragment:
			ok = c.selections(s.SelectionSet, root)
		case *ast.FragmentSpread:
			if key := fmt.Sprint(s.Name, root); !c.seen[key] {
				c.seen[key] = true
				ok = c.selections(s.Definition.SelectionSet, root)
			}
		}
		if !ok {
			return false
		}
	}
	return true
}

// field reports whether a field by itself depends on the graph alone.
func (c clockwatch) field(f *ast.Field, root bool) bool {
	if f.Name == "__typename" {
		return true
	}
	if f.Name == "asItHappened" || f.Definition == nil { // of an event at a time that nobody may know
		return false
	}
	given := f.ArgumentMap(c.variables)
	fixed, asks := 0, 0
	for _, d := range f.Definition.Arguments {
		if d.Type.Name() != "AsOf" {
			continue
		}
		asks++
		asOf, _ := given[d.Name].(map[string]any)
		valid, ok := asOf["valid"].(string)
		if !ok {
			continue
		}
		if w, err := kg.ParseWindow(valid, ""); err != nil || w.Unbounded() {
			return false
		}
		fixed++
	}
	return !root || asks > 0 && fixed == asks
}
