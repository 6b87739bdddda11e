package kg

// Ability returns what can do more than a [Store] must, such as a [Loader]: the store
// itself, or the first that can among those that it lies over. A store that lies over
// another and changes nothing of it has a method Unwrap, which returns that one; a store
// without it answers for itself.
func Ability[T any](s Store) (able T, ok bool) {
	for {
		if able, ok = s.(T); ok {
			return able, true
		}
		over, wraps := s.(interface{ Unwrap() Store })
		if !wraps {
			return able, false
		}
		s = over.Unwrap()
	}
}

// A Measurer is a [Store] that tells how it is, for whoever watches over it.
type Measurer interface {
	// Measure returns at once, whatever the store is doing.
	Measure() Measures
}

// Measures say how a store in a file is.
type Measures struct {
	// FileBytes is the size of the file, WALBytes that of the log of writes beside it, and
	// FreeBytes the room that is left on their disk, -1 where it cannot be told.
	FileBytes, WALBytes, FreeBytes int64
	// Readers is how many reads may run at once, ReadersBusy how many do.
	Readers, ReadersBusy int
	// CacheHits and CacheMisses count records that were taken from memory, or had to be
	// read, since the store was opened.
	CacheHits, CacheMisses int64
	// Poisoned says that the disk failed a write, so that the store refuses others.
	Poisoned bool
}
