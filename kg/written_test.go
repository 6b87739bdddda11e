package kg_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"entente/kg"
)

// writing is the moment at which the tests write.
var writing = mustInstant("2026-03-01T10:00:00Z")

func mustInstant(text string) kg.Instant {
	at, err := kg.ParseInstant(text)
	if err != nil {
		panic(err)
	}
	return at
}

func mustRead(t *testing.T, w kg.Written) kg.Validity {
	t.Helper()
	v, err := w.Read(writing)
	if err != nil {
		t.Fatalf("Read(%+v) fails: %v", w, err)
	}
	return v
}

// spanText writes the two ranges of s for comparison: "start … start / end … end".
func spanText(s kg.Span) string {
	return fmt.Sprintf("%v … %v / %v … %v",
		s.StartEarliest, s.StartLatest, s.EndEarliest, s.EndLatest)
}

func TestReadGivesEachWayToWriteItsMeaning(t *testing.T) {
	tests := []struct {
		rule string
		give kg.Written
		want string
	}{
		{
			"a day as start, open end",
			kg.Written{EDTF: "2015-10-11/.."},
			"2015-10-11T00:00:00Z … 2015-10-11T23:59:59Z / +∞ … +∞",
		},
		{
			"a day as end is in force at some moment of it",
			kg.Written{EDTF: "../2026-01-20"},
			"-∞ … -∞ / 2026-01-20T00:00:01Z … 2026-01-21T00:00:00Z",
		},
		{
			"a month and a year",
			kg.Written{EDTF: "2014-10/2016"},
			"2014-10-01T00:00:00Z … 2014-10-31T23:59:59Z / " +
				"2016-01-01T00:00:01Z … 2017-01-01T00:00:00Z",
		},
		{
			"instants are exact",
			kg.Written{EDTF: "2026-01-20T17:00:00Z/2026-01-24T17:00:00Z"},
			"2026-01-20T17:00:00Z … 2026-01-20T17:00:00Z / " +
				"2026-01-24T17:00:00Z … 2026-01-24T17:00:00Z",
		},
		{
			"approximate is widened by a unit",
			kg.Written{EDTF: "2014-10~/2016%"},
			"2014-09-01T00:00:00Z … 2014-11-30T23:59:59Z / " +
				"2015-01-01T00:00:01Z … 2018-01-01T00:00:00Z",
		},
		{
			"uncertain is not widened",
			kg.Written{EDTF: "2014-10?/2016?"},
			"2014-10-01T00:00:00Z … 2014-10-31T23:59:59Z / " +
				"2016-01-01T00:00:01Z … 2017-01-01T00:00:00Z",
		},
		{"open on both sides", kg.Written{EDTF: "../.."}, "-∞ … -∞ / +∞ … +∞"},
		{
			"ongoing from when it was attested",
			kg.Written{EDTF: "2015/..", AttestedUntil: "2026-02-17"},
			"2015-01-01T00:00:00Z … 2015-12-31T23:59:59Z / 2026-02-17T00:00:01Z … +∞",
		},
		{
			"attestedFrom alone serves for an ongoing end",
			kg.Written{EDTF: "../..", AttestedFrom: "2020"},
			"-∞ … -∞ / 2020-01-01T00:00:01Z … +∞",
		},
		{"unknown on both sides", kg.Written{EDTF: "/"}, "-∞ … +∞ / -∞ … +∞"},
		{
			"unknown start is before the end",
			kg.Written{EDTF: "/2024-12-08"},
			"-∞ … 2024-12-08T23:59:59Z / 2024-12-08T00:00:01Z … 2024-12-09T00:00:00Z",
		},
		{
			"unknown end is after the start",
			kg.Written{EDTF: "2015/"},
			"2015-01-01T00:00:00Z … 2015-12-31T23:59:59Z / 2015-01-01T00:00:01Z … +∞",
		},
		{
			"startedAfter and attestedFrom limit an unknown start",
			kg.Written{EDTF: "/2026", StartedAfter: "2014-05", AttestedFrom: "2017-10-17"},
			"2014-05-01T00:00:00Z … 2017-10-17T23:59:59Z / " +
				"2026-01-01T00:00:01Z … 2027-01-01T00:00:00Z",
		},
		{
			"attestedUntil limits an unknown end",
			kg.Written{EDTF: "2015/", AttestedFrom: "2017-10-17", AttestedUntil: "2025-10-06"},
			"2015-01-01T00:00:00Z … 2015-12-31T23:59:59Z / 2025-10-06T00:00:01Z … +∞",
		},
		{
			"one attestation limits both",
			kg.Written{EDTF: "/", AttestedUntil: "2020-06"},
			"-∞ … 2020-06-30T23:59:59Z / 2020-06-01T00:00:01Z … +∞",
		},
		{
			"an attestation in one second",
			kg.Written{EDTF: "/", AttestedFrom: "2020-06-01T12:00:00Z"},
			"-∞ … 2020-06-01T12:00:00Z / 2020-06-01T12:00:01Z … +∞",
		},
		{
			"ended at an unknown date, by now",
			kg.Written{EDTF: "2015/", Ended: true},
			"2015-01-01T00:00:00Z … 2015-12-31T23:59:59Z / " +
				"2015-01-01T00:00:01Z … 2026-03-01T10:00:01Z",
		},
		{
			"ended at an unknown date, by endedBefore",
			kg.Written{EDTF: "/", Ended: true, EndedBefore: "2020", AttestedUntil: "2019-06-01"},
			"-∞ … 2019-06-01T23:59:59Z / 2019-06-01T00:00:01Z … 2021-01-01T00:00:00Z",
		},
		{
			"startedAfter and endedBefore limit written bounds",
			kg.Written{EDTF: "2015/2020", StartedAfter: "2015-06-10", EndedBefore: "2020-03"},
			"2015-06-10T00:00:00Z … 2015-12-31T23:59:59Z / " +
				"2020-01-01T00:00:01Z … 2020-04-01T00:00:00Z",
		},
		{
			"an attestation limits written bounds",
			kg.Written{EDTF: "2015/2020", AttestedFrom: "2015-03-01", AttestedUntil: "2020-09-09"},
			"2015-01-01T00:00:00Z … 2015-03-01T23:59:59Z / " +
				"2020-09-09T00:00:01Z … 2021-01-01T00:00:00Z",
		},
		{
			"a scheduled end has the same numbers",
			kg.Written{EDTF: "2025/2027", Scheduled: true},
			"2025-01-01T00:00:00Z … 2025-12-31T23:59:59Z / " +
				"2027-01-01T00:00:01Z … 2028-01-01T00:00:00Z",
		},
		{
			"a single date starts and ends inside",
			kg.Written{EDTF: "2025"},
			"2025-01-01T00:00:00Z … 2025-12-31T23:59:59Z / " +
				"2025-01-01T00:00:01Z … 2026-01-01T00:00:00Z",
		},
		{
			"a single instant lasts a second",
			kg.Written{EDTF: "2026-01-20T17:00:00Z"},
			"2026-01-20T17:00:00Z … 2026-01-20T17:00:00Z / " +
				"2026-01-20T17:00:01Z … 2026-01-20T17:00:01Z",
		},
		{
			"one day from and to",
			kg.Written{EDTF: "2026-01-20/2026-01-20"},
			"2026-01-20T00:00:00Z … 2026-01-20T23:59:59Z / " +
				"2026-01-20T00:00:01Z … 2026-01-21T00:00:00Z",
		},
		{
			"overlapping ranges leave each other room",
			kg.Written{EDTF: "2026/2026-03-05T00:00:00Z"},
			"2026-01-01T00:00:00Z … 2026-03-04T23:59:59Z / " +
				"2026-03-05T00:00:00Z … 2026-03-05T00:00:00Z",
		},
		{
			"an end is after the earliest start",
			kg.Written{EDTF: "2026-03-05T00:00:00Z/2026"},
			"2026-03-05T00:00:00Z … 2026-03-05T00:00:00Z / " +
				"2026-03-05T00:00:01Z … 2027-01-01T00:00:00Z",
		},
		{
			"days are read in the zone, instants not",
			kg.Written{EDTF: "2026-01-20/2026-01-24T17:00:00Z", Zone: "+03:00"},
			"2026-01-19T21:00:00Z … 2026-01-20T20:59:59Z / " +
				"2026-01-24T17:00:00Z … 2026-01-24T17:00:00Z",
		},
		{
			"remarks are read in the zone",
			kg.Written{EDTF: "/", AttestedFrom: "2026-01-20", Zone: "+03"},
			"-∞ … 2026-01-20T20:59:59Z / 2026-01-19T21:00:01Z … +∞",
		},
		{
			"widening goes past the last year",
			kg.Written{EDTF: "-9999~/9999~"},
			"-10000-01-01T00:00:00Z … -9998-12-31T23:59:59Z / " +
				"9998-01-01T00:00:01Z … +10001-01-01T00:00:00Z",
		},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			if got := spanText(mustRead(t, tt.give).Span); got != tt.want {
				t.Errorf("Read(%+v)\n got %s\nwant %s", tt.give, got, tt.want)
			}
		})
	}
}

func TestUnknownIsWhatSlashMeans(t *testing.T) {
	if got := mustRead(t, kg.Written{EDTF: "/"}); got != kg.Unknown {
		t.Errorf("Read(/) = %+v, want Unknown, %+v", got, kg.Unknown)
	}
}

func TestReadRefusesContradictions(t *testing.T) {
	tests := []struct {
		give   kg.Written
		field  string
		reason string
	}{
		{kg.Written{}, "edtf", "a validity is needed"},
		{kg.Written{EDTF: "2026-13"}, "edtf", "month 13"},
		{kg.Written{EDTF: "2026", Zone: "Asia/Damascus"}, "zone", "a zone by name"},
		{kg.Written{EDTF: "/", AttestedFrom: "2001-21"}, "attestedFrom", "a season"},
		{kg.Written{EDTF: "/", AttestedUntil: "2001/2002"}, "attestedUntil", "an interval"},
		{kg.Written{EDTF: "/", StartedAfter: ".."}, "startedAfter", "an open bound"},
		{kg.Written{EDTF: "/", EndedBefore: "now"}, "endedBefore", "a word"},
		{kg.Written{EDTF: "2026/2025"}, "edtf", "start 2026 is not before end 2025"},
		{
			kg.Written{EDTF: "2026-01-21T00:00:00Z/2026-01-20"},
			"edtf",
			"start 2026-01-21T00:00:00Z is not before end 2026-01-20",
		},
		{
			kg.Written{EDTF: "2026-01-24T17:00:00Z/2026-01-20T17:00:00Z"},
			"edtf",
			"start 2026-01-24T17:00:00Z is not before end 2026-01-20T17:00:00Z",
		},
		{
			kg.Written{EDTF: "2026", StartedAfter: "2027"},
			"startedAfter",
			"startedAfter 2027 is not before date 2026",
		},
		{
			kg.Written{EDTF: "2020/", AttestedUntil: "2019"},
			"attestedUntil",
			"start 2020 is not before attestedUntil 2019",
		},
		{
			kg.Written{EDTF: "/2026", AttestedUntil: "2030"},
			"attestedUntil",
			"attestedUntil 2030 is not before end 2026",
		},
		{
			kg.Written{EDTF: "/", StartedAfter: "2020", EndedBefore: "2019"},
			"startedAfter",
			"startedAfter 2020 is not before endedBefore 2019",
		},
		{
			kg.Written{EDTF: "2027/", Ended: true},
			"endedBefore",
			"start 2027 is not before endedBefore 2026-03-01T10:00:00Z",
		},
		{
			kg.Written{EDTF: "/", AttestedFrom: "2021", AttestedUntil: "2020"},
			"attestedUntil",
			"earlier than attestedFrom 2021",
		},
		{kg.Written{EDTF: "2015/2020", Ended: true}, "ended", "the end is written: 2020"},
		{kg.Written{EDTF: "2015", Ended: true}, "ended", "the end is written: 2015"},
		{kg.Written{EDTF: "2015/..", Ended: true}, "ended", "the end is .."},
		{kg.Written{EDTF: "2015/..", Scheduled: true}, "scheduled", "no end is written"},
		{kg.Written{EDTF: "2015/", Scheduled: true}, "scheduled", "no end is written"},
		{kg.Written{EDTF: "../2015", StartedAfter: "2014"}, "startedAfter", "the start is .."},
		{kg.Written{EDTF: "2015/..", EndedBefore: "2016"}, "endedBefore", "the end is .."},
	}
	for _, tt := range tests {
		_, err := tt.give.Read(writing)
		invalid, ok := errors.AsType[*kg.InvalidError](err)
		if !ok {
			t.Errorf("Read(%+v) gives %v, want an InvalidError", tt.give, err)
			continue
		}
		if invalid.Field != tt.field || !strings.HasPrefix(invalid.Reason, tt.reason) {
			t.Errorf("Read(%+v) blames %q: %s; want %q: %s",
				tt.give, invalid.Field, invalid.Reason, tt.field, tt.reason)
		}
	}
}

func TestReadFixesTheMomentOfWriting(t *testing.T) {
	v := mustRead(t, kg.Written{EDTF: "2015/", Ended: true})
	if v.EndedBefore != "2026-03-01T10:00:00Z" {
		t.Errorf("EndedBefore is %q, want the moment of writing", v.EndedBefore)
	}
	if again, err := v.Read(writing + 1e6); err != nil || again != v {
		t.Errorf("read later it is %+v, %v; want %+v", again, err, v)
	}
}

func TestEndedBeforeBesideAnEmptyEndSaysThatItEnded(t *testing.T) {
	v := mustRead(t, kg.Written{EDTF: "2015/", EndedBefore: "2020"})
	if got := v.End().Kind; !v.Ended || got != kg.BoundEndedUnknownDate {
		t.Errorf("ended is %t and the end %s, want true and ENDED_UNKNOWN_DATE", v.Ended, got)
	}
}

func TestReadCanNotBeMadeToWriteWithoutAClock(t *testing.T) {
	for _, now := range []kg.Instant{kg.NegInf, kg.PosInf, 1 << 60} {
		_, err := kg.Written{EDTF: "2015/", Ended: true}.Read(now)
		if err == nil {
			t.Errorf("Read at %v succeeds, want an error", now)
			continue
		}
		checkShort(t, err)
	}
}

func FuzzReadIsCanonical(f *testing.F) {
	for _, tt := range refused {
		f.Add(tt.give[:min(len(tt.give), 200)], "", "", "", "", "", false, false)
	}
	f.Add("2015-10~/2026-01-20?", "2017", "2025-10-06", "2014-05", "", "+03:00", false, true)
	f.Add("2015/", "", "", "", "", "-14:00", true, false)
	f.Add("/", "", "20XX", "", "9999~", "", true, false)
	f.Add("../..", "-9999~", "2026-01-20T20:00:00", "", "", "+03", false, false)
	f.Fuzz(func(
		t *testing.T, edtf, from, until, after, before, zone string, ended, scheduled bool,
	) {
		w := kg.Written{
			EDTF: edtf, AttestedFrom: from, AttestedUntil: until, StartedAfter: after,
			EndedBefore: before, Zone: kg.Zone(zone), Ended: ended, Scheduled: scheduled,
		}
		v, err := w.Read(writing)
		if err != nil {
			checkShort(t, err)
			return
		}
		if again, err := v.Read(kg.NegInf); err != nil || again != v {
			t.Errorf("Read(%+v) = %+v, %v; want it unchanged", v.Written, again, err)
		}
		if again, err := v.Limit(); err != nil || again != v {
			t.Errorf("%+v without lifetimes is %+v, %v; want it unchanged", v, again, err)
		}
		checkOrder(t, v)
		if v.Text() == "" {
			t.Errorf("%+v has no text, want words", v)
		}
	})
}

// checkOrder checks what a Span promises about its instants.
func checkOrder(t *testing.T, v kg.Validity) {
	t.Helper()
	s := v.Span
	if s.StartEarliest > s.StartLatest || s.EndEarliest > s.EndLatest ||
		s.StartEarliest >= s.EndLatest || s.StartLatest > s.EndLatest.Add(-1) ||
		s.EndEarliest < s.StartEarliest.Add(1) {
		t.Errorf("%+v is out of order, want both ranges filled and start before end", v)
	}
}
