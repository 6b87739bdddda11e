package kg

import "context"

// auditPage is how many records or changes an audit holds at once.
const auditPage = 1000

// An AuditReport is where an audit tells what it finds and how far it is.
type AuditReport struct {
	// Found is called with each finding.
	Found func(Finding)
	// Progress is called now and then with what is looked at and how much of it has been.
	Progress func(what string, done int)
}

// An Audited says how much an audit has looked at.
type Audited struct{ Records, Changes int }

// Audit looks through a graph at rest and reports what is wrong: first what the store
// keeps, if that is an [Auditor]; then each record against what it refers to, the
// vocabulary and the rules that [Graph.Write] applies; then the log against the versions.
// Where the store cannot read what it keeps, it goes no further. What is written
// meanwhile may be reported though it is sound. Memory is that of a page of records and
// the versions of these. The error says that the audit could not be made.
func (g *Graph) Audit(ctx context.Context, report AuditReport) (Audited, error) {
	a := &audit{graph: g, report: report}
	if err := a.store(ctx); err != nil || a.barred {
		return a.done, err
	}
	if err := a.records(ctx); err != nil {
		return a.done, err
	}
	return a.done, a.log(ctx)
}

// An audit is one that is being made.
type audit struct {
	graph  *Graph
	report AuditReport
	done   Audited
	// barred is set by a finding that keeps from going on.
	barred bool
}

// found reports a finding.
func (a *audit) found(f Finding) {
	a.barred = a.barred || f.bars()
	a.report.Found(f)
}

// store has the store look at what it keeps.
func (a *audit) store(ctx context.Context) error {
	auditor, ok := Ability[Auditor](a.graph.Store())
	if !ok {
		return nil
	}
	return auditor.Audit(ctx, a.found, func(done int) { a.report.Progress("what the store keeps", done) })
}
