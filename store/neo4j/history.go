package neo4j

import (
	"context"

	"entente/kg"
)

var (
	versionsStatement = statement("versions")
	changesStatement  = statement("changes")
	lastStatement     = statement("last")
)

// Versions returns all versions of each record; see [kg.Store].
func (s *Store) Versions(
	ctx context.Context, v kg.View, ids []kg.ID,
) (versions [][]kg.Version, err error) {
	err = s.reading(ctx, func() error {
		versions = make([][]kg.Version, len(ids))
		if len(ids) == 0 {
			return nil
		}
		rows, err := s.rows(ctx, v, versionsStatement, map[string]any{
			"ids": texts(ids), "restricted": v.Restricted, "current": int64(kg.StillCurrent),
		})
		if err != nil {
			return err
		}
		for _, row := range rows {
			var index int
			var list []any
			if err := scan(row, &index, &list); err != nil {
				return err
			}
			for _, values := range list {
				version, err := decodeVersion(ids[index], values)
				if err != nil {
					return err
				}
				versions[index] = append(versions[index], version)
			}
		}
		return nil
	})
	return versions, err
}

// decodeVersion reads a version of a record and the log entry that made it.
func decodeVersion(id kg.ID, value any) (kg.Version, error) {
	var class, body, action string
	var v kg.Version
	c := &v.Change
	err := scanList(value, &class, &body, &c.Version, &v.From,
		&v.To, &c.Sequence, &c.RecordedAt, &c.Batch, &c.Writer, &c.Reason, &action)
	if err != nil {
		return v, err
	}
	c.Record, c.Class, c.Action = id, kg.Class(class), kg.ChangeAction(action)
	v.Record, err = kg.DecodeBody(c.Class, []byte(body), c.Version, v.From)
	return v, err
}

// Changes returns entries of the log; see [kg.Store].
func (s *Store) Changes(
	ctx context.Context, v kg.View, after int64, limit int,
) (changes []kg.Change, err error) {
	err = s.reading(ctx, func() error {
		rows, err := s.rows(ctx, v, changesStatement, map[string]any{
			"after": after, "limit": max(limit, 0), "restricted": v.Restricted,
		})
		if err != nil {
			return err
		}
		var list []any
		if err := scan(rows[0], &list); err != nil {
			return err
		}
		for _, values := range list {
			change, err := decodeChange(values)
			if err != nil {
				return err
			}
			changes = append(changes, change)
		}
		return nil
	})
	return changes, err
}

// Last returns the end of the log; see [kg.Store].
func (s *Store) Last(ctx context.Context, v kg.View) (end kg.LogEnd, err error) {
	err = s.reading(ctx, func() error {
		rows, err := s.rows(ctx, v, lastStatement, nil)
		if err != nil {
			return err
		}
		return scan(rows[0], &end.Sequence, &end.RecordedAt)
	})
	return end, err
}

func decodeChange(value any) (c kg.Change, err error) {
	var record, class, action string
	err = scanList(value, &c.Sequence, &c.RecordedAt, &c.Batch, &c.Writer, &c.Reason,
		&record, &class, &c.Version, &action)
	c.Record, c.Class, c.Action = kg.ID(record), kg.Class(class), kg.ChangeAction(action)
	return c, err
}
