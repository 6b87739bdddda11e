package transfer

import (
	"cmp"
	"errors"

	"entente/formats"
	"entente/kg"
)

// leaveOut refuses or puts off the items of some places and returns the others.
func (im *importer) leaveOut(
	items []formats.Item, refused map[int]error, last bool,
) ([]formats.Item, error) {
	var rest []formats.Item
	for i, item := range items {
		why, bad := refused[i]
		if !bad {
			rest = append(rest, item)
			continue
		}
		if !last {
			later, err := im.putOff(item)
			if err != nil {
				return nil, err
			}
			if later {
				continue
			}
		}
		if err := im.refuse(item, &formats.Error{At: item.At, Err: why}); err != nil {
			return nil, err
		}
	}
	return rest, nil
}

// errAgain says that a record was not as it was looked up, or was there already although
// nothing could be, had the file named each id once. Then all are looked up again.
var errAgain = errors.New("again")

// maxConflicts is how often one part is decided anew because others write too.
const maxConflicts = 10

// examine finds out which items a batch was refused for.
func (im *importer) examine(f *fitting, cause error) (map[int]error, error) {
	var invalid *kg.InvalidError
	var conflict *kg.ConflictError
	isConflict := errors.As(cause, &conflict)
	switch {
	case isConflict && im.fresh:
		im.fresh = false
		return nil, cmp.Or(im.endLoad(), errAgain)
	case isConflict && im.conflicts < maxConflicts:
		im.conflicts++
		return nil, errAgain // somebody else writes too: look again
	case isConflict:
		if places := f.by[conflict.Record]; len(places) > 0 {
			return blame(nil, places, cause), nil
		}
		return nil, cause
	case !errors.As(cause, &invalid) && !errors.Is(cause, kg.ErrLimit):
		return nil, cause
	}
	wrong, err := im.graph.Check(im.ctx, im.batch(f.writes))
	if err != nil {
		return nil, err
	}
	refused := map[int]error{}
	for id, why := range wrong {
		refused = blame(refused, f.by[id], why)
	}
	if len(refused) == 0 {
		return nil, cause
	}
	return refused, nil
}

// blame notes why the items of some places are refused.
func blame(refused map[int]error, places []int, why error) map[int]error {
	if refused == nil {
		refused = map[int]error{}
	}
	for _, place := range places {
		if refused[place] == nil {
			refused[place] = why
		}
	}
	return refused
}
