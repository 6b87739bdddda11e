package transfer_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
	"entente/transfer"
)

var errFault = errors.New("fault")

// A failing store fails at one of its calls, counted from the first.
type failing struct {
	kg.Store
	left int
}

func (f *failing) next() error {
	if f.left--; f.left == 0 {
		return errFault
	}
	return nil
}

func (f *failing) Records(ctx context.Context, v kg.View, ids []kg.ID) ([]kg.Record, error) {
	if err := f.next(); err != nil {
		return nil, err
	}
	return f.Store.Records(ctx, v, ids)
}

func (f *failing) Find(ctx context.Context, v kg.View, q []kg.Query) ([][]kg.Found, error) {
	if err := f.next(); err != nil {
		return nil, err
	}
	return f.Store.Find(ctx, v, q)
}

func (f *failing) Apply(ctx context.Context, b kg.Batch) (kg.Receipt, error) {
	if err := f.next(); err != nil {
		return kg.Receipt{}, err
	}
	return f.Store.Apply(ctx, b)
}

// TestAnImportThatFailsAnywhereGoesOn lets each call of the store fail in turn. What was
// written until then is whole items, and the same import again does the rest.
func TestAnImportThatFailsAnywhereGoesOn(t *testing.T) {
	text := many(30) + "tie t1 e0 e1 1914/1918\ntie t2 e1 e2 1914/1918\nactor e0 Other 1901/..\n"
	whole := newWorld(t)
	whole.load(text)
	want := bodies(t, whole.all())
	for n := 1; ; n++ {
		w := newWorld(t)
		broken := &failing{w.store, n}
		graph := kg.NewGraph(broken, w.options().Clock)
		_, err := transfer.Import(t.Context(), graph, w.files(text), w.options())
		if broken.left > 0 {
			break // it needs fewer calls
		}
		if !errors.Is(err, errFault) {
			t.Fatalf("fault at call %d: got error %v, want the fault", n, err)
		}
		for id, body := range bodies(t, w.all()) {
			if want[id] == "" {
				t.Errorf("fault at call %d: got %s %s, which the whole import does not have", n, id, body)
			}
		}
		w.load(text)
		if diff := cmp.Diff(want, bodies(t, w.all())); diff != "" {
			t.Fatalf("after a fault at call %d and a second import (-want +got):\n%s", n, diff)
		}
	}
}
