package access

import "regexp"

// secrets are what has the form of a token: of one of ours all but its id, and a signed one.
var secrets = regexp.MustCompile(
	prefix + `([a-z2-7]{10})_[a-z2-7]{1,52}|eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*`)

// Redact returns a text of strangers, as it may be logged, without the tokens in it: people
// put them where they do not belong, such as into an address.
func Redact(text string) string { return secrets.ReplaceAllString(text, prefix+"${1}_…") }
