package kg

import "testing"

func TestOnlyWhatMayHaveNoEndIsOpen(t *testing.T) {
	for _, tt := range []struct {
		edtf string
		want bool
	}{{"2019/2020", false}, {"2019/..", true}, {"2019/", true}, {"/2020", false}, {"../2020", false}, {"/", true}} {
		v, err := Written{EDTF: tt.edtf}.Read(0)
		if err != nil {
			t.Fatal(err)
		}
		if got := inForce([]Span{v.Span}).Open; got != tt.want || got != v.Span.Length().Open {
			t.Errorf("%s in force: got open %v, want %v, as its length says", tt.edtf, got, tt.want)
		}
	}
}

func TestTheGapAfterAnEndUnknownIsNotOpen(t *testing.T) {
	end, next := Range{NegInf, 100}, Span{200, 200, 300, 300}
	if got, want := gapBefore(end, next), (Length{100, Endless, false}); got != want {
		t.Errorf("the gap: got %v, want %v, since it is over at 200", got, want)
	}
}
