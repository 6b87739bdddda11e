package graph_test

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"
	"time"

	"entente/access"
	"entente/graph"
	"entente/kg"
	"entente/store/storetest"
)

// writes has an operation for every field of Mutation, on the starting graph, and who may
// do it; $id is an id in it, which a reader may try with one that is hidden.
var writes = append(slicesOf(mutations), []write{
	{"mergeEntities", `mergeEntities(input: {id: $id, into: "sdf"}) { consistency }`, access.Editor},
	{"undo", `undo(input: {change: $id}) { consistency }`, access.Editor},
}...)

type write struct {
	field, query string
	role         access.Role
}

// slicesOf returns the mutations of the tests beside, each for an editor.
func slicesOf(of []struct{ name, query string }) []write {
	all := make([]write, len(of))
	for i, m := range of {
		all[i] = write{m.name, strings.ReplaceAll(m.query, "$key", `"k"`), access.Editor}
	}
	return all
}

// follows has an operation for every field of Subscription.
var follows = map[string]string{
	"changes":            `subscription { changes { recordId } }`,
	"relationshipStatus": `subscription { relationshipStatus { after relationship { id } } }`,
}

// roles are the tokens of one of each role; who has none is a stranger where reading is
// closed, and else a reader.
func roles(t *testing.T, public bool) (tokenGate, map[access.Role]string) {
	t.Helper()
	g := newTokenGate(t, public)
	tokens := map[access.Role]string{access.Stranger: ""}
	for _, role := range []access.Role{access.Reader, access.Editor, access.Admin} {
		tokens[role] = g.token(strings.ReplaceAll(role.String(), " ", "-"), role)
	}
	return g, tokens
}

// TestWhoMayDoWhat has a row for every root field and role.
func TestWhoMayDoWhat(t *testing.T) {
	for _, public := range []bool{true, false} {
		g, tokens := roles(t, public)
		store := storetest.NewModel(time.Now)
		plant(t, store)
		server := g.serve(kg.NewGraph(store, time.Now), slog.New(slog.DiscardHandler))
		code := func(role access.Role, operation string) string {
			var headers []string
			if tokens[role] != "" {
				headers = []string{"Authorization", "Bearer " + tokens[role]}
			}
			_, body := g.ask("POST", server.URL+"/graphql", fmt.Sprintf(`{"query": %q}`, operation), headers...)
			for _, code := range []string{"UNAUTHENTICATED", "FORBIDDEN", "GRAPHQL_VALIDATION_FAILED"} {
				if strings.Contains(body, code) {
					return code
				}
			}
			return "done"
		}
		for _, r := range reads {
			operation := filled(r.query, map[string]string{
				"X": "sdf", "Y": "turkiye", "P": "sdf", "Q": "turkiye", "T": "us-sdf-partnership", "C": "c12", "S": "s-cbs-2026",
			})
			for role := range tokens {
				want := "done"
				if role == access.Stranger && !public {
					want = "UNAUTHENTICATED"
				}
				if got := code(role, operation); got != want {
					t.Errorf("public %v, %s, %s: got %s, want %s", public, r.field, role, got, want)
				}
			}
		}
		for _, m := range writes {
			operation := "mutation { " + strings.ReplaceAll(m.query, "$id", `"nothing"`) + " }"
			for role := range tokens {
				want := "done"
				switch {
				case role == access.Stranger:
					want = "UNAUTHENTICATED"
				case role < m.role:
					want = "FORBIDDEN"
				}
				if got := code(role, operation); got != want {
					t.Errorf("public %v, %s, %s: got %s, want %s", public, m.field, role, got, want)
				}
			}
		}
	}
}

// TestARefusedWriteTellsNothingOfWhatIsThere has readers write to what is hidden and to
// what is absent.
func TestARefusedWriteTellsNothingOfWhatIsThere(t *testing.T) {
	w := secrets(t)
	for _, m := range writes {
		if !strings.Contains(m.query, "$id") {
			continue
		}
		hidden := w.reader().send("mutation { "+strings.ReplaceAll(m.query, "$id", `"spy"`)+" }", nil)
		absent := w.reader().send("mutation { "+strings.ReplaceAll(m.query, "$id", `"nobody"`)+" }", nil)
		if hidden.Body != absent.Body || hidden.code() != "UNAUTHENTICATED" {
			t.Errorf("%s: got %s of what is hidden, want UNAUTHENTICATED as of what is absent: %s", m.field, hidden.Body, absent.Body)
		}
	}
}

// TestSubscriptionsOfReadersTellNothingOfWhatIsRestricted writes ties in turn that are
// restricted and that are not, again and again, as nothing says when a subscription begins.
func TestSubscriptionsOfReadersTellNothingOfWhatIsRestricted(t *testing.T) {
	w := newLiveWorld(t)
	w.actor("a", "/..")
	w.actor("b", "/..")
	w.ok(`mutation { createEntity(input: {
	  id: "spy", class: ACTOR, kind: "group", names: [{text: "The spy"}], access: RESTRICTED
	}) { consistency } }`, nil)
	ctx, stop := context.WithCancel(t.Context())
	written := make(chan struct{})
	go func() {
		defer close(written)
		for i := 0; ctx.Err() == nil; i++ {
			for _, tie := range []struct {
				id, to string
				access kg.Access
			}{{"to-spy", "spy", kg.AccessPublic}, {"spy-pact", "b", kg.AccessRestricted}, {"open", "b", kg.AccessPublic}} {
				_, _, _ = w.graph.CreateRelationship(ctx, "tester", kg.CreateRelationshipInput{
					ID: ptr(kg.ID(fmt.Sprintf("%s-%d", tie.id, i))), Type: "pact", From: "a", To: kg.ID(tie.to), Access: &tie.access,
					Validity: &kg.ValidityInput{EDTF: "2020/.."}, Sources: []kg.ID{"news"},
				})
			}
			_, _ = w.graph.Retract(ctx, "tester", kg.RetractInput{ID: kg.ID(fmt.Sprintf("spy-pact-%d", i))})
			_, _ = w.graph.Retract(ctx, "tester", kg.RetractInput{ID: kg.ID(fmt.Sprintf("to-spy-%d", i))})
		}
	}()
	defer func() { stop(); <-written }()
	for field, path := range map[string]string{"changes": "changes.recordId", "relationshipStatus": "relationshipStatus.relationship.id"} {
		s := w.begun(t, follows[field])
		for range 5 {
			if got := fmt.Sprint(s.event(path)); !strings.HasPrefix(got, "open-") {
				t.Errorf("%s: got an event of %s, want none but of open ties", field, got)
			}
		}
	}
}

// TestAnEditorUndoesTheirOwnAndAnAdminEverything holds it over GraphQL and over HTTP.
func TestAnEditorUndoesTheirOwnAndAnAdminEverything(t *testing.T) {
	g, _ := roles(t, true)
	ann, bob, root := g.token("ann", access.Editor), g.token("bob", access.Editor), g.token("root", access.Admin)
	store := storetest.NewModel(time.Now)
	plant(t, store)
	server := g.serve(kg.NewGraph(store, time.Now), slog.New(slog.DiscardHandler))
	as := func(token, operation string) string {
		_, body := g.ask("POST", server.URL+"/graphql", fmt.Sprintf(`{"query": %q}`, operation), "Authorization", "Bearer "+token)
		return body
	}
	added := 0
	add := func(token string) (change, batch string) {
		added++
		body := as(token, fmt.Sprintf(`mutation { addSource(input: {id: "new-%d", title: "X"}) { change } }`, added))
		change = between(body, `"change":"`, `"`)
		batch = between(as(root, fmt.Sprintf(`{ changes(where: {record: {eq: "new-%d"}}) { edges { node { batch } } } }`, added)), `"batch":"`, `"`)
		return change, batch
	}
	for _, tt := range []struct {
		name, by string
		may      bool
	}{{"who wrote it", ann, true}, {"another editor", bob, false}, {"an admin", root, true}} {
		change, _ := add(ann)
		body := as(tt.by, fmt.Sprintf(`mutation { undo(input: {change: %q}) { undone } }`, change))
		if may := strings.Contains(body, `"undone":1`); may != tt.may || !may && !strings.Contains(body, "FORBIDDEN") {
			t.Errorf("undo by %s: got %s, want it done: %v", tt.name, body, tt.may)
		}
		_, batch := add(ann)
		answer, body := g.ask("POST", server.URL+"/undo?batch="+batch, "", "Authorization", "Bearer "+tt.by)
		if may := answer.StatusCode == http.StatusOK; may != tt.may || !may && answer.StatusCode != http.StatusForbidden {
			t.Errorf("POST /undo by %s: got %d %s, want it done: %v", tt.name, answer.StatusCode, body, tt.may)
		}
	}
}

// between returns what stands between two texts for the first time.
func between(text, before, after string) string {
	_, rest, _ := strings.Cut(text, before)
	found, _, _ := strings.Cut(rest, after)
	return found
}

// TestARecordedTimeIsTakenFromAdminsAlone brings the history of one graph into another.
func TestARecordedTimeIsTakenFromAdminsAlone(t *testing.T) {
	g, tokens := roles(t, true)
	old := storetest.NewModel(func() time.Time { return today().AddDate(-1, 0, 0) })
	plant(t, old)
	_, history := g.ask("GET", g.serve(kg.NewGraph(old, time.Now), slog.New(slog.DiscardHandler)).URL+
		"/export?format=jsonl&history=true&restricted=true", "", "Authorization", "Bearer "+tokens[access.Editor])
	if !strings.Contains(history, "2025-11-23T12:00:00") {
		t.Fatalf("the history has no recorded times: %.300s", history)
	}
	for _, options := range []string{`{"dryRun": true}`, `{}`} {
		for _, role := range []access.Role{access.Stranger, access.Reader, access.Editor, access.Admin} {
			store := storetest.NewModel(time.Now)
			server := g.serve(kg.NewGraph(store, time.Now), slog.New(slog.DiscardHandler))
			var form bytes.Buffer
			parts := multipart.NewWriter(&form)
			part, err := parts.CreateFormField("options")
			if err != nil {
				t.Fatal(err)
			}
			part.Write([]byte(options)) //nolint:errcheck // a buffer
			if part, err = parts.CreateFormFile("file", "history.jsonl"); err != nil {
				t.Fatal(err)
			}
			part.Write([]byte(history)) //nolint:errcheck // a buffer
			parts.Close()
			answer, body := g.ask("POST", server.URL+"/import", form.String(),
				"Content-Type", parts.FormDataContentType(), "Authorization", bearerOf(tokens[role]))
			written, done := changesIn(t, store) > 0, !strings.Contains(body, `"error`)
			wantWritten, wantDone := role == access.Admin && options == `{}`, role == access.Admin
			if written != wantWritten || done != wantDone {
				t.Errorf("%s, %s: got %d %s, written %v; want it done: %v, written: %v",
					role, options, answer.StatusCode, body, written, wantDone, wantWritten)
			}
			if role == access.Editor && !strings.Contains(body, "that of an admin") {
				t.Errorf("%s is told %s, want which role it takes", role, body)
			}
		}
	}
	a := newClient(t, storetest.NewModel(today), graph.Options{Guard: guard}).send(
		`mutation { addSource(input: {title: "X", recordedAt: "2001-01-01T00:00:00Z"}) { recordedAt } }`, nil)
	if a.code() != "GRAPHQL_VALIDATION_FAILED" {
		t.Errorf("a mutation with a recorded time: got %s, want it refused", a.Body)
	}
}

// bearerOf is the header for a token, or none.
func bearerOf(token string) string {
	if token == "" {
		return ""
	}
	return "Bearer " + token
}
