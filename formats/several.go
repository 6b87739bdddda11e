package formats

import (
	"regexp"
	"strconv"

	"entente/kg"
)

// PutSeveral puts several values under one name: the first under the name itself, the
// others under the name with a point and their number, as "keywords.2".
func PutSeveral(p kg.Properties, name string, values []kg.Value) {
	for i, v := range values {
		if i > 0 {
			p[name+"."+strconv.Itoa(i+1)] = v
			continue
		}
		p[name] = v
	}
}

// Several returns the values that [PutSeveral] put under a name, in order.
func Several(p kg.Properties, name string) []kg.Value {
	first, found := p[name]
	if !found {
		return nil
	}
	values := []kg.Value{first}
	for {
		next, found := p[name+"."+strconv.Itoa(len(values)+1)]
		if !found {
			return values
		}
		values = append(values, next)
	}
}

var numbered = regexp.MustCompile(`^(.+)\.([2-9]|[1-9][0-9]+)$`)

// SeveralName returns the name under which [Several] has what a property is called, and
// false if the property is the first of it.
func SeveralName(property string) (name string, further bool) {
	if m := numbered.FindStringSubmatch(property); m != nil {
		return m[1], true
	}
	return property, false
}
