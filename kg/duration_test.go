package kg_test

import (
	"strings"
	"testing"

	"entente/kg"
)

func TestParseDurationReadsUnitsOfFixedLength(t *testing.T) {
	for text, want := range map[string]kg.Duration{
		"P30D": 30 * 86400, "P2W": 14 * 86400, "PT6H": 6 * 3600, "PT90M": 5400, "PT1S": 1, "P0D": 0,
		"P1W2DT3H4M5S": 9*86400 + 3*3600 + 4*60 + 5, "P07D": 7 * 86400, "P7320000D": kg.MaxDuration,
	} {
		if got, err := kg.ParseDuration(text); err != nil || got != want {
			t.Errorf("ParseDuration(%q) = %d, %v; want %d", text, got, err, want)
		}
	}
}

func TestParseDurationRefusesByName(t *testing.T) {
	for text, want := range map[string]string{
		"":                            "not a duration",
		"30":                          "not a duration",
		"30D":                         "not a duration",
		"P":                           "not a duration",
		"PT":                          "not a duration",
		"P1DT":                        "not a duration",
		"P1H":                         "not a duration",
		"p1d":                         "not a duration",
		"P1 D":                        "not a duration",
		"-P1D":                        "a sign",
		"+P1D":                        "a sign",
		"P1.5D":                       "a fraction",
		"PT0,5H":                      "a fraction",
		"P1Y":                         "years, which are not equally long",
		"P1Y2M":                       "years, which are not equally long",
		"P3M":                         "months, which are not equally long",
		"P7320000DT1S":                "longer than from the year -9999 to 9999",
		"P99999999999999999999W":      "longer than from the year -9999 to 9999",
		"P" + strings.Repeat("1", 99): "not a duration",
		"P\x00D":                      "not a duration",
	} {
		_, err := kg.ParseDuration(text)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("ParseDuration(%q) = %v, want an error that says %q", text, err, want)
		}
	}
}

func FuzzParseDuration(f *testing.F) {
	for _, text := range []string{"P30D", "PT6H", "P1W2DT3H4M5S", "P1Y", "-P1D", "P", "PT"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if d, err := kg.ParseDuration(text); d < 0 || d > kg.MaxDuration || err != nil && d != 0 {
			t.Errorf("ParseDuration(%q) = %d, %v; want a length in range, or an error alone", text, d, err)
		}
	})
}
