package kg

import (
	"context"
	"slices"
)

// maySee reports whether who reads in v may see a version of a record.
func (v View) maySee(version Record) bool { return v.Restricted || !version.Keys().Restricted }

// withReasons returns entries of the log with the reasons that who reads in v may be
// told: those of versions that v may see. Whoever may see the record now might not have
// then. It takes one call of the store at the most, or two where a record rested on
// something else before.
func withReasons(ctx context.Context, s Store, v View, changes []Change) ([]Change, error) {
	if v.Restricted {
		return changes, nil
	}
	var ids []ID
	for _, c := range changes {
		if c.Reason != "" {
			ids = append(ids, c.Record)
		}
	}
	if len(ids) == 0 {
		return changes, nil
	}
	slices.Sort(ids)
	public, err := publicVersions(ctx, s, v, slices.Compact(ids))
	if err != nil {
		return nil, err
	}
	told := slices.Clone(changes)
	for i, c := range told {
		if !public[RecordVersion{c.Record, c.Version}] {
			told[i].Reason = ""
		}
	}
	return told, nil
}

// publicVersions returns those versions of the records that v may see.
func publicVersions(ctx context.Context, s Store, v View, ids []ID) (map[RecordVersion]bool, error) {
	histories, err := s.Versions(ctx, v, ids)
	if err != nil {
		return nil, err
	}
	former := make(map[ID]bool)
	for _, versions := range histories {
		nameFormer(former, versions)
	}
	hidden, err := hiddenFrom(ctx, s, v, former)
	public := make(map[RecordVersion]bool)
	for i, versions := range histories {
		for _, version := range versions {
			if v.maySee(version.Record) && !rests(version.Record, hidden) {
				public[RecordVersion{ids[i], version.Record.Head().Version}] = true
			}
		}
	}
	return public, err
}
