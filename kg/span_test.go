package kg

import "testing"

func TestASpanOutOfOrderIsRefused(t *testing.T) {
	tests := []struct {
		name string
		give Span
		ok   bool
	}{
		{"exact", Span{1, 1, 2, 2}, true},
		{"unknown", Unknown.Span, true},
		{"always", Span{NegInf, NegInf, PosInf, PosInf}, true},
		{"overlapping ranges", Span{1, 9, 2, 10}, true},
		{"zero", Span{}, false},
		{"start range reversed", Span{2, 1, 5, 5}, false},
		{"end range reversed", Span{1, 1, 5, 4}, false},
		{"ends when it starts", Span{1, 1, 1, 1}, false},
	}
	for _, tt := range tests {
		if err := tt.give.validate(); (err == nil) != tt.ok {
			t.Errorf("%s: validate gives %v, want success %t", tt.name, err, tt.ok)
		}
	}
}
