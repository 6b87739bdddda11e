package ftm

import "entente/formats"

// Format is FollowTheMoney.
var Format = formats.Format{
	Name:       "ftm",
	Title:      "FollowTheMoney",
	Extensions: []string{".ftm.json", ".ftm", ".ijson"},
	MediaType:  "application/json+ftm",
	Read:       read,
	Write:      write,
}
