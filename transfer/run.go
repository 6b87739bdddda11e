package transfer

import (
	"context"
	"errors"

	"entente/kg"
)

// A Mode says whether an import is tried before, or instead.
type Mode struct {
	// DryRun does everything but write: it reports what would be written and each item
	// that would be refused.
	DryRun bool
	// Atomic does a dry run first, and writes only if no item is refused. Otherwise what
	// is written before the first refusal stays.
	Atomic bool
	// Scratch opens an empty store for it, which ends when it is closed.
	Scratch func(context.Context) (kg.Store, error)
}

// Run imports files in a mode; see [Import].
func Run(ctx context.Context, g *kg.Graph, files *Files, o ImportOptions, m Mode) (Report, error) {
	if m.Atomic && o.Skip {
		return Report{}, &kg.InvalidError{Field: "atomic", Reason: "all or nothing is written: nothing can be skipped"}
	}
	if m.DryRun {
		o.Skip, o.rehearsing = true, true
		return rehearse(ctx, g, files, o, m)
	}
	if m.Atomic {
		trial := o
		trial.Rejects, trial.Remark = nil, nil
		if report, err := rehearse(ctx, g, files, trial, m); err != nil || report.Refused > 0 {
			return Report{Batch: report.Batch, Refused: report.Refused}, err
		}
	}
	return Import(ctx, g, files, o)
}

// rehearse imports into a scratch store over the graph.
func rehearse(
	ctx context.Context, g *kg.Graph, files *Files, o ImportOptions, m Mode,
) (report Report, err error) {
	empty, err := m.Scratch(ctx)
	if err != nil {
		return Report{}, err
	}
	defer func() { err = errors.Join(err, empty.Close()) }()
	over := kg.NewGraph(Over(g.Store(), empty), o.Clock)
	return Import(ctx, over, files, o)
}
