package command

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"entente/access"
)

// A Token is the command of that name: it keeps the tokens by which people and programs
// say who they are. A server takes changes up while it runs.
type Token struct {
	Create TokenCreate `cmd:"" help:"Make a token and print it, this once."`
	List   TokenList   `cmd:"" help:"List the tokens, without their secrets."`
	Revoke TokenRevoke `cmd:"" help:"Take a token back. What is connected by it is cut off within seconds."`
}

// A TokensFlag names the file of tokens.
type TokensFlag struct {
	Tokens access.TokenFile `help:"File of the tokens, as the server was told (default: ${default})." default:"./data/tokens.json" env:"ENTENTE_TOKENS" placeholder:"PATH"` //nolint:lll // a struct tag
}

// A TokenCreate makes a token.
type TokenCreate struct {
	Name    string      `arg:"" help:"Whose it is; the change log has it for what they write."`
	Role    access.Role `help:"What they may do: reader, editor or admin." required:"" placeholder:"ROLE"`
	Expires expiry      `help:"When it holds no more: a time from now such as 90d, a day such as 2027-01-01, in UTC, or never (default: ${default})." default:"365d" placeholder:"WHEN"` //nolint:lll // a struct tag
	TokensFlag
}

// Run prints the token alone to the standard output, so that it can be piped where it is
// needed, and the rest where people read it.
func (c *TokenCreate) Run(e *Environment) error {
	now := time.Now()
	whole, made, err := c.Tokens.Create(e.Context, c.Name, c.Role, now, c.Expires.from(now))
	if err != nil {
		return err
	}
	e.note("Made the token %s of %s, %s, %s. It is shown this once:", made.ID, made.Name, made.Role, lasting(made))
	e.say("%s", whole)
	return nil
}

// A TokenList lists tokens.
type TokenList struct {
	JSON bool `name:"json" help:"Write a JSON list."`
	TokensFlag
}

// A listedToken is a token as the list has it: without its hash.
type listedToken struct {
	ID      string       `json:"id"`
	Name    string       `json:"name"`
	Role    access.Role  `json:"role"`
	State   access.State `json:"state"`
	Made    time.Time    `json:"made"`
	Expires time.Time    `json:"expires,omitzero"`
	Revoked time.Time    `json:"revoked,omitzero"`
}

// Run prints the tokens in the order in which they were made.
func (c *TokenList) Run(e *Environment) error {
	tokens, err := c.Tokens.Tokens()
	if err != nil {
		return err
	}
	now := time.Now()
	listed := make([]listedToken, len(tokens))
	for i, t := range tokens {
		listed[i] = listedToken{t.ID, t.Name, t.Role, t.State(now), t.Made, t.Expires, t.Revoked}
	}
	if c.JSON {
		encoder := json.NewEncoder(e.Out)
		encoder.SetIndent("", "  ")
		return encoder.Encode(listed)
	}
	table := tabwriter.NewWriter(e.Out, 0, 0, 2, ' ', 0)
	sayTo(table, "NAME\tROLE\tID\tMADE\tEXPIRES\tSTATE\n")
	for _, t := range listed {
		role, _ := t.Role.MarshalText() // the file has no others
		expires := "never"
		if !t.Expires.IsZero() {
			expires = t.Expires.Format(time.DateOnly)
		}
		sayTo(table, "%s\t%s\t%s\t%s\t%s\t%s\n", t.Name, role, t.ID, t.Made.Format(time.DateOnly), expires, t.State)
	}
	return table.Flush()
}

// A TokenRevoke takes a token back.
type TokenRevoke struct {
	Which string `arg:"" name:"id-or-name" help:"Id of the token, or the name of one that is active."`
	TokensFlag
}

// Run takes it back.
func (c *TokenRevoke) Run(e *Environment) error {
	t, err := c.Tokens.Revoke(e.Context, c.Which, time.Now())
	if err != nil {
		return err
	}
	e.say("revoked the token %s of %s", t.ID, t.Name)
	return nil
}

// lasting says how long a token holds.
func lasting(t access.Token) string {
	if t.Expires.IsZero() {
		return "until it is revoked"
	}
	return "until " + t.Expires.Format(time.RFC3339)
}

// An expiry is when a token holds no more: some days from now, or the beginning of a day.
// The zero expiry is never.
type expiry struct {
	days int
	on   time.Time
}

// maxDays is the longest time in days.
const maxDays = 36500

var errExpiry = errors.New("write a time from now such as 90d, a day such as 2027-01-01, or never")

// UnmarshalText reads what a flag says.
func (x *expiry) UnmarshalText(text []byte) error {
	*x = expiry{}
	word := string(text)
	if word == "never" {
		return nil
	}
	if number, ok := strings.CutSuffix(word, "d"); ok {
		days, err := strconv.Atoi(number)
		if err != nil || days < 1 || days > maxDays {
			return fmt.Errorf("%.40q: %w; at most %d days", word, errExpiry, maxDays)
		}
		x.days = days
		return nil
	}
	on, err := time.Parse(time.DateOnly, word)
	if err != nil {
		return fmt.Errorf("%.40q: %w", word, errExpiry)
	}
	x.on = on
	return nil
}

// from returns the moment, given when the token is made.
func (x expiry) from(now time.Time) time.Time {
	if x.days > 0 {
		return now.AddDate(0, 0, x.days)
	}
	return x.on
}
