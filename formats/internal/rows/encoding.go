package rows

import (
	"bufio"
	"bytes"
	"fmt"
	"io"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"

	"entente/formats"
	"entente/kg"
)

// open begins to read a file as UTF-8. A byte order mark says what the file is written
// in, whatever name is given; without mark and name it is UTF-8, and left as it is, so
// that a wrong byte is found where it stands.
func open(f formats.File, name string) (io.Reader, io.Closer, error) {
	encoded, err := Encoding(name)
	if err != nil {
		return nil, nil, err
	}
	file, err := f.Open()
	if err != nil {
		return nil, nil, fmt.Errorf("open %s: %w", f.Name, err)
	}
	r := bufio.NewReaderSize(file, 1<<16)
	mark, _ := r.Peek(3) // an error comes again when the text is read
	switch {
	case bytes.HasPrefix(mark, []byte("\xef\xbb\xbf")):
		_, err = r.Discard(3)
		return r, file, err
	case bytes.HasPrefix(mark, []byte("\xff\xfe")), bytes.HasPrefix(mark, []byte("\xfe\xff")):
		encoded = unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM)
	}
	if encoded == nil {
		return r, file, nil
	}
	return encoded.NewDecoder().Reader(r), file, nil
}

// Encoding returns the encoding of a name, such as windows-1252, or nil for UTF-8 and no
// name. The error is an [*kg.InvalidError].
func Encoding(name string) (encoding.Encoding, error) {
	if name == "" {
		return nil, nil //nolint:nilnil // UTF-8 needs none
	}
	encoded, err := htmlindex.Get(name)
	switch {
	case err != nil:
		return nil, &kg.InvalidError{
			Field: "encoding", Value: name, Reason: "not an encoding that is known",
			Accepted: "write utf-8, utf-16, windows-1252, latin1, windows-1256 or another name of the web",
		}
	case encoded == unicode.UTF8:
		return nil, nil //nolint:nilnil // as it is
	}
	return encoded, nil
}
