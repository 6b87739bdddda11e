package dataset

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"slices"

	"entente/formats"
	"entente/kg"
)

// writeYAML writes the graph as one YAML file. What would be larger than [MaxFile], and
// so could not be read again, is an [kg.ErrLimit].
func writeYAML(w io.Writer, x *formats.Export) error {
	if x.History != nil {
		return &kg.InvalidError{
			Field: "history", Reason: "YAML has no place for the history of records", Accepted: "write jsonl",
		}
	}
	out := &yamlWriter{w: bufio.NewWriter(w), encoder: newEncoder(), restater: newRestater()}
	err := out.write(appendFields([]byte("dataset:\n"), out.encoder.of(infoOf(x.About)), "  ", "  "))
	if err != nil {
		return err
	}
	for record, err := range x.Records {
		if err != nil {
			return err
		}
		if err := out.record(record); err != nil {
			return err
		}
	}
	return out.w.Flush()
}

// A yamlWriter writes records below the keys of a file.
type yamlWriter struct {
	w        *bufio.Writer
	encoder  *encoder
	restater *restater
	written  int
	// within are the keys that the last record stands below, and begun all that there
	// were, since a key cannot come twice.
	within [2]string
	begun  [][2]string
}

// sections are the keys that records stand below, by their names in JSON lines.
var sections = map[string][2]string{
	lineRelationshipType: {"vocabulary", "relationshipTypes"},
	lineKind:             {"vocabulary", "kinds"},
	lineClaimProperty:    {"vocabulary", "claimProperties"},
	lineSource:           {"sources"},
	lineEntity:           {"entities"},
	lineRelationship:     {"relationships"},
	lineClaim:            {"claims"},
}

func (y *yamlWriter) record(r kg.Record) error {
	name, shape := y.restater.shape(r)
	keys, err := y.enter(sections[name])
	if err != nil {
		return fmt.Errorf("write %s: %w", r.Head().ID, err)
	}
	indent := "  "
	if y.within[1] != "" {
		indent = "    "
	}
	return y.write(appendFields(append(keys, '\n'), y.encoder.of(shape), indent+"- ", indent+"  "))
}

// enter returns the keys that are to be written before a record that stands below some.
func (y *yamlWriter) enter(section [2]string) ([]byte, error) {
	if section == y.within {
		return nil, nil
	}
	again := func(other [2]string) bool { return other[0] == section[0] && section[0] != y.within[0] }
	if slices.Contains(y.begun, section) || slices.ContainsFunc(y.begun, again) {
		return nil, errors.New("the records do not come in the order of their classes")
	}
	var keys []byte
	if section[0] != y.within[0] {
		keys = fmt.Appendf(keys, "\n%s:", section[0])
	}
	if section[1] != "" {
		keys = fmt.Appendf(keys, "\n  %s:", section[1])
	}
	y.within, y.begun = section, append(y.begun, section)
	return keys, nil
}

func (y *yamlWriter) write(text []byte) error {
	if y.written += len(text); y.written > MaxFile {
		return fmt.Errorf("%w: the graph takes more than %d MiB of YAML, the most that can be read again; "+
			"write jsonl", kg.ErrLimit, MaxFile>>20)
	}
	_, err := y.w.Write(text)
	return err
}
