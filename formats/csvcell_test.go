package formats

import "testing"

func TestCellsAreNoFormulas(t *testing.T) {
	for text, want := range map[string]string{
		"":                   "",
		"Syria":              "Syria",
		"a=b":                "a=b",
		`=HYPERLINK("x")`:    `'=HYPERLINK("x")`,
		"+1-2":               "'+1-2",
		"-cmd|' /C calc'!A0": "'-cmd|' /C calc'!A0",
		"@SUM(A1)":           "'@SUM(A1)",
		"\t=1":               "'\t=1",
		"\r=1":               "'\r=1",
		"\n=1":               "'\n=1",
		"＝1":                 "'＝1",
		"-44":                "-44",
		"+1.5":               "+1.5",
		"-1.5e6":             "-1.5e6",
		"-0044-03-15":        "'-0044-03-15", // a spreadsheet makes -62 of it
		"-":                  "'-",
		"-Inf":               "'-Inf",
		"-0x1p4":             "'-0x1p4",
		"'quoted":            "'quoted",
		"قوات سوريا الديمقراطية": "قوات سوريا الديمقراطية",
		"2014-01/2014-03": "2014-01/2014-03",
		"\xff=1":          "\xff=1",
	} {
		if got := Cell(text); got != want {
			t.Errorf("Cell(%q): got %q, want %q", text, got, want)
		}
	}
}
