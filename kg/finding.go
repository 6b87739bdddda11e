package kg

import "fmt"

// A FindingKind says what sort of thing is wrong with a graph at rest.
type FindingKind string

// The kinds, from the disk up to what the graph means.
const (
	// FindingDamaged says that the database itself finds its files damaged.
	FindingDamaged FindingKind = "DAMAGED"
	// FindingUnreadable says that the body of a version cannot be read.
	FindingUnreadable FindingKind = "UNREADABLE"
	// FindingIndex says that what a record is found by is not what its body says.
	FindingIndex FindingKind = "INDEX"
	// FindingHistory says that the versions of a record do not follow one another.
	FindingHistory FindingKind = "HISTORY"
	// FindingLog says that the log is out of order or does not tell of a version.
	FindingLog FindingKind = "LOG"
	// FindingDangling says that a record refers to one that is not there.
	FindingDangling FindingKind = "DANGLING"
	// FindingUnsourced says that a relationship has no source.
	FindingUnsourced FindingKind = "UNSOURCED"
	// FindingRule says that a record would be refused if it were written now.
	FindingRule FindingKind = "RULE"
	// FindingStale says that what was derived from other records has not followed them.
	FindingStale FindingKind = "STALE"
)

// remedies say what to do about a finding of each kind.
var remedies = map[FindingKind]string{
	FindingDamaged:    "restore a backup",
	FindingUnreadable: "restore a backup",
	FindingIndex:      "export with --history and import that into a new store, which derives it anew",
	FindingHistory:    "restore a backup; what is shown of the present is not affected",
	FindingLog:        "restore a backup; what is shown of the present is not affected",
	FindingDangling:   "bring back what it refers to, or change or retract this record",
	FindingUnsourced:  "give it a source, or retract it",
	FindingRule:       "correct the record or the term",
	FindingStale:      "update the record, if only its note: what is derived is then derived anew",
}

// A Finding is one thing that [Graph.Audit] found wrong.
type Finding struct {
	Kind FindingKind `json:"kind"`
	// Record is the id of the record that it is about; empty if it is about none.
	Record ID `json:"record,omitempty"`
	// What is wrong, and Remedy what to do about it, are each a few words in English.
	What   string `json:"what"`
	Remedy string `json:"remedy"`
}

// NewFinding returns a finding with the remedy of its kind.
func NewFinding(kind FindingKind, record ID, format string, values ...any) Finding {
	return Finding{Kind: kind, Record: record, What: fmt.Sprintf(format, values...), Remedy: remedies[kind]}
}

// String writes the finding in one line.
func (f Finding) String() string {
	of := ""
	if f.Record != "" {
		of = " " + shorten(string(f.Record))
	}
	return fmt.Sprintf("%s%s: %s; %s", f.Kind, of, f.What, f.Remedy)
}

// bars reports whether what lies above cannot be looked at before f is mended.
func (f Finding) bars() bool { return f.Kind == FindingDamaged || f.Kind == FindingUnreadable }
