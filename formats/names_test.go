package formats

import (
	"strings"
	"testing"
)

func TestTermNameReadsWords(t *testing.T) {
	for text, want := range map[string]string{
		"memberOf": "member-of", "Member of": "member-of", "MEMBER_OF": "member-of", "Mémbre": "membre",
		"2nd tier": "x2nd-tier", "  a--b ": "a-b", "ISO 3166": "iso-3166", "P39": "p39",
	} {
		if got := TermName(text); got != want {
			t.Errorf("TermName(%q): got %q, want %q", text, got, want)
		}
	}
}

func TestTermNamesAreNamesOfTerms(t *testing.T) {
	for _, text := range []string{"عضو في", "", "---", "a very long name " + string(make([]byte, 500))} {
		name := TermName(text)
		if again := TermName(name); again != name {
			t.Errorf("TermName(%q): got %q, which reads as %q, want one that reads as itself", text, name, again)
		}
	}
	if TermName("عضو") == TermName("قائد") {
		t.Error("two names without Latin letters: got one term, want two")
	}
}

func TestIDsFollowFromTexts(t *testing.T) {
	if MakeID("row", "a", "bc") == MakeID("row", "ab", "c") {
		t.Error("MakeID: got one id for a,bc and ab,c, want two")
	}
	if got := KeepID("entity", "Q30"); got != "Q30" {
		t.Errorf("KeepID: got %s, want Q30", got)
	}
	if got := string(KeepID("entity", "Côte d'Ivoire")); !strings.HasPrefix(got, "Cote-d-Ivoire-") {
		t.Errorf("KeepID: got %s, want one that begins with Cote-d-Ivoire-", got)
	}
	if got := string(KeepID("entity", "قسد (SDF)")); !strings.HasPrefix(got, "entity-") {
		t.Errorf("KeepID: got %s, want one that begins with entity-, for most of it is not Latin", got)
	}
	if err := KeepID("entity", "no id / at all").Validate(); err != nil {
		t.Errorf("KeepID of another text: got error %v, want an id", err)
	}
}
