package sqlite

import (
	"os"
	"path/filepath"

	"entente/kg"
)

var _ kg.Measurer = (*Store)(nil)

// Measure tells how the store is, without asking the database.
func (s *Store) Measure() kg.Measures {
	return kg.Measures{
		FileBytes: sizeOf(s.path), WALBytes: sizeOf(s.path + "-wal"),
		FreeBytes: freeAt(filepath.Dir(s.path)),
		Readers:   cap(s.readers.places), ReadersBusy: cap(s.readers.places) - len(s.readers.places),
		CacheHits: s.cache.hits.Load(), CacheMisses: s.cache.misses.Load(),
		Poisoned: s.poisoned.Load(),
	}
}

// sizeOf returns the size of a file in bytes, 0 where there is none.
func sizeOf(path string) int64 {
	info, err := os.Stat(path)
	if err != nil {
		return 0
	}
	return info.Size()
}
