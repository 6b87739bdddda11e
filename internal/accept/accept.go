// Package accept tells what a client takes by the headers of its request.
package accept

import (
	"net/http"
	"strconv"
	"strings"
)

// Gzip reports whether a request with these headers takes an answer in
// gzip: it must name gzip, or else "*", with a weight above zero. Without the
// header an answer goes out as it is.
func Gzip(h http.Header) bool {
	anything := false
	for coding := range strings.SplitSeq(strings.Join(h.Values("Accept-Encoding"), ","), ",") {
		name, parameters, _ := strings.Cut(coding, ";")
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "gzip", "x-gzip":
			return isWanted(parameters)
		case "*":
			anything = isWanted(parameters)
		}
	}
	return anything
}

// isWanted reports whether the parameters of a coding, such as "q=0.5", give it
// a weight above zero. A coding without a weight is wanted; one whose weight
// cannot be read is not.
func isWanted(parameters string) bool {
	name, value, found := strings.Cut(parameters, "=")
	if !found || !strings.EqualFold(strings.TrimSpace(name), "q") {
		return true
	}
	weight, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	return err == nil && weight > 0
}
