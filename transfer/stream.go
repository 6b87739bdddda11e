package transfer

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"entente/formats"
	"entente/kg"
)

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
