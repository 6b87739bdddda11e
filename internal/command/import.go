package command

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/user"
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
	Map        string   `help:"Mapping that says how the columns of a table are to be read." placeholder:"FILE" type:"existingfile"`
	Guess      bool     `help:"Write a first mapping for a table to the standard output, made from its beginning, and import nothing."`
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

// Run imports the files. An item that was skipped makes the exit code 3.
func (c *Import) Run(e *Environment) error {
	if c.Rejects != "" && c.OnError != "skip" && !c.DryRun {
		return errors.New("--rejects goes with --on-error skip")
	}
	if c.Atomic && (c.OnError == "skip" || c.DryRun) {
		return errors.New("--atomic writes all or nothing: leave out --on-error skip and --dry-run")
	}
	files, err := transfer.OpenFiles(c.Files, e.In)
	if err != nil {
		return err
	}
	defer files.Close() //nolint:errcheck // temporary files
	if c.Guess {
		return transfer.Guess(e.Out, files)
	}
	o, closeRejects, err := c.options(e)
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
func (c *Import) run(e *Environment, files *transfer.Files, o transfer.ImportOptions) (report transfer.Report, err error) {
	show := newMeter(e, c.Quiet)
	o.Progress = show.show
	defer show.clear()
	told := 0
	o.Problem = func(problem *formats.Error) {
		if told++; c.DryRun || o.Skip && told <= maxTold { // one that stops is told at the end
			show.clear()
			fmt.Fprintln(e.Err, problem)
		}
	}
	remarked := 0
	o.Remark = func(remark *formats.Error) {
		if remarked++; !c.Quiet && (remarked <= maxTold || c.DryRun) {
			show.clear()
			fmt.Fprintln(e.Err, "note:", remark)
		}
	}
	if c.Server != "" {
		report, err = importBy(e, c.ServerFlag, files, c.request(), o)
	} else {
		o.Format, err = c.format(files)
		if err == nil {
			mode := transfer.Mode{DryRun: c.DryRun, Atomic: c.Atomic, Scratch: Scratch}
			open := opener(store.Open)
			if c.DryRun {
				open = orEmpty
			}
			err = c.with(e, open, func(g *kg.Graph) (err error) {
				report, err = transfer.Run(e.Context, g, files, o, mode)
				return err
			})
		}
	}
	show.clear()
	for _, more := range []struct {
		what string
		n    int
	}{{"refused items", told}, {"notes", remarked}} {
		if more.n > maxTold && !c.DryRun && !(c.Quiet && more.what == "notes") {
			fmt.Fprintf(e.Err, "and %s more %s; --dry-run lists all\n", thousands(more.n-maxTold), more.what)
		}
	}
	return report, err
}

// maxTold is how many problems are told one by one.
const maxTold = 20

// format returns the format of the files.
func (c *Import) format(files *transfer.Files) (formats.Format, error) {
	return transfer.ReadFormat(c.Format, files)
}

// options returns what the flags say, and what closes the file of rejects.
func (c *Import) options(e *Environment) (transfer.ImportOptions, func() error, error) {
	o := transfer.ImportOptions{
		Writer: writer(), Reason: c.Reason, Conflict: transfer.Conflict(c.OnConflict),
		Skip: c.OnError == "skip", Clock: time.Now,
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
		file, err := os.OpenFile(c.Rejects, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
		if err != nil {
			return o, closed, err
		}
		o.Rejects, closed = file, file.Close
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

// tell says what was done, in a line for people that scripts can read too.
func (c *Import) tell(e *Environment, r transfer.Report, err error) {
	if r.New+r.Changed+r.Unchanged+r.Refused == 0 && err != nil {
		return
	}
	what := ""
	if c.DryRun {
		what = "nothing was written; it would be: "
	}
	fmt.Fprintf(e.Out, "%snew %d, changed %d, unchanged %d, refused %d\n", what, r.New, r.Changed, r.Unchanged, r.Refused)
	if r.Claims > 0 {
		fmt.Fprintf(e.Out, "%d of the new records are claims of what differs from records that were there\n", r.Claims)
	}
	if r.Kept > 0 {
		fmt.Fprintf(e.Out, "%d other differences were left as they are in the graph\n", r.Kept)
	}
	if r.New+r.Changed == 0 || c.DryRun || r.Batch == "" {
		return
	}
	if err != nil {
		io.WriteString(e.Out, "what was written before stays: mend what was refused and run the same again, or\n") //nolint:errcheck // it is for people
	}
	fmt.Fprintf(e.Out, "take it back with: entente undo %s\n", r.Batch)
}
