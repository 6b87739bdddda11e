package command

import (
	"errors"
	"fmt"
	"os"
	"os/user"
	"runtime/debug"
	"time"

	"entente/formats"
	"entente/kg"
	"entente/store"
	"entente/transfer"
)

// An Import is the command of that name.
type Import struct {
	Files      []string `arg:"" help:"Files to read, in this order; - is the standard input. Those compressed by gzip are read as they are."` //nolint:lll // a struct tag
	Format     string   `help:"Format of the files (default: what their names tell)." placeholder:"NAME"`
	Map        string   `help:"Mapping that says how the columns of a table are to be read." placeholder:"FILE" type:"existingfile"`    //nolint:lll // a struct tag
	Guess      bool     `help:"Write a first mapping for a table to the standard output, made from its beginning, and import nothing."` //nolint:lll // a struct tag
	DryRun     bool     `help:"Write nothing; report every item that would be refused."`
	Atomic     bool     `help:"Write all or nothing: read everything once before the first write."`
	OnError    string   `help:"What to do at an item that is refused: stop, or skip it (default: ${default})." enum:"stop,skip" default:"stop"`                                                                                              //nolint:lll // a struct tag
	Rejects    string   `help:"File for the items that were skipped, as they were read." placeholder:"FILE"`                                                                                                                                 //nolint:lll // a struct tag
	OnConflict string   `help:"What becomes of a record that is there and differs: claims beside it, update of it, keep it, or refuse the item (default: ${default})." enum:"claims,update,keep,refuse" default:"claims" placeholder:"WHAT"` //nolint:lll // a struct tag
	Reason     string   `help:"Why, for the change log." placeholder:"TEXT"`
	Quiet      bool     `short:"q" help:"Show no progress and no remarks."`
	StoreFlag
	ServerFlag
}

// memory is how many bytes an import means to keep to, however large the files. What
// SQLite holds comes on top. GOMEMLIMIT overrides it.
const memory = 160 << 20

// Run imports the files. An item that was skipped makes the exit code 3.
func (c *Import) Run(e *Environment) error {
	if c.Rejects != "" && c.OnError != "skip" && !c.DryRun {
		return errors.New("--rejects goes with --on-error skip")
	}
	if c.Atomic && (c.OnError == "skip" || c.DryRun) {
		return errors.New("--atomic writes all or nothing: leave out --on-error skip and --dry-run")
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memory)
	}
	files, err := transfer.OpenFiles(e.Context, c.Files, e.In)
	if err != nil {
		return err
	}
	defer files.Close() //nolint:errcheck // temporary files
	if c.Guess {
		return transfer.Guess(e.Out, files)
	}
	o, closeRejects, err := c.options()
	if err != nil {
		return err
	}
	report, err := c.run(e, files, o)
	err = errors.Join(err, closeRejects())
	c.tell(e, report, err)
	if err == nil && report.Refused > 0 {
		return &ExitError{3, fmt.Errorf("%s items were refused", thousands(report.Refused))}
	}
	return err
}

// run imports into a store or by a server.
func (c *Import) run(e *Environment, files *transfer.Files, o transfer.ImportOptions) (transfer.Report, error) {
	t := &teller{e: e, meter: newMeter(e, c.Quiet), all: c.DryRun}
	defer t.end()
	o.Progress = t.meter.show
	o.Problem = func(problem *formats.Error) {
		if c.DryRun || o.Skip { // one that stops is told at the end
			t.problem(problem)
		}
	}
	o.Remark = func(remark *formats.Error) {
		if !c.Quiet {
			t.remark(remark)
		}
	}
	if c.Server != "" {
		return importBy(e, c.ServerFlag, files, c.request(), o)
	}
	var err error
	if o.Format, err = transfer.ReadFormat(c.Format, files); err != nil {
		return transfer.Report{}, err
	}
	open := opener(store.Open)
	if c.DryRun {
		open = orEmpty
	}
	var report transfer.Report
	mode := transfer.Mode{DryRun: c.DryRun, Atomic: c.Atomic, Scratch: Scratch}
	err = c.with(e, open, func(g *kg.Graph) (err error) {
		report, err = transfer.Run(e.Context, g, files, o, mode)
		return err
	})
	return report, err
}

// options returns what the flags say, and what closes the file of rejects.
func (c *Import) options() (transfer.ImportOptions, func() error, error) {
	o := transfer.ImportOptions{
		Writer: writer(), Reason: c.Reason, Conflict: transfer.Conflict(c.OnConflict),
		Skip: c.OnError == "skip", Clock: time.Now, Alone: true, Replay: true,
	}
	closed := func() error { return nil }
	if c.Map != "" {
		text, err := os.ReadFile(c.Map)
		if err != nil {
			return o, closed, err
		}
		mapping := formats.TextFile(c.Map, text)
		o.Mapping = &mapping
	}
	if c.Rejects != "" {
		if info, err := os.Stat(c.Rejects); err == nil && info.Mode().IsRegular() && info.Size() > 0 {
			return o, closed, fmt.Errorf("--rejects %s: there is something in it; name a new file", c.Rejects)
		}
		kept := &lateFile{path: c.Rejects}
		o.Rejects, closed = kept, kept.Close
	}
	return o, closed, nil
}

// request is what the flags say, for a server.
func (c *Import) request() transfer.Request {
	return transfer.Request{
		Format: c.Format, Conflict: transfer.Conflict(c.OnConflict), Reason: c.Reason,
		Skip: c.OnError == "skip", DryRun: c.DryRun, Atomic: c.Atomic,
	}
}

// writer returns the name of who imports, for the change log.
func writer() string {
	if who, err := user.Current(); err == nil && who.Username != "" {
		return who.Username
	}
	return "import"
}
