package document_test

import (
	"fmt"
	"strings"
	"testing"

	"entente/graph/document"
)

// of returns a document of a text, and its hash.
func of(text string) (document.Hash, *document.Document) {
	return document.HashOf(text), &document.Document{Text: text}
}

func TestACacheForgetsWhatWasNotAskedForTheLongest(t *testing.T) {
	c := document.NewCache(2, 1<<20)
	a, documentA := of("a")
	b, documentB := of("b")
	third, documentC := of("c")
	c.Add(a, documentA)
	c.Add(b, documentB)
	c.Get(a)
	c.Add(third, documentC)
	if c.Get(a) != documentA || c.Get(third) != documentC || c.Get(b) != nil {
		t.Error("of three with room for two: got another than the one that was not asked for forgotten")
	}
}

// TestACacheHasRoomForSoManyBytes adds documents of 100 bytes, which take 100 times that.
func TestACacheHasRoomForSoManyBytes(t *testing.T) {
	c := document.NewCache(1000, 50_000)
	var hashes []document.Hash
	for i := range 10 {
		hash, d := of(fmt.Sprint(i, strings.Repeat(" ", 99)))
		c.Add(hash, d)
		c.Add(hash, d) // which changes nothing
		hashes = append(hashes, hash)
	}
	kept := 0
	for _, hash := range hashes {
		if c.Get(hash) != nil {
			kept++
		}
	}
	if kept != 5 {
		t.Errorf("kept: got %d, want 5", kept)
	}
	hash, d := of(strings.Repeat(" ", 501))
	if c.Add(hash, d); c.Get(hash) != nil || c.Get(hashes[9]) == nil {
		t.Error("one that is larger than all: got it kept, want the others kept")
	}
}

func TestAHashIsReadInBothForms(t *testing.T) {
	digits := strings.Repeat("0f", 32)
	for text, want := range map[string]bool{
		digits: true, "sha256:" + digits: true, strings.ToUpper(digits): true,
		"": false, "sha256:": false, digits[1:]: false, digits + "0": false, digits[:63] + "g": false,
		"md5:" + digits: false,
	} {
		if _, ok := document.ParseHash(text); ok != want {
			t.Errorf("%q: got %v, want %v", text, ok, want)
		}
	}
}

// FuzzParseHash checks that a hash that is read is the one that is written.
func FuzzParseHash(f *testing.F) {
	f.Add("sha256:" + strings.Repeat("0f", 32))
	f.Add("")
	f.Fuzz(func(t *testing.T, text string) {
		hash, ok := document.ParseHash(text)
		if again, _ := document.ParseHash(fmt.Sprintf("%x", hash)); ok && again != hash {
			t.Errorf("%q: got %x, and %x of what it writes", text, hash, again)
		}
	})
}
