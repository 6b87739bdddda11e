package transfer

import (
	"bytes"
	"errors"
	"fmt"

	"entente/formats"
	"entente/kg"
)

// refusal is the error of an import that cannot go on at a place.
func refusal(at formats.Position, why error) error {
	return fmt.Errorf("%w: %w", ErrRefused, &formats.Error{At: at, Err: why})
}

// refuse counts an item that is not written and keeps its text.
func (im *importer) refuse(item formats.Item, why *formats.Error) error {
	im.report.Refused++
	if im.options.Problem != nil {
		im.options.Problem(why)
	}
	if !im.options.Skip {
		return fmt.Errorf("%w: %w", ErrRefused, why)
	}
	if im.options.Rejects == nil || len(item.Raw) == 0 || errors.Is(why, kg.ErrLimit) {
		return nil // of what is too long there is the beginning only
	}
	for i, text := range [][]byte{item.Header, item.Raw} {
		if len(text) == 0 || i == 0 && bytes.Equal(text, im.header) {
			continue
		}
		if text[len(text)-1] != '\n' {
			text = append(text[:len(text):len(text)], '\n')
		}
		if _, err := im.options.Rejects.Write(text); err != nil {
			return fmt.Errorf("keep what was refused: %w", err)
		}
	}
	im.header = item.Header
	return nil
}

func (im *importer) remark(what *formats.Error) {
	if im.options.Remark != nil {
		im.options.Remark(what)
	}
}
