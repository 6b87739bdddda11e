package gate

import (
	"fmt"
	"net/http"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/time/rate"
)

// maxBuckets is how many clients are remembered. One that was quiet for longest is
// forgotten first, and begins anew.
const maxBuckets = 1 << 16

// badCounts is how many requests one counts for that is refused for what it is. Who means
// well sends few of them, and to find out what is wrong with one may take as much work as
// an answer.
const badCounts = 10

// buckets count the requests of each client: a bucket holds as many as may come at
// once, and fills at a steady rate.
type buckets[K comparable] struct {
	rate  rate.Limit
	burst int
	of    *lru.Cache[K, *rate.Limiter]
}

// newBuckets returns buckets, or nil for a rate of 0.
func newBuckets[K comparable](perSecond float64, burst int) *buckets[K] {
	if perSecond <= 0 {
		return nil
	}
	of, err := lru.New[K, *rate.Limiter](maxBuckets)
	if err != nil {
		panic(err) // only for a size below 1
	}
	return &buckets[K]{rate.Limit(perSecond), max(1, burst), of}
}

// bucket returns that of a client.
func (b *buckets[K]) bucket(key K) *rate.Limiter {
	if found, ok := b.of.Get(key); ok {
		return found
	}
	fresh := rate.NewLimiter(b.rate, b.burst)
	if found, ok, _ := b.of.PeekOrAdd(key, fresh); ok {
		return found
	}
	return fresh
}

// take counts one request, and reports whether it may go on.
func (b *buckets[K]) take(key K) bool { return b.bucket(key).Allow() }

// add counts n requests more, which were let go on.
func (b *buckets[K]) add(key K, n int) {
	b.bucket(key).ReserveN(time.Now(), min(n, b.burst))
}

// refusal says how many there may be, and when one more may come.
func (b *buckets[K]) refusal() *RefusedError {
	return &RefusedError{
		Reason: "rate", Status: http.StatusTooManyRequests, Code: codeLimit,
		What: "requests", Limit: float64(b.rate),
		Message: fmt.Sprintf("requests: more than the limit of %v a second, or %d at once; "+
			"slow down, or send a token, which has a rate of its own", float64(b.rate), b.burst),
		Retry: time.Duration(float64(time.Second) / float64(b.rate)),
	}
}

// chargeBad counts a request that was let go on for more than one, if it was bad.
func (g *Gate) chargeBad(c client, status int) {
	bad := status == http.StatusBadRequest || status == http.StatusRequestEntityTooLarge
	if bad && g.byAddress != nil && !c.local {
		g.byAddress.add(c.key(), badCounts-1)
	}
}

// checkRate counts a request for its address or, once that has sent too many, for the
// token that it carries: who is known is not kept out by who shares the address.
func (g *Gate) checkRate(c client, r *http.Request) *RefusedError {
	if g.byAddress == nil || c.local || g.byAddress.take(c.key()) {
		return nil
	}
	if g.config.Name != nil && r.Header.Get("Authorization") != "" {
		if name := g.config.Name(r); name != "" && g.byName.take(name) {
			return nil
		}
	}
	return g.byAddress.refusal()
}
