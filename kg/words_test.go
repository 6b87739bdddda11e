package kg_test

import (
	"testing"

	"entente/kg"
)

func TestTextSaysAValidityInWords(t *testing.T) {
	tests := []struct {
		give kg.Written
		want string
	}{
		{kg.Written{EDTF: "2015-10~/2026-01-20?"}, "about Oct 2015 – 20 Jan 2026, end uncertain"},
		{kg.Written{EDTF: "2015-10-11/.."}, "since 11 Oct 2015"},
		{kg.Written{EDTF: "2015/"}, "from 2015, end unknown"},
		{kg.Written{EDTF: "/2024-12-08"}, "until 8 Dec 2024, start unknown"},
		{kg.Written{EDTF: "../2001"}, "until 2001, start open"},
		{kg.Written{EDTF: "/.."}, "start unknown, ongoing"},
		{kg.Written{EDTF: "../"}, "start open, end unknown"},
		{kg.Written{EDTF: "/"}, "start and end unknown"},
		{kg.Written{EDTF: "../.."}, "always"},
		{
			kg.Written{EDTF: "2026-01-20T17:00:00Z/2026-01-24T17:00:05Z"},
			"20 Jan 2026, 17:00 UTC – 24 Jan 2026, 17:00:05 UTC",
		},
		{
			kg.Written{
				EDTF: "2026-01-24T20:00:00Z/2026-02-08T20:00:00Z", Zone: "+03:00", Scheduled: true,
			},
			"24 Jan 2026, 23:00 UTC+03:00 – 8 Feb 2026, 23:00 UTC+03:00, end scheduled",
		},
		{kg.Written{EDTF: "2027", Scheduled: true}, "2027, scheduled"},
		{
			kg.Written{EDTF: "2015/", Ended: true},
			"from 2015, ended by 1 Mar 2026, 10:00 UTC at an unknown date",
		},
		{
			kg.Written{EDTF: "/", EndedBefore: "2020-05"},
			"start unknown, ended by May 2020 at an unknown date",
		},
		{
			kg.Written{EDTF: "2026-01-30/..", AttestedUntil: "2026-02-17"},
			"since 30 Jan 2026, attested until 17 Feb 2026",
		},
		{
			kg.Written{EDTF: "/", AttestedFrom: "2017-10-17", AttestedUntil: "2025-10-06?"},
			"start and end unknown, attested from 17 Oct 2017 until 6 Oct 2025 (uncertain)",
		},
		{
			kg.Written{EDTF: "/", AttestedFrom: "2017", AttestedUntil: "2017"},
			"start and end unknown, attested 2017",
		},
		{
			kg.Written{EDTF: "/", AttestedFrom: "2017"},
			"start and end unknown, attested from 2017",
		},
		{
			kg.Written{EDTF: "2015/2020", StartedAfter: "2015-06", EndedBefore: "2020-03-01"},
			"2015 – 2020, started no earlier than Jun 2015, ended no later than 1 Mar 2020",
		},
		{kg.Written{EDTF: "2014?/2016%"}, "2014 – about 2016, start and end uncertain"},
		{kg.Written{EDTF: "2014?/2016"}, "2014 – 2016, start uncertain"},
		{kg.Written{EDTF: "2026-01-30?"}, "30 Jan 2026, date uncertain"},
		{kg.Written{EDTF: "2026-01-30~"}, "about 30 Jan 2026"},
		{kg.Written{EDTF: "-0043-03-15"}, "15 Mar 44 BCE"},
		{kg.Written{EDTF: "0000/0800"}, "1 BCE – 800 CE"},
		{kg.Written{EDTF: "2004-XX"}, "2004 (month unknown)"},
		{kg.Written{EDTF: "1985-04-XX"}, "Apr 1985 (day unknown)"},
		{kg.Written{EDTF: "1985-XX-XX"}, "1985 (month and day unknown)"},
		{kg.Written{EDTF: "201X/.."}, "since the 2010s"},
		{kg.Written{EDTF: "200X"}, "some time in 2000 to 2009"},
		{kg.Written{EDTF: "20XX"}, "some time in 2000 to 2099"},
		{kg.Written{EDTF: "-004X"}, "some time in 50 BCE to 41 BCE"},
		{kg.Written{EDTF: "-0044-03-15T12:00:00Z"}, "15 Mar 45 BCE, 12:00 UTC"},
	}
	for _, tt := range tests {
		if got := mustRead(t, tt.give).Text(); got != tt.want {
			t.Errorf("%+v\n got %q\nwant %q", tt.give, got, tt.want)
		}
	}
	if got := (kg.Validity{}).Text(); got != "" {
		t.Errorf("a validity without text says %q, want nothing", got)
	}
}
