package kg

import "testing"

func TestNamePrefersLanguageThenUseThenOfficial(t *testing.T) {
	in := func(edtf string) *Validity {
		v, err := Written{EDTF: edtf}.Read(0)
		if err != nil {
			t.Fatal(err)
		}
		return &v
	}
	e := &Entity{Names: []Name{
		{Text: "Forces of Democratic Syria", Language: "en", Kind: NameFormer, Validity: in("2015/2016")},
		{Text: "SDF", Language: "en", Kind: NameAcronym},
		{Text: "Syrian Democratic Forces", Language: "en", Kind: NameOfficial, Validity: in("2016-06/..")},
		{Text: "قسد", Language: "ar", Kind: NameAcronym},
		{Text: "قوات سوريا الديمقراطية", Language: "ar", Kind: NameOfficial},
	}}
	tests := []struct{ name, language, at, want string }{
		{"the first official name in use", "", "2026", "Syrian Democratic Forces"},
		{"in a language", "ar", "2026", "قوات سوريا الديمقراطية"},
		{"in a language without a name", "ku", "2026", "Syrian Democratic Forces"},
		{"one in use before one that is not yet", "en", "2016-01", "SDF"},
		{"another language's official name in use before an acronym", "", "2016-01", "قوات سوريا الديمقراطية"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w, err := ParseWindow(tt.at, "")
			if err != nil {
				t.Fatal(err)
			}
			if got := e.Name(tt.language, w); got != tt.want {
				t.Errorf("Name(%q, %s) = %q, want %q", tt.language, tt.at, got, tt.want)
			}
		})
	}
}

func TestAnEntityWithoutAnOfficialNameHasAName(t *testing.T) {
	e := &Entity{Names: []Name{{Text: "old", Kind: NameFormer}, {Text: "alias", Kind: NameAlias}}}
	if got := e.Name("", Always); got != "alias" {
		t.Errorf("Name = %q, want the alias", got)
	}
}
