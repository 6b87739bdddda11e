package gate

import (
	"cmp"
	"math"
	"net/netip"
	"time"

	"github.com/hashicorp/golang-lru/v2/simplelru"
)

// forgetting is the time after which half of what a client has spent is forgotten.
const forgetting = 10 * time.Second

// spending knows for how long clients had slots of late. Who uses it has a lock.
type spending struct {
	of *simplelru.LRU[netip.Addr, spent]
}

// A spent time is what it was at a moment.
type spent struct {
	time float64 // seconds
	at   time.Time
}

// newSpending returns one that knows nobody yet, and as many as have buckets at most.
func newSpending() *spending {
	of, err := simplelru.NewLRU[netip.Addr, spent](maxBuckets, nil)
	if err != nil {
		panic(err) // only for a size below 1
	}
	return &spending{of}
}

// add counts the time for which a client had a slot.
func (s *spending) add(who netip.Addr, took time.Duration, now time.Time) {
	s.of.Add(who, spent{s.now(who, now) + took.Seconds(), now})
}

// now returns what a client has spent, in seconds, less what is forgotten.
func (s *spending) now(who netip.Addr, now time.Time) float64 {
	had, _ := s.of.Peek(who)
	return had.time * math.Exp2(-now.Sub(had.at).Seconds()/forgetting.Seconds())
}

// compare tells which of two clients has spent less: below 0 if it is the first.
func (s *spending) compare(a, b netip.Addr, now time.Time) int {
	return cmp.Compare(s.now(a, now), s.now(b, now))
}
