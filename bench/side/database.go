package side

import "strings"

// A Database is a Neo4j that holds what is asked for, and how to log in to it.
type Database struct{ URI, Username, Password string }

// direct is the address for a driver that speaks to the one server there is, without asking
// first which servers there are.
func (d Database) direct() string {
	if place, ok := strings.CutPrefix(d.URI, "neo4j://"); ok {
		return "bolt://" + place
	}
	return d.URI
}
