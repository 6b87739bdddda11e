package geojson_test

import (
	"os"
	"strconv"
	"testing"

	"entente/internal/exporttest"
)

func write(t testing.TB, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func itoa(n int) string { return strconv.Itoa(n) }

// The page on the format shows this file.
func TestThePageShowsWhatIsWritten(t *testing.T) {
	const path = "../../docs/formats/examples/geojson/battles.geojson"
	x := exporttest.Of(t, world(t)...)
	x.About.Title = "Two battles"
	got, _ := written(t, x)
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is not what is written now:\n%s", path, got)
	}
}
