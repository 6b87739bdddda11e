package stix

import "entente/formats"

// Format is STIX 2.1.
var Format = formats.Format{
	Name:       "stix",
	Title:      "STIX 2.1",
	Extensions: []string{".stix.json", ".stix"},
	MediaType:  "application/stix+json;version=2.1",
	Read:       read,
	Write:      write,
}
