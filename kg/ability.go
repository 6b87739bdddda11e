package kg

import "context"

// Ability returns what can do more than a [Store] must: one of the interfaces of this
// file. It is the store itself, or the first that can among those that it lies over. A
// store that lies over another and changes nothing of it has a method Unwrap, which
// returns that one; a store without it answers for itself. Nobody asks a store by a type
// assertion, which would not look below. Package storetest holds each ability that a
// store has to its contract.
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

// A Loader is a [Store] that takes in a whole graph faster if it is told before.
type Loader interface {
	// BeginLoad has the store leave out, until end is called, what it can bring back
	// then. It does nothing where anything was ever written. Meanwhile the store keeps
	// its contract, but reads other than by id may take very long. Where end fails it
	// can be called again; a store that is closed or killed before brings back what is
	// missing when it is opened.
	BeginLoad(ctx context.Context) (end func(context.Context) error, err error)
}

// A Prober is a [Store] that can tell more of its health than that it answers.
type Prober interface {
	// Ready returns nil where the store is fit to be asked, and else an error that wraps
	// [ErrUnavailable] or ctx.Err(). A full disk is no reason: reading goes on, and
	// writing does as soon as there is room. It is cheap enough to ask every second.
	Ready(ctx context.Context) error
}

// An Adjoiner is a [Store] that keeps in memory who is tied to whom at present.
type Adjoiner interface {
	// Adjacency returns that, and the number in it of each entity, 0 for one that is not
	// there, in the order asked; or nil where it has none: the graph is too large, or is
	// being read while others go on without it. It has every batch that was acknowledged before
	// the call.
	Adjacency(ctx context.Context, ids []ID) (*Adjacency, []uint32, error)
}

// An Auditor is a [Store] that keeps more of records than their bodies and can compare
// the two.
type Auditor interface {
	// Audit has the database check itself, and compares all that records and superseded
	// versions are found by with what follows from their bodies: keys, names, ties,
	// references, in both directions, so that what belongs to no record is found too. It
	// calls found for each difference and, now and then, progress with how many versions
	// it has been through. Where bodies cannot be read it says so and leaves out what
	// follows from them. The error says that it could not be done.
	Audit(ctx context.Context, found func(Finding), progress func(done int)) error
}

// A Snapshotter is a [Store] that can copy itself into one file.
type Snapshotter interface {
	// Snapshot writes the store as it is at one moment into a new file in a folder and
	// returns its path; an empty folder is the one that the store itself lies in. The
	// file is checked and on the disk, and the caller's to move or remove; after an error
	// there is none. Reads and writes go on meanwhile. It is an ErrConflict where another
	// snapshot is being made.
	Snapshot(ctx context.Context, folder string) (path string, err error)
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
