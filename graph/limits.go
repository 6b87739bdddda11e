package graph

import (
	"time"

	"github.com/alecthomas/kong"
)

// Limits are what one request may ask for. Their defaults stand in their tags and
// nowhere else.
type Limits struct {
	Body    int64         `help:"Bytes of a request (default: ${default})." default:"262144" env:"BODY"`
	Tokens  int           `help:"Tokens of a query (default: ${default})." default:"1000" env:"TOKENS"`
	Errors  int           `help:"Errors that a response names (default: ${default})." default:"20" env:"ERRORS"`
	Timeout time.Duration `help:"Time in which a request ends (default: ${default})." default:"5s" env:"TIMEOUT"`
}

// DefaultLimits returns the limits that hold unless a flag says otherwise.
func DefaultLimits() Limits {
	var l Limits
	if err := kong.ApplyDefaults(&l); err != nil {
		panic(err) // a tag of ours is wrong
	}
	return l
}
