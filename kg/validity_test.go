package kg_test

import (
	"encoding/json"
	"testing"

	"entente/kg"
)

// life reads a lifetime.
func life(t *testing.T, text string) kg.Span {
	t.Helper()
	return mustRead(t, kg.Written{EDTF: text}).Span
}

func TestLimitNarrowsUnknownBoundsToTheLifetimes(t *testing.T) {
	tests := []struct {
		rule  string
		give  kg.Written
		lives []string
		want  string
	}{
		{
			"both bounds, by both ends",
			kg.Written{EDTF: "/"},
			[]string{"2015-10-11/..", "1991/2026-02-22"},
			"2015-10-11T00:00:00Z … 2026-02-22T23:59:59Z / " +
				"2015-10-11T00:00:01Z … 2026-02-23T00:00:00Z",
		},
		{
			"the end is limited by a death",
			kg.Written{EDTF: "2018/"},
			[]string{"2015/2020"},
			"2018-01-01T00:00:00Z … 2018-12-31T23:59:59Z / " +
				"2018-01-01T00:00:01Z … 2021-01-01T00:00:00Z",
		},
		{
			"an end of unknown date too",
			kg.Written{EDTF: "2018/", Ended: true},
			[]string{"2015/2020"},
			"2018-01-01T00:00:00Z … 2018-12-31T23:59:59Z / " +
				"2018-01-01T00:00:01Z … 2021-01-01T00:00:00Z",
		},
		{
			"an end that was earlier stays",
			kg.Written{EDTF: "2018/", EndedBefore: "2019"},
			[]string{"2015/2020"},
			"2018-01-01T00:00:00Z … 2018-12-31T23:59:59Z / " +
				"2018-01-01T00:00:01Z … 2020-01-01T00:00:00Z",
		},
		{
			"an unknown start lies within a lifetime though the written end does not",
			kg.Written{EDTF: "/2025"},
			[]string{"2015/2020"},
			"2015-01-01T00:00:00Z … 2020-12-31T23:59:59Z / " +
				"2025-01-01T00:00:01Z … 2026-01-01T00:00:00Z",
		},
		{
			"an unknown end lies within a lifetime though the written start does not",
			kg.Written{EDTF: "2010/"},
			[]string{"2015/2020"},
			"2010-01-01T00:00:00Z … 2010-12-31T23:59:59Z / " +
				"2015-01-01T00:00:01Z … 2021-01-01T00:00:00Z",
		},
		{
			"open bounds are left alone",
			kg.Written{EDTF: "../.."},
			[]string{"2015/2020"},
			"-∞ … -∞ / +∞ … +∞",
		},
		{
			"written bounds are left alone",
			kg.Written{EDTF: "2010/2025"},
			[]string{"2015/2020"},
			"2010-01-01T00:00:00Z … 2010-12-31T23:59:59Z / " +
				"2025-01-01T00:00:01Z … 2026-01-01T00:00:00Z",
		},
		{
			"an unknown lifetime limits nothing",
			kg.Written{EDTF: "/"},
			[]string{"/"},
			"-∞ … +∞ / -∞ … +∞",
		},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			var lives []kg.Span
			for _, text := range tt.lives {
				lives = append(lives, life(t, text))
			}
			before := mustRead(t, tt.give)
			got, err := before.Limit(lives...)
			if err != nil || spanText(got.Span) != tt.want {
				t.Errorf("Limit\n got %s, %v\nwant %s", spanText(got.Span), err, tt.want)
			}
			if got.Written != before.Written {
				t.Errorf("Limit changes the text to %+v, want %+v", got.Written, before.Written)
			}
			checkOrder(t, got)
		})
	}
}

func TestLimitForgetsTheLifetimesOfBefore(t *testing.T) {
	v, err := mustRead(t, kg.Written{EDTF: "/"}).Limit(life(t, "2015/2020"))
	if err != nil {
		t.Fatalf("Limit fails: %v", err)
	}
	longer := life(t, "2010/..")
	got, err := v.Limit(longer)
	want, _ := kg.Unknown.Limit(longer)
	if err != nil || got != want {
		t.Errorf("limited anew it is %s, %v; want %s", spanText(got.Span), err, spanText(want.Span))
	}
}

func TestLimitRefusesWhatLeavesNoTime(t *testing.T) {
	tests := []struct {
		give  kg.Written
		lives []string
		want  string
	}{
		{
			kg.Written{EDTF: "/2014"},
			[]string{"2015-10-11/.."},
			"edtf: `/2014`: the start of a lifetime at 2015-10-11T00:00:00Z is not before end 2014",
		},
		{
			kg.Written{EDTF: "2021/"},
			[]string{"2015/2020"},
			"edtf: `2021/`: start 2021 is not before the end of a lifetime at 2021-01-01T00:00:00Z",
		},
		{
			kg.Written{EDTF: "/", AttestedFrom: "2014"},
			[]string{"2015/.."},
			"attestedFrom: `2014`: the start of a lifetime at 2015-01-01T00:00:00Z " +
				"is not before attestedFrom 2014",
		},
		{
			kg.Written{EDTF: "/"},
			[]string{"1990/2000", "2010/.."},
			"edtf: `/`: the start of a lifetime at 2010-01-01T00:00:00Z " +
				"is not before the end of a lifetime at 2001-01-01T00:00:00Z",
		},
	}
	for _, tt := range tests {
		var lives []kg.Span
		for _, text := range tt.lives {
			lives = append(lives, life(t, text))
		}
		if _, err := mustRead(t, tt.give).Limit(lives...); err == nil || err.Error() != tt.want {
			t.Errorf("Limit(%+v) fails with\n     %v\nwant %s", tt.give, err, tt.want)
		}
	}
}

func TestLimitRefusesALifetimeWithoutTime(t *testing.T) {
	never := kg.Span{
		StartEarliest: kg.NegInf, StartLatest: kg.NegInf,
		EndEarliest: kg.NegInf, EndLatest: kg.NegInf,
	}
	got, err := kg.Unknown.Limit(never)
	if err == nil {
		t.Fatalf("Limit gives %s, want an error", spanText(got.Span))
	}
	checkShort(t, err)
}

func TestBoundsTellWhyTheyHaveNoDate(t *testing.T) {
	tests := []struct {
		give       kg.Written
		start, end kg.BoundKind
	}{
		{kg.Written{EDTF: "2015/2020"}, kg.BoundKnown, kg.BoundKnown},
		{kg.Written{EDTF: "2015"}, kg.BoundKnown, kg.BoundKnown},
		{kg.Written{EDTF: "../.."}, kg.BoundOpen, kg.BoundOpen},
		{kg.Written{EDTF: "/"}, kg.BoundUnknown, kg.BoundUnknown},
		{kg.Written{EDTF: "/", Ended: true}, kg.BoundUnknown, kg.BoundEndedUnknownDate},
		{kg.Written{EDTF: "2025/2027", Scheduled: true}, kg.BoundKnown, kg.BoundScheduled},
		{kg.Written{EDTF: "2027", Scheduled: true}, kg.BoundKnown, kg.BoundScheduled},
	}
	for _, tt := range tests {
		v := mustRead(t, tt.give)
		if start, end := v.Start().Kind, v.End().Kind; start != tt.start || end != tt.end {
			t.Errorf("%+v is %s to %s, want %s to %s", tt.give, start, end, tt.start, tt.end)
		}
	}
	var inherited kg.Validity
	if got := inherited.Start().Kind; got != kg.BoundUnknown {
		t.Errorf("the start of a validity without text is %s, want UNKNOWN", got)
	}
}

func TestBoundsCarryTextRangeAndQualifiers(t *testing.T) {
	v := mustRead(t, kg.Written{EDTF: "2015-10~/2026-01-20%"})
	start := kg.Bound{
		EDTF: "2015-10~", Kind: kg.BoundKnown, Approximate: true,
		Earliest: mustInstant("2015-09-01T00:00:00Z"), Latest: mustInstant("2015-11-30T23:59:59Z"),
	}
	if got := v.Start(); got != start {
		t.Errorf("Start() = %+v, want %+v", got, start)
	}
	end := kg.Bound{
		EDTF: "2026-01-20%", Kind: kg.BoundKnown, Uncertain: true, Approximate: true,
		Earliest: mustInstant("2026-01-19T00:00:01Z"), Latest: mustInstant("2026-01-22T00:00:00Z"),
	}
	if got := v.End(); got != end {
		t.Errorf("End() = %+v, want %+v", got, end)
	}
	single := mustRead(t, kg.Written{EDTF: "2025?"})
	if got := single.End().EDTF; got != "2025?" || !single.End().Uncertain {
		t.Errorf("the end of a single date is %+v, want that date", single.End())
	}
}

func TestSpanSurvivesJSONWithItsInfinities(t *testing.T) {
	tests := []struct {
		give kg.Written
		want string
	}{
		{kg.Written{EDTF: "/"}, `[null,null,null,null]`},
		{kg.Written{EDTF: "../.."}, `[null,"-inf","+inf",null]`},
		{kg.Written{EDTF: "1970-01-01/"}, `[0,86399,1,null]`},
		{kg.Written{EDTF: "/1970-01-01"}, `[null,86399,1,86400]`},
		{kg.Written{EDTF: "../1969-12-31T23:59:59Z"}, `[null,"-inf",-1,-1]`},
		{kg.Written{EDTF: "1970-01-01T00:00:00Z/.."}, `[0,0,"+inf",null]`},
	}
	for _, tt := range tests {
		want := mustRead(t, tt.give).Span
		text, err := json.Marshal(want)
		if err != nil || string(text) != tt.want {
			t.Errorf("%q is written %s, %v; want %s", tt.give.EDTF, text, err, tt.want)
		}
		var got kg.Span
		if err := json.Unmarshal(text, &got); err != nil || got != want {
			t.Errorf("%s is read as %v, %v; want %v", text, got, err, want)
		}
	}
}

func TestValiditySurvivesJSON(t *testing.T) {
	want := mustRead(t, kg.Written{
		EDTF: "2015-10~/", AttestedUntil: "2025", Ended: true, Zone: "+03:00",
	})
	text, err := json.Marshal(want)
	if err != nil {
		t.Fatalf("Marshal fails: %v", err)
	}
	const written = `{"edtf":"2015-10~/","attestedUntil":"2025",` +
		`"endedBefore":"2026-03-01T10:00:00Z","ended":true,"zone":"+03:00",` +
		`"span":[1441054800,1448917199,1735678801,1772359201]}`
	if string(text) != written {
		t.Errorf("got %s, want %s", text, written)
	}
	var got kg.Validity
	if err := json.Unmarshal(text, &got); err != nil || got != want {
		t.Errorf("%s is read as %+v, %v; want %+v", text, got, err, want)
	}
}

func TestSpanRefusesOtherJSON(t *testing.T) {
	for _, text := range []string{
		`[]`, `[1,2,3]`, `[1,2,3,4,5]`, `{}`, `7`, `"x"`, `[1.5,2,3,4]`, `[1e3,2,3,4]`,
		`["a",2,3,4]`, `[[1],2,3,4]`, `[true,2,3,4]`, `[9223372036854775808,2,3,4]`,
	} {
		want := kg.Span{StartLatest: 7}
		got := want
		if err := json.Unmarshal([]byte(text), &got); err == nil || got != want {
			t.Errorf("%s is read as %v, %v; want an error and nothing changed", text, got, err)
		}
	}
}

func FuzzSpanJSON(f *testing.F) {
	f.Add([]byte(`[null,"-inf","+inf",null]`))
	f.Add([]byte(`[0, 86399 ,1,null]`))
	f.Add([]byte(`[`))
	f.Fuzz(func(t *testing.T, text []byte) {
		var got, again kg.Span
		if err := got.UnmarshalJSON(text); err != nil {
			checkShort(t, err)
			return
		}
		written, err := json.Marshal(got)
		if err != nil {
			t.Fatalf("Marshal(%v) fails: %v", got, err)
		}
		if err := json.Unmarshal(written, &again); err != nil || again != got {
			t.Errorf("%s is read as %v, %v; want %v", written, again, err, got)
		}
	})
}
