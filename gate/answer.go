package gate

import (
	"net/http"
	"regexp"
)

// An answer is what is sent, and what the log says of it.
type answer struct {
	http.ResponseWriter
	// status is 0 until the answer begins.
	status int
	bytes  int64
	// begun, if there is one, is called when the answer begins.
	begun func()
	// refusal is the beginning of an answer of status 400 or above.
	refusal []byte
	// broken is whether the answer was cut off.
	broken bool
}

// maxRefusal is how much of a refusal is looked at for its code.
const maxRefusal = 2048

// WriteHeader begins the answer, unless the status is one that announces it.
func (a *answer) WriteHeader(status int) {
	if a.status == 0 && (status >= http.StatusOK || status == http.StatusSwitchingProtocols) {
		a.status = status
		if a.begun != nil {
			a.begun()
		}
	}
	a.ResponseWriter.WriteHeader(status)
}

// Write sends a part.
func (a *answer) Write(b []byte) (int, error) {
	if a.status == 0 {
		a.WriteHeader(http.StatusOK)
	}
	if a.status >= http.StatusBadRequest && len(a.refusal) < maxRefusal {
		a.refusal = append(a.refusal, b[:min(len(b), maxRefusal-len(a.refusal))]...)
	}
	n, err := a.ResponseWriter.Write(b)
	a.bytes += int64(n)
	return n, err
}

// Flush sends what was written. Handlers of streams ask for this method.
func (a *answer) Flush() { _ = http.NewResponseController(a.ResponseWriter).Flush() }

// Unwrap returns the writer below, for deadlines and connections.
func (a *answer) Unwrap() http.ResponseWriter { return a.ResponseWriter }

// code finds the code of an error in the JSON of a refusal.
var code = regexp.MustCompile(`"code":\s*"([A-Z_]{1,40})"`)

// codes returns the codes of a refusal, of whichever handler.
func (a *answer) codes() []string {
	var found []string
	for _, match := range code.FindAllSubmatch(a.refusal, -1) {
		found = append(found, string(match[1]))
	}
	return found
}
