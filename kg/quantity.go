package kg

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

// A Quantity is a number as people report it: exact, about, more than, at most,
// or from one number to another, with what is counted.
type Quantity struct {
	// Min and Max are the closed range that the number lies in; nil is unbounded.
	// "more than 200" is a Min of 200 with AboveMin.
	Min *float64 `json:"min,omitempty"`
	Max *float64 `json:"max,omitempty"`
	// AboveMin and BelowMax exclude the bound itself.
	AboveMin bool `json:"aboveMin,omitempty"`
	BelowMax bool `json:"belowMax,omitempty"`
	// Approximate marks a number given as "about".
	Approximate bool `json:"approximate,omitempty"`
	// Unit is what is counted, such as "people" or "day"; it may be empty.
	Unit string `json:"unit,omitempty"`
}

const quantityAccepted = "write 81, ~1500, >200, >=200, <7000, <=7000 or 3000..5000, and a unit if need be"

var quantityPattern = regexp.MustCompile(
	`^(~|>=|<=|≥|≤|>|<)?\s*(-?[0-9]+(?:\.[0-9]+)?)(?:\s*(?:\.\.|–|-)\s*([0-9]+(?:\.[0-9]+)?))?(?:\s+(\pL[\pL \-/]*))?$`)

// ParseQuantity reads a number as [Quantity.String] writes it: "81", "~1500",
// ">200", "<=7000", "3000..5000", each with an optional unit behind a space.
// "≥", "≤" and "3000–5000" are read too. Errors are [*InvalidError].
func ParseQuantity(text string) (Quantity, error) {
	invalid := &InvalidError{Value: text, Reason: "not a number", Accepted: quantityAccepted}
	if len(text) > MaxDate {
		return Quantity{}, invalid
	}
	m := quantityPattern.FindStringSubmatch(strings.TrimSpace(text))
	if m == nil || (m[1] != "" && m[3] != "") {
		return Quantity{}, invalid
	}
	low, err := strconv.ParseFloat(m[2], 64)
	if err != nil || math.Abs(low) > 1e15 {
		invalid.Reason = "the number is too large"
		return Quantity{}, invalid
	}
	q := Quantity{Unit: strings.TrimSpace(m[4])}
	q.bound(m[1], low)
	if m[3] != "" {
		high, err := strconv.ParseFloat(m[3], 64)
		if err != nil || high < low || high > 1e15 {
			invalid.Reason = "the range ends before it begins"
			return Quantity{}, invalid
		}
		q.Max = &high
	}
	return q, nil
}

// bound sets the range that a number with a sign before it means.
func (q *Quantity) bound(sign string, n float64) {
	switch sign {
	case ">", ">=", "≥":
		q.Min, q.AboveMin = &n, sign == ">"
	case "<", "<=", "≤":
		q.Max, q.BelowMax = &n, sign == "<"
	default:
		q.Min, q.Max, q.Approximate = &n, &n, sign == "~"
	}
}

// String writes q in the form that [ParseQuantity] reads.
func (q Quantity) String() string {
	var text string
	switch {
	case q.Min == nil && q.Max == nil:
		return ""
	case q.Max == nil && q.AboveMin:
		text = ">" + plain(*q.Min)
	case q.Max == nil:
		text = ">=" + plain(*q.Min)
	case q.Min == nil && q.BelowMax:
		text = "<" + plain(*q.Max)
	case q.Min == nil:
		text = "<=" + plain(*q.Max)
	case *q.Min != *q.Max:
		text = plain(*q.Min) + ".." + plain(*q.Max)
	case q.Approximate:
		text = "~" + plain(*q.Min)
	default:
		text = plain(*q.Min)
	}
	if q.Unit != "" {
		text += " " + q.Unit
	}
	return text
}

// plain writes a number without an exponent.
func plain(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }
