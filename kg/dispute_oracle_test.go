package kg

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// A told is a claim of a small world: of the values from low to high, on the days from
// since until just before until.
type told struct {
	low, high    int
	since, until int
	denies       bool
}

const (
	lastValue = 5
	lastDay   = 3
)

// worlds calls try with every assignment of one value to each day. Between two whole
// values, below the first and above the last there is one more of each.
func worlds(days int, try func(values []float64) bool) bool {
	var assign func(values []float64) bool
	assign = func(values []float64) bool {
		if len(values) == days {
			return try(values)
		}
		for twice := -1; twice <= 2*lastValue+1; twice++ {
			if assign(append(values, float64(twice)/2)) {
				return true
			}
		}
		return false
	}
	return assign(nil)
}

// canAllBeTrue looks for a world in which all claims are.
func canAllBeTrue(claims []told, constant bool) bool {
	days := lastDay
	if constant {
		days = 1
	}
	return worlds(days, func(values []float64) bool {
		return !slices.ContainsFunc(claims, func(c told) bool {
			for day, x := range values {
				inside := float64(c.low) <= x && x <= float64(c.high)
				if (constant || c.since <= day && day < c.until) && inside == c.denies {
					return true
				}
			}
			return false
		})
	})
}

// claim writes c as a claim.
func (c told) claim(i int) *Claim {
	day := func(d int) Instant { return Instant(d * 24 * 60 * 60) }
	claim := &Claim{
		Property: "held", Stance: StanceAsserts, AssertedBy: ID(fmt.Sprintf("claimant-%d", i)),
		Value: Value{Type: ValueNumber, Number: &Quantity{Min: new(float64(c.low)), Max: new(float64(c.high))}},
		Rank:  RankNormal,
	}
	claim.ID = ID(fmt.Sprintf("claim-%d", i))
	if c.denies {
		claim.Stance = StanceDenies
	}
	if c.until == c.since+1 {
		claim.HoldsAt = DateText(day(c.since).String()[:len("1970-01-01")])
	}
	return claim
}

// randomTold makes some claims about one day each, or about all of time.
func randomTold(r *rand.Rand, denials bool) []told {
	claims := make([]told, 1+r.IntN(5))
	for i := range claims {
		c := &claims[i]
		c.low = r.IntN(lastValue + 1)
		c.high = c.low + r.IntN(lastValue+1-c.low)
		c.since, c.until = 0, lastDay
		if r.IntN(3) > 0 {
			c.since = r.IntN(lastDay)
			c.until = c.since + 1
		}
		c.denies = denials && r.IntN(3) == 0
	}
	return claims
}

func claimsOf(claims []told) []*Claim {
	made := make([]*Claim, len(claims))
	for i, c := range claims {
		made[i] = c.claim(i)
	}
	return made
}

func TestADisputeIsThatNoWorldHasAllClaims(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 2))
	for range 3000 {
		claims, constant := randomTold(random, true), random.IntN(2) == 0
		if got, want := differ(claimsOf(claims), constant, ""), !canAllBeTrue(claims, constant); got != want {
			t.Fatalf("%+v, constant: %v: disputed = %v, want %v", claims, constant, got, want)
		}
	}
}

// TestPairsAreEnoughWithoutDenials is Helly's theorem for intervals, of values and of time.
func TestPairsAreEnoughWithoutDenials(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 3))
	for range 3000 {
		claims, constant := randomTold(random, false), random.IntN(2) == 0
		pairs := false
		for i := range claims {
			for j := range i {
				pairs = pairs || !canAllBeTrue([]told{claims[i], claims[j]}, constant)
			}
		}
		if all := !canAllBeTrue(claims, constant); pairs != all {
			t.Fatalf("%+v, constant: %v: a pair clashes: %v, all of them clash: %v", claims, constant, pairs, all)
		}
	}
}

func TestPairsAreNotEnoughWithDenials(t *testing.T) {
	claims := []told{{1, 4, 0, lastDay, false}, {1, 2, 0, lastDay, true}, {2, 4, 0, lastDay, true}}
	for i := range claims {
		for j := range i {
			if !canAllBeTrue([]told{claims[i], claims[j]}, true) {
				t.Errorf("%+v and %+v clash, want that they can both be true", claims[i], claims[j])
			}
		}
	}
	if canAllBeTrue(claims, true) {
		t.Error("all three can be true, want that they clash")
	}
}

func TestCampsAreConsistentAndCannotGrow(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 4))
	for range 2000 {
		told, constant := randomTold(random, true), random.IntN(2) == 0
		claims := claimsOf(told)
		for _, d := range debatesOf(claims, constant, "") {
			for _, c := range d.conflicts(nil) {
				checkCamps(t, told, claims, c)
			}
		}
	}
}

// checkCamps checks the camps of a conflict, whose claims are all about one time.
func checkCamps(t *testing.T, all []told, claims []*Claim, c Conflict) {
	t.Helper()
	var group []int
	for _, camp := range c.Camps {
		for _, claim := range camp.Claims {
			group = appendNew(group, slices.Index(claims, claim))
		}
	}
	for _, camp := range c.Camps {
		var inside []told
		for _, claim := range camp.Claims {
			inside = append(inside, all[slices.Index(claims, claim)])
		}
		if !canAllBeTrue(inside, true) {
			t.Fatalf("the camp %+v cannot be true", inside)
		}
		for _, i := range group {
			if !slices.Contains(camp.Claims, claims[i]) && canAllBeTrue(append(inside, all[i]), true) {
				t.Fatalf("the camp %+v could hold %+v too", inside, all[i])
			}
		}
	}
}
