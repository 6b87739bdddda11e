package kg

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestNameKeysAreWholeWordsAndSkeletons(t *testing.T) {
	e := &Entity{Names: []Name{
		{Text: "Ahmed al-Sharaa", Kind: NameOfficial},
		{Text: "أحمد الشرع", Kind: NameOfficial},
	}}
	const latin, arabic = "ahmed sharaa", "احمد شرع"
	want := []NameKey{
		{NameFull, latin, latin, "Ahmed al-Sharaa", NameOfficial},
		{NameToken, "ahmed", latin, "Ahmed al-Sharaa", NameOfficial},
		{NameToken, "sharaa", latin, "Ahmed al-Sharaa", NameOfficial},
		{NameSkeleton, "hmdsr", latin, "Ahmed al-Sharaa", NameOfficial},
		{NameSkeleton, "hmd", latin, "Ahmed al-Sharaa", NameOfficial},
		{NameSkeleton, "sar", latin, "Ahmed al-Sharaa", NameOfficial},
		{NameFull, arabic, arabic, "أحمد الشرع", NameOfficial},
		{NameToken, "احمد", arabic, "أحمد الشرع", NameOfficial},
		{NameToken, "شرع", arabic, "أحمد الشرع", NameOfficial},
	}
	if diff := cmp.Diff(want, NameKeys(e)); diff != "" {
		t.Errorf("NameKeys (-want +got):\n%s", diff)
	}
}

func TestNameKeysAreDistinct(t *testing.T) {
	e := &Entity{Names: []Name{
		{Text: "Roj Roj", Kind: NameAlias},
		{Text: "Roj Roj", Kind: NameOfficial},
		{Text: "ROJ ROJ", Kind: NameFormer},
	}}
	const folded = "roj roj"
	want := []NameKey{
		{NameFull, folded, folded, "Roj Roj", NameAlias},
		{NameToken, "roj", folded, "Roj Roj", NameAlias},
		{NameSkeleton, "rjrj", folded, "Roj Roj", NameAlias},
		{NameSkeleton, "roj", folded, "Roj Roj", NameAlias},
		{NameFull, folded, folded, "ROJ ROJ", NameFormer},
		{NameToken, "roj", folded, "ROJ ROJ", NameFormer},
		{NameSkeleton, "rjrj", folded, "ROJ ROJ", NameFormer},
		{NameSkeleton, "roj", folded, "ROJ ROJ", NameFormer},
	}
	if diff := cmp.Diff(want, NameKeys(e)); diff != "" {
		t.Errorf("NameKeys (-want +got):\n%s", diff)
	}
}

func TestNameKeysOfNamesWithoutLettersAreNone(t *testing.T) {
	e := &Entity{Names: []Name{{Text: "???", Kind: NameOfficial}, {Text: "😀", Kind: NameAlias}}}
	if got := NameKeys(e); len(got) != 0 {
		t.Errorf("NameKeys: got %v, want none", got)
	}
}

func TestNameKeysOfALongNameAreBounded(t *testing.T) {
	var b strings.Builder
	for i := range 200 {
		fmt.Fprintf(&b, "name%d ", i)
	}
	got := NameKeys(&Entity{Names: []Name{{Text: b.String(), Kind: NameOfficial}}})
	tally := make(map[NameForm]int)
	for _, key := range got {
		tally[key.Form]++
		if len(key.Text) > maxFolded || len(key.Folded) > maxFolded {
			t.Errorf("%s key: got text of %d and folded name of %d bytes, want at most %d",
				key.Form, len(key.Text), len(key.Folded), maxFolded)
		}
	}
	want := map[NameForm]int{NameFull: 1, NameToken: maxWords, NameSkeleton: maxWords + 1}
	if diff := cmp.Diff(want, tally); diff != "" {
		t.Errorf("keys by form (-want +got):\n%s", diff)
	}
}
