package wikidata

import (
	"cmp"
	"slices"

	"entente/kg"
)

// The properties of time that statements are qualified with.
const (
	startTime    = "P580"
	endTime      = "P582"
	pointInTime  = "P585"
	floruit      = "P1317"
	earliestDate = "P1319"
	latestDate   = "P1326"
)

// A period is when a statement holds, as its qualifiers have it.
type period struct {
	kg.Written
	remarks []string
	now     int // the year of reading
	// dates is the number of dates that are written, of whatever kind.
	dates int
}

// periodOf reads the qualifiers of a statement. Without any it is unknown when it holds.
func periodOf(q map[string][]snak, moment bool, now int) *period {
	p := &period{now: now}
	start, end := p.bound(q[startTime], false), p.bound(q[endTime], true)
	points := p.points(q[pointInTime])
	if moment && len(q[startTime])+len(q[endTime]) == 0 && len(points) > 0 {
		p.EDTF, points = points[0], points[1:]
	} else {
		p.EDTF = start + "/" + end
	}
	points = append(points, p.points(q[floruit])...)
	slices.Sort(points)
	if len(points) > 0 {
		p.AttestedFrom = points[0]
	}
	if len(points) > 1 {
		p.AttestedUntil = points[len(points)-1]
	}
	p.limits(q, start, end, moment)
	return p
}

// bound reads the start or the end: ".." for none, and nothing where it is not known.
func (p *period) bound(snaks []snak, end bool) string {
	if len(snaks) == 0 {
		return ""
	}
	p.dates++
	if len(snaks) > 1 {
		p.remarks = append(p.remarks, snaks[0].Property+": the first of several is the bound; each is a claim")
	}
	if snaks[0].Type == noValue {
		return ".."
	}
	d, ok := p.date(&snaks[0])
	switch {
	case !ok || d.edtf != "":
	case !end && d.first < d.last:
		p.StartedAfter = yearText(d.first)
	case end && d.first < d.last && d.last < p.now:
		p.EndedBefore = yearText(d.last)
	}
	return d.edtf
}

// date reads the date of a snak, and remarks on it.
func (p *period) date(s *snak) (date, bool) {
	var v timeValue
	if s.Type != hasValue {
		return date{}, false
	}
	if !s.read(&v) {
		p.remarks = append(p.remarks, s.Property+": not a date, and left out")
		return date{}, false
	}
	d, ok := v.date()
	if !ok {
		d.remark = "`" + v.Time + "`: not a date, and left out"
	}
	if d.remark != "" {
		p.remarks = append(p.remarks, s.Property+": "+d.remark)
	}
	return d, ok
}

// points reads dates at which something was so.
func (p *period) points(snaks []snak) []string {
	var points []string
	for i := range snaks {
		if d, ok := p.date(&snaks[i]); ok && d.edtf != "" {
			points = append(points, d.edtf)
			p.dates++
		}
	}
	return points
}

// limits reads the earliest and latest date. The latest limits the end, so it is left
// out where nothing says that there is one.
func (p *period) limits(q map[string][]snak, start, end string, moment bool) {
	if points := p.points(q[earliestDate]); len(points) > 0 && start != ".." {
		p.StartedAfter = points[0]
	}
	points := p.points(q[latestDate])
	ends := len(q[endTime]) > 0 && end != ".." || moment && len(q[pointInTime]) > 0
	switch {
	case len(points) == 0:
	case ends:
		p.EndedBefore = points[0]
	default:
		p.remarks = append(p.remarks, latestDate+": whether it limits the start or an end is not said; left out")
	}
}

// read gives the period its meaning. Limits and attestations that contradict the dates
// are left out, with a remark; the error is about the dates themselves.
func (p *period) read(now kg.Instant) (kg.Validity, error) {
	validity, err := p.Written.Read(now)
	if err == nil {
		return validity, nil
	}
	validity, bare := kg.Written{EDTF: p.EDTF}.Read(now)
	if bare == nil {
		p.remarks = append(p.remarks, "left out, as it contradicts the dates: "+err.Error())
		return validity, nil
	}
	return validity, cmp.Or(kg.InField("validity", bare), err)
}

// best returns the statements of the best rank that there is; deprecated ones never.
func best(statements []*statement) []*statement {
	for _, rank := range []string{"preferred", "normal"} {
		var found []*statement
		for _, s := range statements {
			if s.Rank == rank || rank == "normal" && s.Rank == "" {
				found = append(found, s)
			}
		}
		if len(found) > 0 {
			return found
		}
	}
	return nil
}
