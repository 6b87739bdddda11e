package kg

import (
	"fmt"
	"strings"
)

// A Zone is a fixed distance from UTC, such as "+03:00". Text that names days but
// no offset is read in it. Empty is UTC.
type Zone string

const (
	// maxOffset is the greatest distance from UTC in use on Earth, in seconds.
	maxOffset  = 14 * 60 * 60
	acceptZone = "write Z or a fixed offset such as +03:00, at most 14 hours from UTC"
)

// ParseZone reads "", "Z", "±hh:mm" or "±hh" and returns the canonical zone, which
// is empty for UTC. A place such as Asia/Damascus is refused, because its offset
// depends on the year. Errors are [*InvalidError] without a field.
func ParseZone(text string) (Zone, error) {
	seconds, ok := readOffset(text)
	switch {
	case !ok && strings.ContainsFunc(text, isLetter):
		return "", refusal(text, "a zone by name, whose offset changes over the years", acceptZone)
	case !ok:
		return "", refusal(text, "not an offset from UTC", acceptZone)
	case seconds < -maxOffset || seconds > maxOffset:
		return "", refusal(text, "more than 14 hours from UTC", acceptZone)
	case seconds == 0:
		return "", nil
	}
	sign, minutes := '+', seconds/60
	if seconds < 0 {
		sign, minutes = '-', -minutes
	}
	return Zone(fmt.Sprintf("%c%02d:%02d", sign, minutes/60, minutes%60)), nil
}

// seconds is how far z is ahead of UTC. Nothing readable counts as UTC.
func (z Zone) seconds() int64 {
	seconds, _ := readOffset(string(z))
	return seconds
}

// label names z, which is canonical, to a reader: "UTC" or "UTC+03:00".
func (z Zone) label() string {
	return "UTC" + string(z)
}

// readOffset reads an offset in seconds east of UTC. It checks the form and the
// minutes, not how far the offset goes.
func readOffset(text string) (seconds int64, ok bool) {
	if text == "" || text == "Z" {
		return 0, true
	}
	hours, minutes := text[1:], "00"
	if len(text) == len("+hh:mm") && text[3] == ':' {
		hours, minutes = text[1:3], text[4:]
	}
	if !twoDigits(hours) || !twoDigits(minutes) || minutes > "59" {
		return 0, false
	}
	seconds = int64(number(hours)*60+number(minutes)) * 60
	switch text[0] {
	case '+':
		return seconds, true
	case '-':
		return -seconds, true
	}
	return 0, false
}

func isLetter(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
}

func isDigit(c byte) bool {
	return '0' <= c && c <= '9'
}

func twoDigits(text string) bool {
	return len(text) == 2 && isDigit(text[0]) && isDigit(text[1])
}

// number is the value of text, which holds decimal digits only.
func number(text string) int {
	n := 0
	for i := range len(text) {
		n = n*10 + int(text[i]-'0')
	}
	return n
}
