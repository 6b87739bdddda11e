package storetest

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"sort"
	"strings"
	"time"

	"entente/kg"
)

// DrawScale returns a synthetic graph of so many relationships, at least 100, and a tenth
// as many actors. It is drawn in the manner of make_scale.py (the same laws of degrees,
// types and times, other dice), so that it needs neither Python nor a folder of data: the
// same number gives the same graph everywhere. The busiest actor has about a tenth of all
// relationships.
func DrawScale(relationships int) *Scale {
	d := &drawing{Rand: rand.New(rand.NewPCG(1, 1))}
	g := &Scale{degree: make(map[kg.ID]int)}
	ids := d.Perm(relationships / 10)
	for i := range ids {
		g.Entities = append(g.Entities, scaleEntity(d.entity(i+1)))
	}
	d.weigh(len(ids))
	for i := range relationships {
		from := d.end()
		to := d.end()
		for to == from {
			to = d.end()
		}
		start, end, kind := d.times()
		r := scaleRelationship([]string{
			fmt.Sprintf("r%d", i+1), d.relationshipType(), fmt.Sprintf("a%d", ids[from]+1),
			fmt.Sprintf("a%d", ids[to]+1), start, end, kind,
		})
		g.Relationships = append(g.Relationships, r)
		g.degree[r.From]++
		g.degree[r.To]++
	}
	return g
}

// A drawing has the dice and the running sums of the weights of actors, by rank.
type drawing struct {
	*rand.Rand
	sums []float64
}

// weigh gives each rank the weight (rank + 5) ^ -1.3.
func (d *drawing) weigh(actors int) {
	total := 0.0
	for rank := range actors {
		total += math.Pow(float64(rank+1)+5, -1.3)
		d.sums = append(d.sums, total)
	}
}

// end draws the rank of an actor.
func (d *drawing) end() int {
	last := len(d.sums) - 1
	return min(last, sort.SearchFloat64s(d.sums, d.Float64()*d.sums[last]))
}

// syllables spell the numbers of actors, so that no two have one name.
var syllables = strings.Fields("ka ren vo tal mi sur den bal or zhe lin gar pesh tov ami dur hal qen ros yel")

// entity draws a row of entities.csv.
func (d *drawing) entity(number int) []string {
	var name strings.Builder
	for n, least := number, 3; n > 0 || least > 0; least-- {
		name.WriteString(syllables[n%len(syllables)])
		n /= len(syllables)
	}
	text := name.String()
	kind := scaleKinds[d.IntN(len(scaleKinds))]
	return []string{fmt.Sprintf("a%d", number), "", kind, strings.ToUpper(text[:1]) + text[1:]}
}

// relationshipType draws one of scaleTypes by its weight.
func (d *drawing) relationshipType() string {
	left := d.IntN(100)
	i := slices.IndexFunc(scaleWeights, func(weight int) bool { left -= weight; return left < 0 })
	return scaleTypes[i]
}

// scaleWeights are the shares of scaleTypes in percent.
var scaleWeights = []int{18, 18, 12, 12, 12, 8, 8, 6, 4, 2}

// The days of a synthetic graph.
var (
	scaleFirst = time.Date(1946, time.January, 1, 0, 0, 0, 0, time.UTC)
	scaleDays  = int(time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC).Sub(scaleFirst).Hours() / 24)
)

// times draws the start and end of a row of relationships.csv, and what is known of the end.
func (d *drawing) times() (start, end, kind string) {
	first := max(d.IntN(scaleDays), d.IntN(scaleDays))
	span := 1 << d.IntN(14)
	last := first + span - 1 + d.IntN(span)
	if last >= scaleDays {
		last = first + d.IntN(scaleDays-first)
	}
	if d.IntN(100) >= 3 {
		start = d.date(first)
	}
	switch n := d.IntN(100); {
	case n < 20:
		return start, "", "open"
	case n < 25:
		return start, "", "unknown"
	default:
		return start, d.date(last), "known"
	}
}

// date writes a day to the day, the month or the year.
func (d *drawing) date(day int) string {
	text := scaleFirst.AddDate(0, 0, day).Format(time.DateOnly)
	switch n := d.IntN(100); {
	case n < 70:
		return text
	case n < 90:
		return text[:7]
	default:
		return text[:4]
	}
}
