package formats

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
)

func TestLinesAreReadWhateverEndsThem(t *testing.T) {
	var got []string
	for line, err := range Lines(TextFile("f", []byte("\ufeffone\r\n\n\ntwo\nthree"))) {
		if err != nil {
			t.Fatalf("got error %v, want none", err)
		}
		got = append(got, line.At.String()+" "+string(line.Text))
	}
	want := []string{"f:1:1 one", "f:4:1 two", "f:5:1 three"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
}

func TestABadLineIsOneError(t *testing.T) {
	var got []string
	for line, err := range Lines(TextFile("f", []byte("good\nb\xffd\ngood"))) {
		var placed *Error
		if errors.As(err, &placed) {
			got = append(got, placed.At.String())
			continue
		}
		got = append(got, string(line.Text))
	}
	if diff := cmp.Diff([]string{"good", "f:2:2", "good"}, got); diff != "" {
		t.Errorf("lines and errors (-want +got):\n%s", diff)
	}
}

func TestAnEndlessLineIsRefusedAndSkipped(t *testing.T) {
	long := File{Name: "f", Open: func() (io.ReadCloser, error) {
		first := io.LimitReader(endless('x'), 3*MaxLine)
		return io.NopCloser(io.MultiReader(first, strings.NewReader("\nnext"))), nil
	}}
	var got []string
	for line, err := range Lines(long) {
		switch {
		case errors.Is(err, kg.ErrLimit):
			got = append(got, "too long")
			if len(line.Text) > MaxLine {
				t.Errorf("got %d bytes, want at most %d", len(line.Text), MaxLine)
			}
		case err == nil:
			got = append(got, string(bytes.TrimSpace(line.Text)))
		}
	}
	if diff := cmp.Diff([]string{"too long", "next"}, got); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
}

// endless reads as one byte again and again.
type endless byte

func (b endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(b)
	}
	return len(p), nil
}
