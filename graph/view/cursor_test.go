package view

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
)

func TestACursorIsReadAsItWasWritten(t *testing.T) {
	start := kg.Order{Field: kg.OrderStart}
	tests := []struct {
		name  string
		order kg.Order
		key   kg.Key
	}{
		{"by id", kg.Order{Field: kg.OrderID}, kg.Key{ID: "a"}},
		{"by start", start, kg.Key{Number: -62_135_596_800, ID: "a"}},
		{"without a beginning", start, kg.Key{Number: int64(kg.NegInf), ID: "a"}},
		{"without an end", kg.Order{Field: kg.OrderEnd}, kg.Key{Number: int64(kg.PosInf), ID: "a"}},
		{"of the greatest number", start, kg.Key{Number: math.MaxInt64, ID: "a"}},
		{"downwards", kg.Order{Field: kg.OrderEnd, Descending: true}, kg.Key{Number: 1, ID: "a"}},
		{"by a name with quotes", kg.Order{Field: kg.OrderName}, kg.Key{Text: `"\` + "\n\u2028<b>", ID: "a"}},
		{"by a name in Arabic", kg.Order{Field: kg.OrderName}, kg.Key{Text: "قوات سوريا الديمقراطية", ID: "a"}},
		{
			"by the longest name and id",
			kg.Order{Field: kg.OrderName},
			kg.Key{Text: strings.Repeat("𒀀", kg.MaxName), ID: kg.ID(strings.Repeat("a", 128))},
		},
		{
			"by the longest name of control characters",
			kg.Order{Field: kg.OrderName},
			kg.Key{Text: strings.Repeat("\x01", kg.MaxName), ID: kg.ID(strings.Repeat("a", 128))},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text := encodeCursor(tt.order, tt.key)
			got, err := decodeCursor("after", tt.order, &text)
			if err != nil {
				t.Fatalf("decode: got error %v, want none", err)
			}
			if diff := cmp.Diff(&tt.key, got); diff != "" {
				t.Errorf("the key (-written +read):\n%s", diff)
			}
			tt.order.Descending = !tt.order.Descending
			if _, err := decodeCursor("after", tt.order, &text); !blames(err, "after") {
				t.Errorf("read in the other direction: got error %v, want one that blames after", err)
			}
		})
	}
}

func TestNoCursorIsNoKey(t *testing.T) {
	if key, err := decodeCursor("after", kg.Order{}, nil); key != nil || err != nil {
		t.Errorf("decode of none: got %v and error %v, want neither", key, err)
	}
}

// blames reports whether an error is about a field.
func blames(err error, field string) bool {
	invalid, ok := errors.AsType[*kg.InvalidError](err)
	return ok && invalid.Field == field
}

// FuzzDecodeCursor holds that a text is either refused or the cursor of a key.
func FuzzDecodeCursor(f *testing.F) {
	order := kg.Order{Field: kg.OrderStart}
	for _, seed := range []string{
		"", "x", "e30", "bnVsbA", "W10", encodeCursor(order, kg.Key{Number: 1, ID: "a"}),
		encodeCursor(kg.Order{Field: kg.OrderName, Descending: true}, kg.Key{Text: "a", ID: "a"}),
		strings.Repeat("A", maxCursor+1),
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		key, err := decodeCursor("before", order, &text)
		if err != nil {
			if !blames(err, "before") {
				t.Errorf("got error %v, want one that blames before", err)
			}
			return
		}
		if err := key.ID.Validate(); err != nil {
			t.Errorf("got a key of id %q, want a good id", key.ID)
		}
		again := encodeCursor(order, *key)
		if same, err := decodeCursor("before", order, &again); err != nil || *same != *key {
			t.Errorf("written again it is read as %v, %v; want %v", same, err, *key)
		}
	})
}
