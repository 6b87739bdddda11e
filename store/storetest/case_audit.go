package storetest

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"entente/kg"
)

var auditCases = []contractCase{
	{"finds nothing in a graph that was written and changed", auditSound},
	{"goes through every version", auditAll},
	{"ends with the store and with its context", auditEnds},
}

// unsound says what the store finds wrong with itself, or "". A store that keeps bodies
// alone has nothing to compare them with.
func unsound(ctx context.Context, s kg.Store) string {
	auditor, ok := kg.Ability[kg.Auditor](s)
	if !ok {
		return ""
	}
	text := ""
	found := func(f kg.Finding) { text += fmt.Sprintln(f) }
	if err := auditor.Audit(ctx, found, func(int) {}); err != nil {
		return fmt.Sprintf("Audit: got error %v, want none", err)
	}
	return text
}

// auditSound has records of all classes come, change, go and come back.
func auditSound(t *testing.T, s *harness) {
	for _, write := range [][]kg.Record{fullRecords(), town(), fullRecords()} {
		s.put(t, write...)
		if text := unsound(t.Context(), s.Store); text != "" {
			t.Errorf("Audit after %s: got %s, want nothing", show(write), text)
		}
	}
	claim := fullRecords()[5]
	s.retract(t, claim)
	s.put(t, claim)
	s.retract(t, claim)
	if text := unsound(t.Context(), s.Store); text != "" {
		t.Errorf("Audit after a retraction: got %s, want nothing", text)
	}
}

// auditAll wants no less progress than there is to go through.
func auditAll(t *testing.T, s *harness) {
	auditor, ok := kg.Ability[kg.Auditor](s.Store)
	if !ok {
		return // it keeps bodies alone
	}
	var records []kg.Record
	for i := range 1200 {
		records = append(records, actor(kg.ID(fmt.Sprint("a", i)), "A"))
	}
	s.put(t, records...)
	s.put(t, records...)
	most := 0
	err := auditor.Audit(t.Context(), func(f kg.Finding) { t.Error(f) }, func(n int) { most = n })
	if err != nil || most < 2000 {
		t.Errorf("Audit of 1,200 records and as many versions: got %v and progress up to %d, want 2,000 or more",
			err, most)
	}
}

// auditEnds ends as every call does.
func auditEnds(t *testing.T, s *harness) {
	auditor, ok := kg.Ability[kg.Auditor](s.Store)
	if !ok {
		return // as above
	}
	s.put(t, town()...)
	endsAsCallsDo(t, s, call{"Audit", func(ctx context.Context, _ kg.Store) error {
		return auditor.Audit(ctx, func(f kg.Finding) { t.Error(f) }, func(int) {})
	}})
}

// WantFinding fails t unless one of the findings is of the kind and the record of want and
// says its What somewhere. With a want of no kind there must be none.
func WantFinding(t *testing.T, findings []kg.Finding, want kg.Finding) {
	t.Helper()
	if want.Kind == "" {
		if len(findings) > 0 {
			t.Errorf("got %v, want nothing", findings)
		}
		return
	}
	for _, f := range findings {
		if f.Kind == want.Kind && f.Record == want.Record && strings.Contains(f.What, want.What) && f.Remedy != "" {
			return
		}
	}
	t.Errorf("got %v, want %s of %q that says %q", findings, want.Kind, want.Record, want.What)
}
