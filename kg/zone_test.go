package kg_test

import (
	"testing"

	"entente/kg"
)

func TestParseZoneTakesFixedOffsetsOnly(t *testing.T) {
	tests := []struct {
		give   string
		want   kg.Zone
		reason string
	}{
		{give: "", want: ""},
		{give: "Z", want: ""},
		{give: "+00:00", want: ""},
		{give: "-00", want: ""},
		{give: "+03:00", want: "+03:00"},
		{give: "+03", want: "+03:00"},
		{give: "-03:30", want: "-03:30"},
		{give: "-00:30", want: "-00:30"},
		{give: "+14:00", want: "+14:00"},
		{give: "-14:00", want: "-14:00"},
		{give: "+14:01", reason: "more than 14 hours from UTC"},
		{give: "-15", reason: "more than 14 hours from UTC"},
		{give: "+99:59", reason: "more than 14 hours from UTC"},
		{give: "Asia/Damascus", reason: "a zone by name, whose offset changes over the years"},
		{give: "UTC", reason: "a zone by name, whose offset changes over the years"},
		{give: "+03:60", reason: "not an offset from UTC"},
		{give: "+0300", reason: "not an offset from UTC"},
		{give: "+3", reason: "not an offset from UTC"},
		{give: "03:00", reason: "not an offset from UTC"},
		{give: "*03:00", reason: "not an offset from UTC"},
		{give: "+", reason: "not an offset from UTC"},
		{give: " ", reason: "not an offset from UTC"},
		{give: "+٠٣", reason: "not an offset from UTC"},
	}
	for _, tt := range tests {
		got, err := kg.ParseZone(tt.give)
		if got != tt.want || reasonOf(t, err) != tt.reason {
			t.Errorf("ParseZone(%q) = %q, %v; want %q, %q", tt.give, got, err, tt.want, tt.reason)
		}
	}
}
