package kg

import (
	"errors"
	"testing"
)

func TestParseQuantity(t *testing.T) {
	tests := []struct {
		give, want string
		min, max   float64 // −1 for none
	}{
		{"81", "81", 81, 81},
		{"~1500", "~1500", 1500, 1500},
		{"~1500 people", "~1500 people", 1500, 1500},
		{">200", ">200", 200, -1},
		{">=200", ">=200", 200, -1},
		{"≥200", ">=200", 200, -1},
		{"<7000", "<7000", -1, 7000},
		{"≤7000 people", "<=7000 people", -1, 7000},
		{"3000–5000", "3000..5000", 3000, 5000},
		{"3000-5000 people", "3000..5000 people", 3000, 5000},
		{"3000..5000", "3000..5000", 3000, 5000},
		{"0.5 km", "0.5 km", 0.5, 0.5},
		{"0", "0", 0, 0},
		{" 15 days ", "15 days", 15, 15},
	}
	for _, tt := range tests {
		t.Run(tt.give, func(t *testing.T) {
			q, err := ParseQuantity(tt.give)
			if err != nil {
				t.Fatalf("ParseQuantity(%q) = %v", tt.give, err)
			}
			if got := q.String(); got != tt.want {
				t.Errorf("ParseQuantity(%q) writes %q, want %q", tt.give, got, tt.want)
			}
			if got := orNone(q.Min); got != tt.min {
				t.Errorf("ParseQuantity(%q).Min = %v, want %v", tt.give, got, tt.min)
			}
			if got := orNone(q.Max); got != tt.max {
				t.Errorf("ParseQuantity(%q).Max = %v, want %v", tt.give, got, tt.max)
			}
		})
	}
}

func orNone(p *float64) float64 {
	if p == nil {
		return -1
	}
	return *p
}

func TestParseQuantityRefuses(t *testing.T) {
	for _, give := range []string{
		"", "many", "1,500", "~", ">", "1e3", "NaN", "Infinity", "5..3", "~3..5", "81people",
		"99999999999999999999", "1 2 3", "--5", "81 people; DROP", "٨١",
	} {
		_, err := ParseQuantity(give)
		var invalid *InvalidError
		if !errors.As(err, &invalid) {
			t.Errorf("ParseQuantity(%q) = %v, want an InvalidError", give, err)
		}
	}
}

// FuzzQuantity checks that what is read is written in a form that reads alike.
func FuzzQuantity(f *testing.F) {
	for _, seed := range []string{"81", "~1500 people", "≥200", "3000–5000", "<0.25 km", "-0", "00"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		q, err := ParseQuantity(text)
		if err != nil {
			return
		}
		again, err := ParseQuantity(q.String())
		if err != nil || again.String() != q.String() {
			t.Errorf("%q is written %q, which reads as %q, %v", text, q, again, err)
		}
	})
}
