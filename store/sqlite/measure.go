package sqlite

import (
	"os"
	"path/filepath"

	"modernc.org/sqlite"

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

// PagesRead returns how many pages the connections that read have looked at since they
// were opened, in memory or on the disk. Connections at work are left out: it is for who
// has the store alone and wants to know what a read costs.
func (s *Store) PagesRead() (pages int, err error) {
	s.readers.mu.Lock()
	defer s.readers.mu.Unlock()
	for _, c := range s.readers.idle {
		for _, op := range []sqlite.DBStatusOp{sqlite.DBStatusCacheHit, sqlite.DBStatusCacheMiss} {
			n, _, err := c.Conn.(sqlite.DBStatus).Status(op, false)
			if err != nil {
				return 0, err
			}
			pages += n
		}
	}
	return pages, nil
}

// sizeOf returns the size of a file in bytes, 0 where there is none.
func sizeOf(path string) int64 {
	info, err := os.Stat(path)
	if err != nil {
		return 0
	}
	return info.Size()
}
