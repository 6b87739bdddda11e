package stix

import (
	"crypto/sha1" //nolint:gosec // a UUID of version 5 is made with it
	"encoding/hex"

	"entente/kg"
)

// space is the UUID from which those of Entente's records follow.
var space = [16]byte{
	0x2f, 0x8d, 0x1c, 0x57, 0x93, 0xb4, 0x4e, 0x0a, 0xa6, 0x1e, 0x5b, 0x7c, 0x40, 0xd9, 0xe2, 0x38,
}

// uuid returns the UUID of version 5 (RFC 9562, 5.5) of a text: the same for the same.
func uuid(text string) string {
	h := sha1.New() //nolint:gosec // see above
	_, _ = h.Write(space[:])
	_, _ = h.Write([]byte(text))
	b := h.Sum(nil)[:16]
	b[6], b[8] = b[6]&0x0f|0x50, b[8]&0x3f|0x80
	x := hex.EncodeToString(b)
	return x[:8] + "-" + x[8:12] + "-" + x[12:16] + "-" + x[16:20] + "-" + x[20:]
}

// idFor returns the id of the object of a type that a record is written as: the record's
// own where it is such an id, and else one that follows from it.
func idFor(kind string, id kg.ID) string {
	if typeOf(string(id)) == kind {
		return string(id)
	}
	return kind + "--" + uuid(string(id))
}

// writerID is the id of the identity that stands for Entente in a bundle.
var writerID = "identity--" + uuid("entente")
