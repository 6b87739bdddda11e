package access

import (
	"strings"
	"time"
	"unicode"
)

// A claims has what a signed token says of a person.
type claims map[string]any

// begun reports whether the token holds already, where it says since when.
func (c claims) begun(now time.Time) bool {
	at, ok := c["nbf"]
	if !ok {
		return true
	}
	seconds, ok := at.(float64)
	return ok && float64(now.Add(skew).Unix()) >= seconds
}

// issued sets apart the names of who signs in by an issuer: no token has a name with a colon.
const issued = "oidc:"

// name is the one under which somebody writes, or empty. Of an e-mail address the issuer
// must say that it is theirs.
func (c claims) name() string {
	verified, _ := c["email_verified"].(bool)
	for _, claim := range []string{"preferred_username", "email", "sub"} {
		name, _ := c[claim].(string)
		if claim == "email" && !verified {
			continue
		}
		if name = strings.TrimSpace(name); nameable(name) {
			return issued + name
		}
	}
	return ""
}

// nameable reports whether a name of the issuer can stand in the change log.
func nameable(name string) bool {
	return name != "" && len(name) <= 200 && !strings.ContainsFunc(name, func(r rune) bool {
		return r == '\uFFFD' || !unicode.IsPrint(r)
	})
}

// role is the highest of those that a claim tells, at least that of a reader.
func (c claims) role(claim string) Role {
	role := Reader
	var told []any
	switch value := c.at(claim).(type) {
	case string:
		told = []any{value}
	case []any:
		told = value
	}
	for _, one := range told {
		text, _ := one.(string)
		word, ours := strings.CutPrefix(text, "entente-")
		var r Role
		if ours && r.UnmarshalText([]byte(word)) == nil {
			role = max(role, r)
		}
	}
	return role
}

// at returns the value of a claim, by its name or by a path through objects.
func (c claims) at(claim string) any {
	if value, ok := c[claim]; ok {
		return value
	}
	var value any = map[string]any(c)
	for part := range strings.SplitSeq(claim, ".") {
		object, _ := value.(map[string]any)
		value = object[part]
	}
	return value
}
