package sqlite

import (
	"bytes"
	"context"
	"fmt"

	"entente/kg"
)

// magic is what the file of every SQLite database begins with.
var magic = []byte("SQLite format 3\x00")

// Ready reports whether the store is fit to be asked: that no disk has failed it,
// that the file is the one that was opened, begins as it should, and is read from; see
// [kg.Prober].
func (s *Store) Ready(ctx context.Context) error {
	if s.poisoned.Load() {
		return errPoisoned
	}
	if err := s.inPlace(); err != nil {
		return err
	}
	if _, err := s.Last(ctx, kg.View{}); err != nil {
		return err
	}
	return s.checkMagic()
}

// checkMagic looks at the beginning of the file on the disk. What SQLite answers comes
// from its own memory for long after something else has overwritten the file.
func (s *Store) checkMagic() error {
	begins := make([]byte, len(magic))
	if _, err := s.handle.ReadAt(begins, 0); err != nil {
		return &kg.UnavailableError{
			Reason: errDamaged.Reason, Advice: errDamaged.Advice, Cause: fmt.Errorf("read the file: %w", err),
		}
	}
	if !bytes.Equal(begins, magic) {
		return errDamaged
	}
	return nil
}
