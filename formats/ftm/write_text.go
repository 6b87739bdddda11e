package ftm

import (
	"regexp"
	"slices"
	"strings"

	"entente/formats"
	"entente/kg"
)

// properties are the values of a line, by name.
type properties map[string][]string

// add adds values, each once. Empty ones are left out.
func (p properties) add(name string, texts ...string) {
	for _, text := range texts {
		if text = strings.Join(strings.Fields(text), " "); text != "" && !slices.Contains(p[name], text) {
			p[name] = append(p[name], text)
		}
	}
}

// texts is a list of a text, without it where it is empty.
func texts(text string) []string {
	p := properties{}
	p.add("", text)
	return p[""]
}

var namePattern = regexp.MustCompile(`^[0-9a-zA-Z]([0-9a-zA-Z.-]*[0-9a-zA-Z])?$`)

// nameOf returns what FollowTheMoney calls a record: its id, where one of FollowTheMoney
// may look so, and else one that follows from it.
func nameOf(id kg.ID) string {
	if namePattern.MatchString(string(id)) {
		return string(id)
	}
	return string(formats.MakeID("entente", string(id)))
}

// namesOf returns the names of an entity by what they are called in FollowTheMoney.
func namesOf(e *kg.Entity) properties {
	p := properties{}
	for _, name := range e.Names {
		switch name.Kind {
		case kg.NameOfficial:
			p.add("name", name.Text)
		case kg.NameAcronym:
			p.add("weakAlias", name.Text)
		case kg.NameFormer:
			p.add("previousName", name.Text)
		default:
			p.add("alias", name.Text)
		}
	}
	return p
}

// timeOf returns the dates of start and end, cut to what is known of them.
func timeOf(s *shape, v kg.Validity) properties {
	p := properties{}
	switch start, end := prefix(v.Start().EDTF), prefix(v.End().EDTF); {
	case v.EDTF == "" || len(s.start) == 0:
	case !strings.Contains(v.EDTF, "/") && slices.Contains(s.start, "date"):
		p.add("date", start)
	default:
		p.add(s.start[0], start)
		if len(s.end) > 0 {
			p.add(s.end[0], end)
		}
	}
	return p
}

var prefixPattern = regexp.MustCompile(`^(\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d:\d\d)?)?)?)(?:-XX(?:-XX)?)?Z?[?~%]?$`)

// prefix returns as much of a date as FollowTheMoney can say. It has no decades, no years
// before 0, and no marks for what is approximate or uncertain.
func prefix(edtf string) string {
	if m := prefixPattern.FindStringSubmatch(edtf); m != nil {
		return m[1]
	}
	return ""
}

// timeText says a time in words and in EDTF where the dates of a line do not say all of
// it: that it goes on, or that a date is not certain.
func timeText(s *shape, v kg.Validity) string {
	bare := kg.Written{EDTF: v.EDTF}
	if v.EDTF == "" || v.Written == kg.Unknown.Written {
		return ""
	}
	start, end, interval := strings.Cut(v.EDTF, "/")
	dated := timeOf(s, v)
	said := v.Written == bare && prefix(start) == strings.TrimSuffix(start, "Z") &&
		prefix(end) == strings.TrimSuffix(end, "Z") && len(dated) > 0
	if said && (interval || slices.Contains(dated["date"], prefix(start))) {
		return ""
	}
	return "Time: " + v.Text() + " (EDTF " + v.EDTF + ")."
}

// plain returns a value as FollowTheMoney writes one of the type, or "" where it cannot.
func plain(t propType, v kg.Value) string {
	text := v.String()
	switch t {
	case dateProp:
		return prefix(text)
	case countryProp:
		if !countryPattern.MatchString(text) {
			return ""
		}
	case numberProp:
		if q := v.Number; q != nil {
			exact := *q
			exact.Unit = ""
			text = exact.String()
		}
		if !numberPattern.MatchString(text) {
			return ""
		}
	case urlProp:
		if !strings.HasPrefix(text, "http://") && !strings.HasPrefix(text, "https://") {
			return ""
		}
	}
	return text
}

var (
	countryPattern = regexp.MustCompile(`^[a-z]{2,4}(-[a-z0-9]{1,8})?$`)
	numberPattern  = regexp.MustCompile(`^-?\d+(\.\d+)?$`)
)
