package kg

import "testing"

func TestDisputesReadDatesInTheZoneOfTheRecord(t *testing.T) {
	claims := allSaid(t, PropertyEnd, ValueDate, "a: 2026-01-20", "b: 2026-01-19T22:00:00Z")
	for zone, want := range map[Zone]bool{"": true, "+03:00": false} {
		r := &Relationship{Validity: Validity{Written: Written{Zone: zone}}}
		m := Matter{Record: r, Claims: claims, vocabulary: &Vocabulary{}}
		if got := len(m.Disputes()) > 0; got != want {
			t.Errorf("the 20th in zone %q and 22:00 UTC of the 19th: got disputed %v, want %v", zone, got, want)
		}
		d := &docket{claims: map[ID][]*Claim{"matter": claims}, zones: map[ID]Zone{"matter": zone}}
		if got := d.disputed("matter", &Vocabulary{}); got != want {
			t.Errorf("among all disputes in zone %q: got %v, want %v", zone, got, want)
		}
	}
}
