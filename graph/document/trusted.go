package document

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// Trusted are the documents that an operator lets clients send. It does not change.
type Trusted struct {
	byID   map[string]*Document
	byHash map[Hash]*Document
	// All is set where editors and admins may send no others either.
	All bool
}

// A Parser returns the document that a text is, if it is a good one.
type Parser func(text string) (*Document, error)

// NewTrusted returns the documents of some texts, each by its id and by its hash. The
// first text that is no good document is an error that says which it is.
func NewTrusted(texts map[string]string, parse Parser) (*Trusted, error) {
	t := &Trusted{byID: make(map[string]*Document), byHash: make(map[Hash]*Document)}
	for id, text := range texts {
		d, err := parse(text)
		if err != nil {
			return nil, fmt.Errorf("trusted document %s: %w", id, err)
		}
		t.byID[id], t.byHash[HashOf(text)] = d, d
	}
	return t, nil
}

// ByID returns the document of an id, or nil.
func (t *Trusted) ByID(id string) *Document {
	if t == nil {
		return nil
	}
	return t.byID[id]
}

// ByHash returns the document of a hash, or nil.
func (t *Trusted) ByHash(hash Hash) *Document {
	if t == nil {
		return nil
	}
	return t.byHash[hash]
}

// ReadTexts returns the texts of documents by their ids. A file is a JSON object of id and
// text, as GraphQL Code Generator and the compiler of Relay write it. Of a folder it is
// the .graphql files in it, by their names without the ending.
func ReadTexts(name string) (map[string]string, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return folderTexts(os.DirFS(name))
	}
	content, err := os.ReadFile(filepath.Clean(name))
	if err != nil {
		return nil, err
	}
	texts := make(map[string]string)
	if err := json.Unmarshal(content, &texts); err != nil {
		return nil, errors.New("not a JSON object of ids and the texts of documents")
	}
	return texts, nil
}

// folderTexts returns the texts of the .graphql files below a folder, by their names
// without the ending.
func folderTexts(folder fs.FS) (map[string]string, error) {
	texts := make(map[string]string)
	err := fs.WalkDir(folder, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || path.Ext(name) != ".graphql" {
			return err
		}
		content, err := fs.ReadFile(folder, name)
		texts[strings.TrimSuffix(name, ".graphql")] = string(content)
		return err
	})
	return texts, err
}

// ParseHash reads a hash in hexadecimal digits, as APQ writes it, or with "sha256:" before
// them, as the draft of GraphQL over HTTP does.
func ParseHash(text string) (hash Hash, ok bool) {
	digits := strings.TrimPrefix(text, "sha256:")
	if len(digits) != hex.EncodedLen(len(hash)) {
		return hash, false
	}
	_, err := hex.Decode(hash[:], []byte(digits))
	return hash, err == nil
}
