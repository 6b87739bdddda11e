package kg

import (
	"context"
	"io"
	"iter"
)

// A Store keeps one knowledge graph: its records, every version they ever had,
// and the log of changes. It compares numbers and texts and knows nothing of what
// they mean; the rules are a [Graph]'s.
//
// Methods are safe for concurrent use and return promptly with an error that
// wraps ctx.Err() once ctx is done. A store that cannot be reached returns
// errors that wrap ErrUnavailable. Reads see every batch acknowledged by this
// Store before they began, and whole batches only. A record that the view may not
// see is treated as if it were not there; the ends of a relationship that it may
// see come along. A Consistency of the view that is no token of this store is refused
// with an [*InvalidError]. A condition on a key that a class lacks finds nothing. After
// Close, which may be called twice, methods return ErrUnavailable. Package
// storetest states this contract as tests.
//
// Records, Find, Count, Search and All show each record, and the ends of each
// relationship, in the version that was current at the view's Known: From ≤ Known
// < To. What was restricted then, or is so in its latest version, is hidden.
// Versions, Changes, Last and Receipt do not look at Known. Such a read fixes what was
// known then: what is applied after it is recorded later than its Known, if the clock
// had come to that, in whatever process and wherever the clock goes.
type Store interface {
	// Records returns the record of each id, in the order asked, and nil in the
	// place of one that is not there.
	Records(ctx context.Context, v View, ids []ID) ([]Record, error)

	// Find answers each query with a page of its own, in the order asked.
	Find(ctx context.Context, v View, queries []Query) ([][]Found, error)

	// Count tallies what each query finds, Keep included, without regard to its
	// Order, After and Limit: one Tally for each entity class and kind that occurs, and with Of for
	// each direction, ordered by these.
	Count(ctx context.Context, v View, queries []Query) ([][]Tally, error)

	// Search answers each probe with the entities that have a name key it asks
	// for, ordered by (Folded, ID) of the first such key; see [NameProbe].
	Search(ctx context.Context, v View, probes []NameProbe) ([][]NameHit, error)

	// Versions returns, for each id in the order asked, all versions that the
	// record ever had, oldest first; none for an unknown id. Where the latest
	// version of a record is hidden from v, so are all. A record that comes back
	// after it was retracted goes on counting its versions.
	Versions(ctx context.Context, v View, ids []ID) ([][]Version, error)

	// Changes returns the entries of the log after a sequence number, in order, at
	// most limit of them. Entries of one batch follow the order of its writes. Those
	// about records whose latest version v may not see are left out.
	Changes(ctx context.Context, v View, after int64, limit int) ([]Change, error)

	// Last returns the end of the log as v's Consistency lets it be seen: the zero
	// LogEnd where nothing was ever written. It is cheap enough to ask every second.
	Last(ctx context.Context, v View) (LogEnd, error)

	// All yields every record that is current at v's Known: terms, sources, entities,
	// relationships and claims, each class in id order, as of one moment. It stops
	// after the first error. The store may be read and written meanwhile.
	All(ctx context.Context, v View) iter.Seq2[Record, error]

	// Receipt returns the receipt of the batch that writer applied with the key,
	// or nil if there was none. It also settles what became of a batch whose Apply
	// ended in doubt.
	Receipt(ctx context.Context, writer, key string) (*Receipt, error)

	// Apply makes all of b's writes or, when it returns an error, none. It refuses
	// with ErrConflict what a Write or Unchanged does not find as expected, what
	// refers to a record that would not be there afterwards or is of another
	// class, and the retraction of a record that others refer to. Two writes to one
	// id in a batch are refused, and so is the retraction of what is not there. A
	// batch whose Key was applied before is answered as [Batch] says.
	Apply(ctx context.Context, b Batch) (Receipt, error)

	io.Closer
}
