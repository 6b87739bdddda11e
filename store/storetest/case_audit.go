package storetest

import (
	"context"
	"fmt"
	"testing"

	"entente/kg"
)

var auditCases = []contractCase{
	{"finds nothing in a graph that was written and changed", auditSound},
	{"goes through every version", auditAll},
	{"ends with its context", auditContext},
}

// unsound says what the store finds wrong with itself, or "". A store that keeps bodies
// alone has nothing to compare them with.
func unsound(ctx context.Context, s kg.Store) string {
	auditor, ok := s.(kg.Auditor)
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
	auditor, ok := s.Store.(kg.Auditor)
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

// auditContext has the caller give up.
func auditContext(t *testing.T, s *harness) {
	auditor, ok := s.Store.(kg.Auditor)
	if !ok {
		return // as above
	}
	s.put(t, town()...)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err := auditor.Audit(ctx, func(f kg.Finding) { t.Error(f) }, func(int) {})
	if err == nil || ctx.Err() == nil {
		t.Errorf("Audit with a context that is done: got %v, want its error", err)
	}
}
