package transfer

import (
	"errors"
	"io"

	"entente/formats/table"
)

// Guess writes a first mapping of a table, made from its beginning.
func Guess(w io.Writer, files *Files) error {
	list := files.List()
	if len(list) != 1 {
		return errors.New("a mapping is guessed from one file")
	}
	r, err := list[0].Open()
	if err != nil {
		return err
	}
	defer r.Close() //nolint:errcheck // nothing is written
	text, err := table.Guess(list[0].Name, r)
	if err != nil {
		return err
	}
	_, err = w.Write(text)
	return err
}
