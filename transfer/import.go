package transfer

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
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

// run reads in one goroutine and writes in another.
func (im *importer) run(files *Files) error {
	parts := make(chan part, 1)
	ctx, stop := context.WithCancel(im.ctx)
	defer stop()
	go im.read(ctx, files, parts)
	var err error
	for p := range parts {
		if err == nil {
			err = im.take(p)
		}
		if err != nil {
			stop() // and let the reader come to its end
		}
	}
	if err == nil {
		err = im.ctx.Err() // which ends the reading too
	}
	if err == nil && im.replay != nil {
		err = im.replay.finish(im)
	}
	return err
}

// A part is some items, or what went wrong after them. Nothing comes after the last.
type part struct {
	items []formats.Item
	errs  []*formats.Error // nil, or why the item of that place is refused
	err   error
	last  bool
}

// read cuts the stream of items into parts.
func (im *importer) read(ctx context.Context, files *Files, parts chan<- part) {
	defer close(parts)
	var p part
	defer func() {
		if fault := recover(); fault != nil {
			// It would end a server, since nothing else catches it in this goroutine.
			p = part{err: fmt.Errorf("a fault in the reader of %s: %v", im.options.Format.Title, fault)}
			parts <- p
		}
	}()
	var header []byte
	size, text := 0, 0
	send := func() bool {
		select {
		case parts <- p:
			p, size, text = part{}, 0, 0
			return true
		case <-ctx.Done():
			return false
		}
	}
	for item, err := range im.options.Format.Read(files.List(), im.reading) {
		placed, ok := err.(*formats.Error) //nolint:errorlint // what wraps one is not about one item
		if err != nil && !ok {
			p.err = err
			break
		}
		if (size >= cmp.Or(im.options.batch, batchSize) || text >= batchText) && !send() {
			return
		}
		if item.Header != nil {
			header = item.Header
		}
		item.Header = header
		p.items, p.errs = append(p.items, item), append(p.errs, placed)
		size += max(1, len(item.Records)+len(item.Named))
		text += len(item.Raw)
	}
	p.last = p.err == nil
	send()
}

// take writes a part.
func (im *importer) take(p part) error {
	if err := im.ctx.Err(); err != nil {
		return err
	}
	if p.err != nil && !im.options.Skip {
		return p.err // the file is cut off, who knows where
	}
	var good []formats.Item
	for i, item := range p.items {
		for _, remark := range item.Remarks {
			im.remark(remark)
		}
		if p.errs[i] == nil {
			good = append(good, item)
			continue
		}
		if err := im.refuse(item, p.errs[i]); err != nil {
			return err
		}
	}
	good = im.withAwaited(good, p.last)
	if len(good) > 0 {
		if err := im.write(good, p.last); err != nil {
			return err
		}
	}
	if im.options.Progress != nil {
		im.options.Progress(Progress{im.done, im.files.read.Load(), im.files.Size()})
	}
	return p.err
}

// write writes good items: those of a history as they were, others as they fit in.
func (im *importer) write(items []formats.Item, last bool) error {
	history := slices.IndexFunc(items, func(item formats.Item) bool { return item.Change != nil })
	if im.replay == nil && history == 0 && im.report == (Report{Batch: im.report.Batch}) {
		var err error
		if im.replay, err = newReplay(im); err != nil {
			return err
		}
	}
	switch {
	case im.replay != nil:
		return im.replay.write(im, items)
	case history >= 0:
		return refusal(items[history].At, &kg.InvalidError{
			Reason: "a version of a history among plain records", Accepted: "import a history by itself",
		})
	default:
		return im.fit(items, last)
	}
}

// refusal is the error of an import that cannot go on at a place.
func refusal(at formats.Position, why error) error {
	return fmt.Errorf("%w: %w", ErrRefused, &formats.Error{At: at, Err: why})
}

// refuse counts an item that is not written and keeps its text.
func (im *importer) refuse(item formats.Item, why *formats.Error) error {
	im.report.Refused++
	if im.options.Problem != nil {
		im.options.Problem(why)
	}
	if !im.options.Skip {
		return fmt.Errorf("%w: %w", ErrRefused, why)
	}
	if im.options.Rejects == nil || len(item.Raw) == 0 || errors.Is(why, kg.ErrLimit) {
		return nil // of what is too long there is the beginning only
	}
	for i, text := range [][]byte{item.Header, item.Raw} {
		if len(text) == 0 || i == 0 && bytes.Equal(text, im.header) {
			continue
		}
		if text[len(text)-1] != '\n' {
			text = append(text[:len(text):len(text)], '\n')
		}
		if _, err := im.options.Rejects.Write(text); err != nil {
			return fmt.Errorf("keep what was refused: %w", err)
		}
	}
	im.header = item.Header
	return nil
}

func (im *importer) remark(what *formats.Error) {
	if im.options.Remark != nil {
		im.options.Remark(what)
	}
}
