package transfer

import (
	"context"
	"errors"
	"io"
	"time"

	"entente/formats"
	"entente/kg"
)

// A Conflict says what becomes of a record that is there already and differs.
type Conflict string

// What may become of it. The other records of a file are written in any case.
const (
	// ConflictClaims leaves it and makes claims of what the file says otherwise.
	ConflictClaims Conflict = "claims"
	// ConflictUpdate puts the file's record in its place, as a version that can be undone.
	ConflictUpdate Conflict = "update"
	// ConflictKeep leaves it.
	ConflictKeep Conflict = "keep"
	// ConflictRefuse refuses the item.
	ConflictRefuse Conflict = "refuse"
)

// ImportOptions are how files are imported.
type ImportOptions struct {
	// Format is that of the files; Mapping goes with it where it takes one.
	Format  formats.Format
	Mapping *formats.File
	// Writer is who imports, for the change log; Reason is why. It may be empty.
	Writer, Reason string
	// Conflict is [ConflictClaims] where it is empty.
	Conflict Conflict
	// Skip goes on after an item that is refused. Otherwise the import stops there: what
	// was written before stays, and of its own batch nothing is.
	Skip bool
	// Rejects, if set, gets the text of each item that was refused, as it was read. What
	// goes past a limit is not kept.
	Rejects io.Writer
	// Problem, if set, is told of each item that was refused, Remark of what was read
	// otherwise than it was written or left as it is in the graph, and Progress, now and
	// then, how far it is.
	Problem, Remark func(*formats.Error)
	Progress        func(Progress)
	// Replay permits files that are the history of another graph, with the times at which it
	// was written and by whom. Without it they are an [access.ErrForbidden].
	Replay bool
	// Alone says that nobody else reads the graph meanwhile, so that an empty store can
	// take in much of it faster; see [kg.Graph.BeginLoad].
	Alone bool
	// Clock tells the time; it is time.Now outside tests.
	Clock func() time.Time

	// batch is batchSize where it is 0; rehearsing is set in a dry run.
	batch      int
	rehearsing bool
}

// A Progress says how far an import is.
type Progress struct {
	// Records are those that were dealt with.
	Records int
	// Read of Size bytes of the files were read, in the pass that is under way.
	Read, Size int64
}

// A Report says what an import did.
type Report struct {
	// Batch is the id under which all was written, and can be undone. It is empty for a
	// history, whose batches keep their ids.
	Batch string `json:"batch"`
	// New records were made, Changed ones have a new version, Unchanged ones were there
	// as the file has them, and Refused are the items that were not written.
	New       int `json:"new"`
	Changed   int `json:"changed"`
	Unchanged int `json:"unchanged"`
	Refused   int `json:"refused"`
	// Claims are those among the new records that tell what a file says otherwise, and
	// Kept the fields that differ and were left as they are.
	Claims int `json:"claims"`
	Kept   int `json:"kept"`
}

// ErrRefused is wrapped by the error of an import that stopped at an item, which is an
// [*formats.Error].
var ErrRefused = errors.New("refused")

// muchSize is the size in bytes of files that are loaded as a whole graph is.
const muchSize = 4 << 20

// batchSize is how many records are written together, unless their text is longer than
// batchText in bytes.
const (
	batchSize = 5000
	batchText = 4 << 20
)

// Import writes what files say into a graph. The report is of what was done, whatever
// the error.
func Import(ctx context.Context, g *kg.Graph, files *Files, o ImportOptions) (Report, error) {
	im, err := newImporter(ctx, g, files, o)
	if err != nil {
		return Report{}, err
	}
	if o.Alone && im.fresh && files.Size() > muchSize {
		if im.loading, err = g.BeginLoad(ctx); err != nil {
			return Report{}, err
		}
	}
	err = im.run(files)
	return im.report, errors.Join(err, im.endLoad())
}

// An importer is one import.
type importer struct {
	ctx     context.Context //nolint:containedctx // it is one call
	graph   *kg.Graph
	options ImportOptions
	reading formats.ReadOptions
	// source stands for the files.
	source *kg.Source
	// there are ids of records that are known to be there.
	there recent
	// fresh is true while nothing can be there but what this import wrote; endLoad ends
	// the state in which a store takes much.
	fresh   bool
	loading func(context.Context) error
	// conflicts counts how often the present part met what others wrote.
	conflicts int
	// waiting are items that refer to what may be further on in the files.
	waiting waiting
	// header is what the rejects so far stand under.
	header []byte
	// replay, if set, writes a history.
	replay *replay
	files  *Files
	report Report
	done   int
}

func newImporter(ctx context.Context, g *kg.Graph, files *Files, o ImportOptions) (*importer, error) {
	vocabulary, err := g.Vocabulary(ctx)
	if err != nil {
		return nil, err
	}
	fresh, err := g.Untouched(ctx)
	if err != nil {
		return nil, err
	}
	hash, now := files.Hash(), o.Clock()
	batch, err := batchOf(hash, o)
	if err != nil {
		return nil, err
	}
	im := &importer{
		ctx: ctx, graph: g, options: o, files: files, fresh: fresh,
		source: &kg.Source{
			Header: kg.Header{ID: kg.ID("file-" + hash[:20])}, Title: files.Name(),
			ContentHash: "sha256:" + hash, RetrievedAt: kg.DateText(now.UTC().Format(time.DateOnly)),
		},
		reading: formats.ReadOptions{
			Now: kg.InstantOf(now), Vocabulary: vocabulary, Source: kg.ID("file-" + hash[:20]), Mapping: o.Mapping,
		},
		report: Report{Batch: batch},
	}
	switch im.options.Conflict {
	case "":
		im.options.Conflict = ConflictClaims
	case ConflictClaims, ConflictUpdate, ConflictKeep, ConflictRefuse:
	default:
		return nil, &kg.InvalidError{
			Field: "conflict", Value: string(o.Conflict), Reason: "not known",
			Accepted: "write claims, update, keep or refuse",
		}
	}
	if im.options.Reason == "" {
		im.options.Reason = "import of " + files.Name()
	}
	return im, nil
}

// batchOf returns the id of an import: the same for the same files, read in the same way.
func batchOf(hash string, o ImportOptions) (string, error) {
	mapping := ""
	if o.Mapping != nil {
		r, err := o.Mapping.Open()
		if err != nil {
			return "", err
		}
		text, err := io.ReadAll(r)
		if err = errors.Join(err, r.Close()); err != nil {
			return "", err
		}
		mapping = string(text)
	}
	return string(formats.MakeID("import", hash, o.Format.Name, mapping)), nil
}
