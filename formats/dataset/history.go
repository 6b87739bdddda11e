package dataset

import (
	"fmt"
	"strconv"
	"time"

	"entente/formats"
	"entente/kg"
)

// recordedLayout writes a recorded time; RFC 3339 in UTC, with all its microseconds.
const recordedLayout = "2006-01-02T15:04:05.000000Z"

// infoOf returns what a collection says that was written from a graph.
func infoOf(a formats.About) *Info {
	return &Info{
		Format: formatVersion, Title: a.Title, Licences: a.Licences, AsOf: a.Valid,
		Known: formats.KnownText(a.Known), AccordingTo: list[string](a.AccordingTo),
		Certainty: string(a.Certainty), Where: a.Where,
	}
}

// changeOf returns the shape of a change. What the record says itself is left out, and
// the sequence number, which each store makes for itself.
func changeOf(c kg.Change) *change {
	return &change{
		RecordedAt: c.RecordedAt.Time().Format(recordedLayout), Action: string(c.Action),
		Version: c.Version, Batch: c.Batch, Writer: c.Writer, Reason: c.Reason,
	}
}

// of returns the change of the one record of a line.
func (c *change) of(records []kg.Record) (*kg.Change, error) {
	at, err := time.Parse(recordedLayout, c.RecordedAt)
	switch action := kg.ChangeAction(c.Action); {
	case len(records) != 1:
		return nil, &kg.InvalidError{
			Field: "change", Reason: "of more than one record",
			Accepted: "write participants, place and within as relationships",
		}
	case action != kg.ActionCreated && action != kg.ActionUpdated && action != kg.ActionRetracted:
		return nil, &kg.InvalidError{
			Field: "change.action", Value: c.Action, Reason: "not known",
			Accepted: fmt.Sprintf("write %s, %s, %s", kg.ActionCreated, kg.ActionUpdated, kg.ActionRetracted),
		}
	case c.Version < 1:
		return nil, &kg.InvalidError{
			Field: "change.version", Value: strconv.Itoa(c.Version), Reason: "versions are counted from 1",
		}
	case err != nil:
		return nil, &kg.InvalidError{
			Field: "change.recordedAt", Value: c.RecordedAt, Reason: "not a recorded time",
			Accepted: "write UTC with microseconds, such as 2026-01-15T12:00:00.000000Z",
		}
	}
	return &kg.Change{
		RecordedAt: kg.RecordedTime(at.UnixMicro()), Batch: c.Batch, Writer: c.Writer, Reason: c.Reason,
		Record: records[0].Head().ID, Class: records[0].Class(), Version: c.Version,
		Action: kg.ChangeAction(c.Action),
	}, nil
}
