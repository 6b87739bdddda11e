package web

import (
	"os"
	"strings"
	"testing"
)

// TestDocumentsAreWhatThePagesSend compares them with the text that the explorer sends.
func TestDocumentsAreWhatThePagesSend(t *testing.T) {
	sent, err := os.ReadFile("src/explorer/api/operations.ts")
	if err != nil {
		t.Fatal(err)
	}
	explorer := 0
	for name, text := range Documents() {
		if strings.HasPrefix(name, "playground/") {
			continue
		}
		explorer++
		if !strings.Contains(string(sent), "new TypedDocumentString(`"+text+"`") {
			t.Errorf("%s is not what the explorer sends", name)
		}
	}
	operations := strings.Count(string(sent), "Document = new TypedDocumentString(")
	if explorer != operations || operations == 0 {
		t.Errorf("documents of the explorer: got %d, want %d", explorer, operations)
	}
}
