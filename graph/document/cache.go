package document

import (
	"container/list"
	"crypto/sha256"
	"sync"

	"github.com/vektah/gqlparser/v2/ast"
)

// A Hash is the SHA-256 of the text of a document.
type Hash [sha256.Size]byte

// HashOf returns the hash of a text.
func HashOf(text string) Hash { return sha256.Sum256([]byte(text)) }

// A Document is one that fits the schema, with the text that it was parsed from. Nobody
// may change it.
type Document struct {
	Text   string
	Parsed *ast.QueryDocument
}

// weight is about how much memory it takes for each byte of text to hold a document: most
// bytes of a dense one are a field of their own.
const weight = 100

// A Cache holds the documents that were asked for last, up to a number and to an amount of
// memory. It is safe for concurrent use.
type Cache struct {
	// most are how many documents there may be, room how many bytes of text.
	most, room int

	mu    sync.Mutex
	bytes int
	// order has all documents, the one asked for last in front.
	order  *list.List
	byHash map[Hash]*list.Element
}

// An entry is what the list holds.
type entry struct {
	hash     Hash
	document *Document
}

// NewCache returns one with room for so many documents, which together take up to so many
// bytes, about.
func NewCache(documents, bytes int) *Cache {
	return &Cache{
		most: documents, room: bytes / weight,
		order: list.New(), byHash: make(map[Hash]*list.Element),
	}
}

// Get returns the document of a hash, or nil.
func (c *Cache) Get(hash Hash) *Document {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.byHash[hash]
	if e == nil {
		return nil
	}
	c.order.MoveToFront(e)
	return e.Value.(entry).document
}

// Add keeps a document, in the place of those that were not asked for the longest. One
// that is larger than all the room is not kept.
func (c *Cache) Add(hash Hash, d *Document) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.byHash[hash] != nil || len(d.Text) > c.room {
		return
	}
	c.byHash[hash] = c.order.PushFront(entry{hash, d})
	c.bytes += len(d.Text)
	for c.order.Len() > c.most || c.bytes > c.room {
		last := c.order.Remove(c.order.Back()).(entry)
		delete(c.byHash, last.hash)
		c.bytes -= len(last.document.Text)
	}
}
