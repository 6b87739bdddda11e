package sqlite

import (
	"fmt"
	"runtime/debug"
)

// mostCached is how many decoded records are kept where memory has no limit that matters.
const mostCached = 100_000

// cachedWithin returns how many decoded records are kept under a limit of Go's memory in
// bytes: a quarter of it, at 2 KB each, is theirs.
func cachedWithin(limit int64) int { return int(min(mostCached, limit/4/2048)) }

// mostTies is how many relationships are kept in memory where it has no limit that matters.
const mostTies = 5_000_000

// tiesWithin returns how many relationships are kept in memory under a limit of Go's memory
// in bytes: a quarter of it, at 100 bytes each, is theirs.
func tiesWithin(limit int64) int { return int(min(mostTies, limit/4/100)) }

// How much a connection keeps of the file in pages, in KB, where memory has no limit that
// matters: a reader, of which there are several and which finds the rest where the system
// keeps the file; who loads or copies a whole graph; and the writer. They are beside Go's
// memory, and take twice as much of it: the allocator of the driver rounds a page and what
// SQLite notes of it up to 8 KB.
const (
	readerCache = 4_000
	smallCache  = 16_000
	largeCache  = 64_000
)

// pagesFrom is the limit of Go's memory from which connections keep the most: that of a
// container of 1 GB; see package memlimit.
const pagesFrom = 600 << 20

// pagesWithin returns how many KB of pages are kept under a limit of Go's memory in bytes.
func pagesWithin(limit int64, most int) int {
	return int(int64(most) * min(limit, pagesFrom) / pagesFrom)
}

// cacheSize returns the pragma by which a connection keeps so much at most.
func cacheSize(most int) string {
	return fmt.Sprintf("cache_size(-%d)", pagesWithin(debug.SetMemoryLimit(-1), most))
}
