package sqlite

import (
	"strconv"

	"entente/kg"
)

// A consistency token is the sequence number of a batch's last change. There is
// nothing to wait for in one file; but a token of another store would be a promise
// that nobody keeps.

func formatToken(sequence int64) string { return strconv.FormatInt(sequence, 10) }

// checkToken refuses what is no token of v's.
func checkToken(v kg.View) error {
	if v.Consistency == "" {
		return nil
	}
	sequence, err := strconv.ParseInt(v.Consistency, 10, 64)
	if err != nil || sequence < 1 || formatToken(sequence) != v.Consistency {
		return kg.BadToken(v.Consistency)
	}
	return nil
}
