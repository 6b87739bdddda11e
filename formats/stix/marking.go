package stix

import (
	"strings"

	"entente/kg"
)

// The markings of the Traffic Light Protocol that STIX and its extension for TLP 2.0
// define, and whether they restrict.
var tlp = map[string]bool{
	"marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9": false, // WHITE
	"marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da": false, // GREEN
	tlpAmber: true,
	"marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed": true,  // RED
	"marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487": false, // CLEAR
	"marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb": false, // GREEN, 2.0
	"marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421": true,  // AMBER, 2.0
	"marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003": true,  // AMBER+STRICT
	"marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1": true,  // RED, 2.0
}

const tlpAmber = "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82"

// open are the levels of the protocol whose objects everyone may see.
var open = map[string]bool{"white": true, "clear": true, "green": true}

// restricts reports whether a definition of a marking in a file restricts what it marks.
// A statement, of copyright for one, does not; a level that is not known does.
func (o *object) restricts() bool {
	definition, _ := o.all["definition"].(map[string]any)
	for _, name := range [...]string{"tlp", "TLP"} {
		if level, ok := definition[name].(string); ok {
			return !open[strings.TrimPrefix(strings.ToLower(level), "tlp:")]
		}
	}
	return false
}

// access says who may see what an object says. A marking that is defined nowhere
// restricts: what it asks for is not known.
func (r *reader) access(it *item) kg.Access {
	for _, ref := range it.object.list("object_marking_refs") {
		restricts, known := r.markings[ref]
		if !known {
			restricts, known = tlp[ref]
		}
		if !known {
			it.remark("object_marking_refs", ref, "a marking that the files do not define: read as restricted")
		}
		if restricts || !known {
			return kg.AccessRestricted
		}
	}
	return ""
}
