package command

import (
	"bufio"
	"compress/gzip"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"entente/formats"
	"entente/kg"
	"entente/store"
	"entente/transfer"
)

// An Export is the command of that name.
type Export struct {
	Output      string   `short:"o" help:"File to write; a name that ends in .gz is compressed (default: the standard output)." placeholder:"FILE"` //nolint:lll // a struct tag
	Format      string   `help:"Format to write (default: what the name of the file tells)." placeholder:"NAME"`
	AsOf        string   `name:"as-of" help:"Only what is in force at this time, such as 2026-01-15 or 2025." placeholder:"EDTF"` //nolint:lll // a struct tag
	Known       string   `help:"The graph as it was recorded at this moment." placeholder:"TIME"`
	AccordingTo []string `help:"The graph as told by these claimants or sources." placeholder:"ID"`
	Certainty   string   `help:"With --as-of: CERTAIN for what certainly is in force, POSSIBLE for what may be (the default)." placeholder:"WHICH"` //nolint:lll // a struct tag
	Zone        string   `help:"Time zone in which days are read, such as +03:00 (default: UTC)." placeholder:"ZONE"`
	Where       string   `help:"Only these relationships and what they rest on: a RelationshipFilter of the API, as JSON." placeholder:"JSON"` //nolint:lll // a struct tag
	Restricted  bool     `help:"Also what is marked restricted."`
	History     bool     `help:"Every version that records ever had, to move a graph whole (format jsonl)."`
	Language    string   `help:"Language in which things are called, such as ar (default: their official names)." placeholder:"TAG"` //nolint:lll // a struct tag
	Bucket      string   `help:"Unit of a panel: DAY, MONTH, QUARTER, YEAR, DECADE or CENTURY (default: YEAR)." placeholder:"UNIT"`  //nolint:lll // a struct tag
	Within      string   `help:"Stretch of time of a panel, such as 2015/2025." placeholder:"EDTF"`
	BOM         bool     `name:"bom" help:"Begin CSV files with a mark that makes spreadsheets read them as UTF-8."`
	StoreFlag
	ServerFlag
}

// Run writes the export. A file appears only when it is whole.
func (c *Export) Run(e *Environment) error {
	format, err := c.format()
	if err != nil {
		return err
	}
	write := func(w io.Writer) error { return c.write(e, format, w) }
	if c.Output == "" || c.Output == "-" {
		return write(e.Out)
	}
	if c.has(c.Output) {
		return fmt.Errorf("--output %s: this is the store; name another file", c.Output)
	}
	return writeTo(c.Output, write)
}

// format returns the format that the flags ask for. Several tables are one archive, which
// is not put under the name of a table.
func (c *Export) format() (format formats.Format, err error) {
	toFile := c.Output != "" && c.Output != "-"
	switch {
	case c.Format != "":
		format, err = transfer.FormatNamed(c.Format, transfer.Writable)
	case toFile:
		format, err = transfer.FormatOf(c.Output, transfer.Writable)
	default:
		err = errors.New("give --format, or a file to write by --output whose name tells it")
	}
	if err == nil && toFile && format.MediaType == zipType && !strings.HasSuffix(c.Output, ".zip") {
		err = fmt.Errorf("%s is several tables in an archive: name the file %s.zip", format.Title, c.Output)
	}
	return format, err
}

const zipType = "application/zip"

// write writes the export of a store or of a server.
func (c *Export) write(e *Environment, format formats.Format, w io.Writer) error {
	if c.Server != "" {
		answer, err := c.ask(e, "GET", "/export?"+c.query(format).Encode(), "", nil)
		if err != nil {
			return err
		}
		defer answer.Body.Close() //nolint:errcheck // it was read
		if _, err = io.Copy(w, answer.Body); err != nil {
			return fmt.Errorf("the server broke off: %w", err)
		}
		return nil
	}
	o, err := c.options(format)
	if err != nil {
		return err
	}
	return c.with(e, store.OpenExisting, func(g *kg.Graph) error {
		exporting, err := transfer.NewExport(e.Context, g, o)
		if err != nil {
			return err
		}
		return exporting.Write(w)
	})
}

func (c *Export) options(format formats.Format) (transfer.ExportOptions, error) {
	known, err := transfer.ParseKnown(c.Known)
	o := transfer.ExportOptions{
		Format: format, Title: "Entente", Valid: c.AsOf, Known: known, Certainty: kg.Certainty(c.Certainty),
		Zone: c.Zone, Where: c.Where, Restricted: c.Restricted, History: c.History, Language: c.Language,
		Bucket: kg.TimeBucket(strings.ToUpper(c.Bucket)), Within: c.Within, BOM: c.BOM,
	}
	for _, id := range c.AccordingTo {
		o.AccordingTo = append(o.AccordingTo, kg.ID(id))
	}
	return o, err
}

// query returns the parameters of the server's address.
func (c *Export) query(format formats.Format) url.Values {
	q := url.Values{"format": {format.Name}}
	for name, value := range map[string]string{
		"valid": c.AsOf, "known": c.Known, "certainty": c.Certainty, "zone": c.Zone, "where": c.Where,
		"language": c.Language, "bucket": c.Bucket, "within": c.Within,
	} {
		if value != "" {
			q.Set(name, value)
		}
	}
	for name, flag := range map[string]bool{"restricted": c.Restricted, "history": c.History, "bom": c.BOM} {
		if flag {
			q.Set(name, "true")
		}
	}
	if len(c.AccordingTo) > 0 {
		q["accordingTo"] = c.AccordingTo
	}
	return q
}

// writeTo writes a file: whole, or as it comes where that is a pipe or a device. Where a
// link is, it is what the link leads to.
func writeTo(path string, write func(io.Writer) error) error {
	if there, err := filepath.EvalSymlinks(path); err == nil {
		path = there
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().IsRegular() {
		return writeWhole(path, write)
	}
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return errors.Join(writeBuffered(file, false, write), file.Close())
}

// writeWhole writes a file beside its place and moves it there once it is whole.
func writeWhole(path string, write func(io.Writer) error) error {
	name := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+"-"+rand.Text()[:8])
	beside, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	err = writeBuffered(beside, strings.HasSuffix(path, ".gz"), write)
	if err = errors.Join(err, beside.Close()); err == nil {
		err = os.Rename(name, path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(name))
	}
	return nil
}

func writeBuffered(w io.Writer, compress bool, write func(io.Writer) error) error {
	buffered := bufio.NewWriterSize(w, 1<<16)
	if !compress {
		return errors.Join(write(buffered), buffered.Flush())
	}
	small := gzip.NewWriter(buffered)
	return errors.Join(write(small), small.Close(), buffered.Flush())
}
