package side

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"entente/bench/load"
)

// TestAPlainServerAnswersLikeTheOneItStandsFor has it answer for a server of another kind,
// and compares what either sends.
func TestAPlainServerAnswersLikeTheOneItStandsFor(t *testing.T) {
	want := []byte(`{"data":{"actor":{"id":"a1"}}}`)
	original := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/graphql-response+json")
		w.Header().Add("Vary", "Accept")
		w.Header().Add("Vary", "Origin")
		_, _ = w.Write(want)
	}))
	defer original.Close()
	message := load.Message{Path: "/graphql", Body: []byte(`{"query":"{ actor { id } }"}`)}
	first, err := AnswerOf(t.Context(), original.Listener.Addr().String(), message)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := StartPlain(t.Context(), first)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = plain.Stop() }() // nothing is asked of it any more
	again, err := AnswerOf(t.Context(), plain.Host, message)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(again.Body, want) {
		t.Errorf("body = %s, want %s", again.Body, want)
	}
	if got, want := fmt.Sprint(again.Header), fmt.Sprint(first.Header); got != want {
		t.Errorf("header = %v, want %v", got, want)
	}
}

func TestAnAnswerThatIsARefusalIsNone(t *testing.T) {
	refusing := httptest.NewServer(http.NotFoundHandler())
	defer refusing.Close()
	_, err := AnswerOf(t.Context(), refusing.Listener.Addr().String(), load.Message{Path: "/"})
	if err == nil {
		t.Error("AnswerOf a server that answers 404: got no error, want one")
	}
}
