package neo4j

import (
	"context"

	"entente/kg"
)

var (
	recordsStatement = statement("records")
	pastRecords      = statement("past_records")
)

// Records returns the record of each id; see [kg.Store].
func (s *Store) Records(
	ctx context.Context, v kg.View, ids []kg.ID,
) (records []kg.Record, err error) {
	if err := s.fix(ctx, v.Known); err != nil {
		return nil, err
	}
	err = s.reading(ctx, func() error {
		records = make([]kg.Record, len(ids))
		if len(ids) == 0 {
			return nil
		}
		text := recordsStatement
		if v.Known != 0 {
			text = pastRecords
		}
		rows, err := s.rows(ctx, v, text, viewed(v, map[string]any{"ids": texts(ids)}))
		if err != nil {
			return err
		}
		for _, row := range rows {
			if err := s.decoded.takeRecord(row, records); err != nil {
				return err
			}
		}
		return nil
	})
	return records, err
}

// takeRecord puts a row [i, class, body, version, recordedFrom] in its place. The
// class is null where there is no record.
func (d *decoded) takeRecord(row []any, records []kg.Record) error {
	var index int
	var class string
	if err := scan(row[:2], &index, &class); err != nil || class == "" {
		return err
	}
	record, err := d.record(kg.Class(class), row[2:])
	if err != nil {
		return err
	}
	records[index] = record
	return nil
}
