package kg

import "regexp"

const (
	acceptX = "write X for the last digits only: 201X, 20XX, 2004-XX, 1985-04-XX, 1985-XX-XX"
	// acceptQualifier is for all that is wrong with ? ~ and %.
	acceptQualifier = "write one of ? (uncertain), ~ (approximate), % (both) at the end of a date"
)

// A namedForm is a way to write dates that is not read, and how to write it here.
type namedForm struct {
	pattern  *regexp.Regexp
	reason   string
	accepted string
}

// namedForms lists what people try, the more special before the more general. They
// are consulted only when a text is refused, so that the error can name the form.
var namedForms = []namedForm{
	named(`^[\[{]|[\]}]$`, "a set of dates (EDTF level 2)", acceptInterval),
	named(`^(?i:now|today|tomorrow|yesterday|present|current|ongoing)$`,
		"a word in place of a date",
		"write the date itself, such as 2026-01-20; .. for no end yet"),
	named(`^(?i:unknown|open|null|none|nil)$`,
		"a word in place of a bound", "write nothing for an unknown side, .. for an open one"),
	named(`^\.\.$`, "an open bound in place of a date", "write ../.. for open on both sides"),
	named(`\.\.$`, "an open end without a slash", "write /.. after the date"),
	named(`^Y`, "a year with Y", "write a year from -9999 to 9999 in four digits"),
	named(`^-?\d+E\d`, "a year with an exponent (EDTF level 2)",
		"write a year from -9999 to 9999 in four digits"),
	named(`^-?\d+S\d`, "significant digits (EDTF level 2)", "write 19XX or 195X"),
	named(`^-?\d{4}-?W`, "a week date", acceptDate),
	named(`^-?\d{4}-2[1-4][?~%]?$`, "a season", "write the months, such as 2001-03/2001-05"),
	named(`^-?\d{4}-(2[5-9]|3\d|4[01])[?~%]?$`, "a part of a year (EDTF level 2)",
		"write the months, such as 2001-01/2001-03"),
	named(`^-?\d{4}-?\d{3}[?~%]?$`, "a day of the year (ordinal date)", acceptDate),
	named(`^-?\d{8}([?~%T]|$)|^-?\d{6}[?~%]?$`, "a date without hyphens", acceptDate),
	named(`T.*[?~%]$`, "a qualifier on a time of day",
		"leave it out, or write the day alone with ? ~ or %"),
	named(`^[^T]*[?~%]{2,}$`, "two qualifiers", acceptQualifier),
	named(`[?~%].`, "a qualifier before or inside a date (EDTF level 2)", acceptQualifier),
	named(`^\+`, "a plus sign before a year", acceptDate),
	named(`^-?\d{5,}`, "a year of more than four digits",
		"write a year from -9999 to 9999 in four digits"),
	named(`T.*:\d\d[.,]`, "a fraction of a second", "write whole seconds"),
	named(`T.*X`, "X in a time of day", acceptX),
	named(`X`, "X in a place where EDTF level 1 has none", acceptX),
	named(`^-?\d{4}-\d\d-\d\dT\d\d(:?\d\d)?(Z|[+-]\d.*)?$`, "a time of day without seconds",
		acceptTime),
	named(`T\d\d:\d\d:\d\d[+-]`, "an offset of another form",
		"write Z, ±hh:mm or ±hh after a time"),
	named(`T\d\d:\d\d:\d\d.*\[`, "a zone by name", "write Z, ±hh:mm or ±hh after a time"),
	named(`^-?\d{4}(-\d\d)?T`, "a time of day without a day", acceptTime),
	named(`\dT`, "a time of day of another form", acceptTime),
	named(`^[-0-9:+]*[xtz][-0-9:+xtz]*$`, "small letters", "write X, T and Z as capitals"),
	named(`^-?\d{1,3}([-?~%]|$)`, "a year of fewer than four digits",
		"write the year first, in four digits, such as 0980"),
	named(`^-?\d{4}-\d(-|$)|^-?\d{4}-\d\d-\d$`, "a month or day of one digit",
		"write months and days in two digits, such as 2026-01-05"),
}

func named(pattern, reason, accepted string) namedForm {
	return namedForm{pattern: regexp.MustCompile(pattern), reason: reason, accepted: accepted}
}

// explain is the error for a text that is not a date in a form that is read here.
func explain(text string) error {
	for _, form := range namedForms {
		if form.pattern.MatchString(text) {
			return refusal(text, form.reason, form.accepted)
		}
	}
	return refusal(text, "not a date", acceptDate)
}
