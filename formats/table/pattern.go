package table

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"entente/kg"
)

// A pattern is a way to write dates, such as DD.MM.YYYY.
type pattern struct {
	text  string
	shape *regexp.Regexp
	// parts are what the groups of the shape are: Y, M, D, h, m, s.
	parts []byte
}

// tokens are what stands for a part of a date in a pattern, longer ones first.
var tokens = []struct {
	text  string
	part  byte
	shape string
}{
	{"YYYY", 'Y', `(\d{4})`},
	{"YY", 0, ""},
	{"Y", 'Y', `(-?\d{1,4})`},
	{"MMMM", 'M', `(\pL+)`},
	{"MMM", 'M', `(\pL+)\.?`},
	{"MM", 'M', `(\d\d)`},
	{"M", 'M', `(\d\d?)`},
	{"DD", 'D', `(\d\d)`},
	{"D", 'D', `(\d\d?)`},
	{"hh", 'h', `(\d\d)`},
	{"h", 'h', `(\d\d?)`},
	{"mm", 'm', `(\d\d)`},
	{"ss", 's', `(\d\d)`},
}

const acceptForm = "write edtf, excel, excel1904, or a pattern of YYYY, Y, MM, M, MMM, DD, D, hh, mm, ss," +
	" such as DD.MM.YYYY"

// newPattern reads a pattern.
func newPattern(text string) (*pattern, error) {
	refuse := func(reason string) (*pattern, error) {
		return nil, &kg.InvalidError{Value: text, Reason: reason, Accepted: acceptForm}
	}
	p := &pattern{text: text}
	var shape strings.Builder
	shape.WriteString(`^`)
	for rest := text; rest != ""; {
		n := len(rest)
		for _, token := range tokens {
			if !strings.HasPrefix(rest, token.text) {
				continue
			}
			if token.part == 0 {
				return refuse("two digits of a year do not say the century")
			}
			if strings.IndexByte(string(p.parts), token.part) >= 0 {
				return refuse("a part of the date is there twice")
			}
			p.parts = append(p.parts, token.part)
			shape.WriteString(token.shape)
			rest = rest[len(token.text):]
			break
		}
		if len(rest) < n {
			continue
		}
		if c := rest[0]; c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' && c != 'T' && c != 'Z' {
			return refuse(fmt.Sprintf("the letter %c stands for nothing", c))
		}
		shape.WriteString(regexp.QuoteMeta(rest[:1]))
		rest = rest[1:]
	}
	has := func(part byte) bool { return strings.IndexByte(string(p.parts), part) >= 0 }
	switch {
	case !has('Y'):
		return refuse("no year in it")
	case has('D') && !has('M') || has('h') && !has('D') || (has('m') || has('s')) && !has('h'):
		return refuse("a part is missing between others")
	}
	p.shape = regexp.MustCompile(shape.String() + `$`)
	return p, nil
}

// read returns the date in EDTF, and false if the text is of another form.
func (p *pattern) read(text string) (string, bool) {
	m := p.shape.FindStringSubmatch(text)
	if m == nil {
		return "", false
	}
	parts := map[byte]string{}
	for i, part := range p.parts {
		parts[part] = m[i+1]
	}
	if month := parts['M']; month != "" && (month[0] < '0' || month[0] > '9') {
		number, known := monthOf(month)
		if !known {
			return "", false
		}
		parts['M'] = number
	}
	date := joinDate(parts['Y'], parts['M'], parts['D'])
	if parts['h'] == "" {
		return date, true
	}
	return date + "T" + padded(parts['h'], 2) + ":" + padded(parts['m'], 2) + ":" + padded(parts['s'], 2), true
}

// joinDate writes a date of its parts, of which those behind the year may be missing.
func joinDate(year, month, day string) string {
	sign := ""
	if rest, negative := strings.CutPrefix(year, "-"); negative {
		sign, year = "-", rest
	}
	date := sign + padded(year, 4)
	if month != "" {
		date += "-" + padded(month, 2)
		if day != "" {
			date += "-" + padded(day, 2)
		}
	}
	return date
}

// padded puts zeros before a number until it has so many digits.
func padded(digits string, n int) string {
	return strings.Repeat("0", max(0, n-len(digits))) + digits
}

// monthOf returns the number of a month by its English name, or the first three letters
// of it or more.
func monthOf(name string) (string, bool) {
	for month := time.January; month <= time.December; month++ {
		full := month.String()
		if len(name) >= 3 && len(name) <= len(full) && strings.EqualFold(full[:len(name)], name) {
			return fmt.Sprintf("%02d", month), true
		}
	}
	return "", false
}
