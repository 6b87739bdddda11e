package sqlite

import (
	"fmt"
	"runtime/debug"
)

// What is kept in memory is as much as here where Go's memory limit is this or more, that
// of a container of 512 MB, and of a lower limit the same part; see package memlimit.
const fullFrom = 300 << 20

// mostKept is how many bytes of decoded records are kept. A million relationships are 560
// times as much: it serves who reads the same again, and more costs about twice its size,
// because garbage collections are the rarer the more there is.
const mostKept = 16 << 20

// keptWithin returns how many bytes of records are kept under a limit of Go's memory.
func keptWithin(limit int64) int { return partOfMost(limit, mostKept) }

// mostTies is how many relationships are kept in memory where it has no limit that matters.
const mostTies = 12_000_000

// tiesWithin returns how many relationships are kept in memory under a limit of Go's memory
// in bytes: a quarter of it, at 100 bytes each, is theirs.
func tiesWithin(limit int64) int { return int(min(mostTies, limit/4/100)) }

// How many KB of the file's pages a connection keeps: a reader, the writer, and who loads or
// copies a whole graph. The driver has all connections of a process share what they may keep
// in sum, so that a reader alone has the place of all. It is beside Go's memory, and takes
// more than twice as much of it: the allocator of the driver rounds a page and what SQLite
// notes of it up to 9 KB. More pays little, for the system keeps the file too, a call away.
const (
	readerCache = 1_000
	writerCache = 8_000
	loadCache   = 16_000
)

// partOfMost returns how much of the most is kept under a limit of Go's memory in bytes.
func partOfMost(limit int64, most int) int {
	return int(int64(most) * min(limit, fullFrom) / fullFrom)
}

// cacheSize returns the pragma by which a connection keeps so many KB of pages.
func cacheSize(most int) string {
	return fmt.Sprintf("cache_size(-%d)", partOfMost(debug.SetMemoryLimit(-1), most))
}
