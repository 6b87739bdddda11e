package wikidata

import "time"

// gregorian returns the day of the Gregorian calendar that is a day of the Julian one.
// Years are astronomical. A day that the month does not have runs on into the next.
func gregorian(year, month, day int) (int, int, int) {
	// The Julian calendar has a leap day in every fourth year. Its 1 March of the year 0
	// is the Gregorian 28 February: two days before 1 March, as that year has a leap day.
	const epochYear, offset = 0, -2
	months := [...]int{306, 337, 0, 31, 61, 92, 122, 153, 184, 214, 245, 275} // days since 1 March
	if month < 3 {
		year--
	}
	days := 365*year + floor(year, 4) + months[month-1] + day - 1
	at := time.Date(epochYear, time.March, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, days+offset)
	return at.Year(), int(at.Month()), at.Day()
}

// floor divides towards the past.
func floor(a, b int) int {
	if a < 0 {
		return -((b - 1 - a) / b)
	}
	return a / b
}
