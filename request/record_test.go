package request_test

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/request"
)

func TestWhatIsLearnedOfARequestIsKeptOnceAndShort(t *testing.T) {
	record := request.New("r1")
	ctx := record.Attach(t.Context())
	request.Of(ctx).SetUser("editor")
	request.Of(ctx).SetOperation("query", strings.Repeat("a", 1000))
	for _, code := range []string{"CONFLICT", "", "CONFLICT", "A", "B", "C", "D", "E"} {
		request.Of(ctx).AddCode(code)
	}
	want := request.Known{
		User: "editor", Kind: "query", Operation: strings.Repeat("a", 100),
		Codes: []string{"CONFLICT", "A", "B", "C", "D"},
	}
	if diff := cmp.Diff(want, record.Known()); diff != "" {
		t.Errorf("known (-want +got):\n%s", diff)
	}
	if got := request.ID(ctx); got != "r1" {
		t.Errorf("ID: got %q, want r1", got)
	}
}

func TestOutsideOfARequestThereIsNothingToKeep(t *testing.T) {
	request.Of(t.Context()).SetUser("nobody")
	if got := request.ID(t.Context()); got != "" {
		t.Errorf("ID: got %q, want none", got)
	}
}

func TestLinesAboutARequestHaveItsID(t *testing.T) {
	var out bytes.Buffer
	log := slog.New(request.LogHandler(slog.NewTextHandler(&out, nil))).With("store", "x").WithGroup("g")
	log.InfoContext(t.Context(), "outside")
	log.InfoContext(request.New("r1").Attach(t.Context()), "inside")
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != 2 || strings.Contains(lines[0], "request") || !strings.Contains(lines[1], "request=r1") {
		t.Errorf("got %q, want the id in the second line only", lines)
	}
}
