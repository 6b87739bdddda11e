package graph_test

import (
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/alecthomas/kong"

	"entente/graph"
	"entente/kg"
	"entente/store/storetest"
)

// limitRow matches a row of docs/limits.md about a flag.
var limitRow = regexp.MustCompile("(?m)^\\| `(--limit-[a-z-]+)` \\| `(ENTENTE_LIMIT_[A-Z_]+)` \\| (\\w+)( bytes)? \\|")

// TestThePageOfLimitsSaysWhatTheFlagsDo compares docs/limits.md with the flags.
func TestThePageOfLimitsSaysWhatTheFlagsDo(t *testing.T) {
	var flags struct {
		Limits graph.Limits `embed:"" prefix:"limit-" envprefix:"ENTENTE_LIMIT_"`
	}
	parser, err := kong.New(&flags)
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, flag := range parser.Model.Flags {
		if strings.HasPrefix(flag.Name, "limit-") {
			want = append(want, fmt.Sprintf("--%s %s %s", flag.Name, flag.Envs[0], flag.Default))
		}
	}
	var got []string
	for _, row := range limitRow.FindAllStringSubmatch(readFile(t, "../docs/limits.md"), -1) {
		got = append(got, fmt.Sprintf("%s %s %s", row[1], row[2], row[3]))
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("docs/limits.md has the rows\n%s\nwant those of the flags\n%s",
			strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestThePageOfLimitsSaysWhatTheConstantsAre looks for the limits that have no flag.
func TestThePageOfLimitsSaysWhatTheConstantsAre(t *testing.T) {
	page := readFile(t, "../docs/limits.md")
	for _, row := range []string{
		fmt.Sprintf("| a page, by `first` or `last` | %d, %d if neither is given |", kg.MaxPage, kg.DefaultPage),
		fmt.Sprintf("| records asked for by id | %d |", kg.MaxIDs),
		fmt.Sprintf("| records on one level of a query | %d |", kg.MaxRows),
		fmt.Sprintf("| entities of a neighbourhood | %d, from %d entities, %d hops |", kg.MaxNeighborhood, kg.MaxNeighborhoods, kg.MaxDepth),
		fmt.Sprintf("| entities of a picture | %d |", kg.MaxPicture),
		fmt.Sprintf("| hops of a path, paths | %d, %d |", kg.MaxPathLength, kg.MaxPaths),
		fmt.Sprintf("| periods of a timeline | %d |", kg.MaxBuckets),
		fmt.Sprintf("| claimants of a view | %d |", kg.MaxClaimants),
		fmt.Sprintf("| depth of `has` in `has` | %d |", kg.MaxHasDepth),
		fmt.Sprintf("| a name, a quote | %d characters |", max(kg.MaxName, kg.MaxQuote)),
		fmt.Sprintf("| a text | %d characters |", kg.MaxText),
		fmt.Sprintf("| an address | %d characters |", kg.MaxAddress),
		fmt.Sprintf("| items of a list of a record | %d |", kg.MaxItems),
	} {
		if !strings.Contains(page, row) {
			t.Errorf("docs/limits.md lacks the row %s", row)
		}
	}
}

// TestALimitThatLetsNothingThroughIsRefused sets each limit to 0 and below.
func TestALimitThatLetsNothingThroughIsRefused(t *testing.T) {
	if err := graph.DefaultLimits().Validate(); err != nil {
		t.Fatalf("the defaults: got error %v, want none", err)
	}
	fields := reflect.TypeFor[graph.Limits]()
	for i := range fields.NumField() {
		for _, bad := range []int64{0, -1} {
			limits := graph.DefaultLimits()
			reflect.ValueOf(&limits).Elem().Field(i).SetInt(bad)
			var invalid *kg.InvalidError
			if err := limits.Validate(); !errors.As(err, &invalid) || !strings.HasPrefix(invalid.Field, "--limit-") {
				t.Errorf("%s of %d: got error %v, want one that names the flag", fields.Field(i).Name, bad, err)
			}
		}
	}
}

// TestALimitOfARequestCanBeRaised sends what is refused otherwise.
func TestALimitOfARequestCanBeRaised(t *testing.T) {
	limits := graph.DefaultLimits()
	limits.RootFields = 21
	c := newClient(t, storetest.NewModel(today), graph.Options{Limits: &limits})
	c.ok("{"+strings.Repeat(" now", 21)+"}", nil)
	if a := c.send("{"+strings.Repeat(" now", 22)+"}", nil); a.code() != limit || a.extension("what") != "root fields" {
		t.Errorf("one more: got %s, want it refused", a.Body)
	}
}
