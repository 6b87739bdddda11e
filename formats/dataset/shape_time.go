package dataset

import "entente/kg"

// A validity is EDTF text alone, or a mapping. That of a tie to an event may be
// [timeOfEvent].
type validity struct {
	EDTF          string `name:"edtf"`
	AttestedFrom  string `name:"attestedFrom"`
	AttestedUntil string `name:"attestedUntil"`
	StartedAfter  string `name:"startedAfter"`
	EndedBefore   string `name:"endedBefore"`
	Ended         bool   `name:"ended"`
	Scheduled     bool   `name:"scheduled"`
	Zone          string `name:"zone"`
}

// timeOfEvent in place of a date says that a tie has no dates of its own and holds
// when the event at one of its ends does.
const timeOfEvent = "event"

func (v *validity) fromScalar(n *node) { v.EDTF = n.text }

func (v *validity) toScalar() *node {
	if *v == (validity{EDTF: v.EDTF}) {
		return textOf(v.EDTF)
	}
	return nil
}

// written returns what v says in the terms of package kg.
func (v *validity) written() kg.Written {
	return kg.Written{
		EDTF: v.EDTF, AttestedFrom: v.AttestedFrom, AttestedUntil: v.AttestedUntil,
		StartedAfter: v.StartedAfter, EndedBefore: v.EndedBefore,
		Ended: v.Ended, Scheduled: v.Scheduled, Zone: kg.Zone(v.Zone),
	}
}

// validityOf returns the shape of a validity that people wrote.
func validityOf(w kg.Written) *validity {
	return &validity{
		EDTF: w.EDTF, AttestedFrom: w.AttestedFrom, AttestedUntil: w.AttestedUntil,
		StartedAfter: w.StartedAfter, EndedBefore: w.EndedBefore,
		Ended: w.Ended, Scheduled: w.Scheduled, Zone: string(w.Zone),
	}
}

// tieValidityOf returns the shape of the validity of a relationship. It is never left
// out: what a tie without one means depends on where it stands.
func tieValidityOf(w kg.Written) *validity {
	if w.EDTF == "" {
		return &validity{EDTF: timeOfEvent}
	}
	return validityOf(w)
}
