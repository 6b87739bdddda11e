package transfer

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"time"

	"entente/access"
	"entente/formats"
	"entente/kg"
)

// A Request is what an import over HTTP asks for: the part "options" of a multipart
// body, as JSON. After it come a part "mapping", if there is one, and a part "file" for
// each file, with their names.
type Request struct {
	Format   string   `json:"format,omitempty"`
	Conflict Conflict `json:"conflict,omitempty"`
	Reason   string   `json:"reason,omitempty"`
	Skip     bool     `json:"skip,omitempty"`
	DryRun   bool     `json:"dryRun,omitempty"`
	Atomic   bool     `json:"atomic,omitempty"`
}

// A Line is one of the JSON lines that an import over HTTP is answered with while it
// goes on. Exactly one field is set. The last line has Report, and Error beside it where
// the import ended early.
type Line struct {
	Progress *Progress `json:"progress,omitempty"`
	Problem  *Placed   `json:"problem,omitempty"`
	Remark   *Placed   `json:"remark,omitempty"`
	Reject   []byte    `json:"reject,omitempty"`
	Report   *Report   `json:"report,omitempty"`
	Error    string    `json:"error,omitempty"`
}

// A Placed is what is wrong at a place of a file.
type Placed struct {
	formats.Position
	Message string `json:"message"`
}

// Place returns p as the error that it was.
func (p *Placed) Place() *formats.Error {
	return &formats.Error{At: p.Position, Err: errors.New(p.Message)}
}

// serveImport answers POST /import.
func (s *Server) serveImport(w http.ResponseWriter, r *http.Request) {
	who, ok := s.Door.Enter(w, r, access.Editor)
	if !ok {
		return
	}
	leave, err := s.enterImport(w, r)
	if err != nil {
		s.Door.Refuse(w, r, err)
		return
	}
	defer leave()
	control := http.NewResponseController(w)
	r.Body = s.limited(w, r.Body, control)
	request, mapping, files, err := receive(r)
	if files != nil {
		defer files.Close() //nolint:errcheck // temporary files
	}
	o := ImportOptions{
		Writer: who.Name, Mapping: mapping, Conflict: request.Conflict, Reason: request.Reason,
		Skip: request.Skip, Clock: time.Now, Replay: who.Role >= access.Admin,
	}
	if err == nil {
		o.Format, err = ReadFormat(request.Format, files)
	}
	if err != nil {
		_ = control.SetWriteDeadline(time.Now().Add(patience)) // the body may have taken long
		s.Door.Refuse(w, r, s.tooLong(err))
		return
	}
	_ = control.SetReadDeadline(time.Time{})
	s.runImport(w, r, files, o, Mode{DryRun: request.DryRun, Atomic: request.Atomic, Scratch: s.Scratch})
}

// runImport makes an import of what has arrived, and tells in lines how it goes.
func (s *Server) runImport(w http.ResponseWriter, r *http.Request, files *Files, o ImportOptions, mode Mode) {
	w.Header().Set("Content-Type", "application/x-ndjson")
	out := newPatient(w)
	control := http.NewResponseController(w)
	tell := func(line Line) {
		json.NewEncoder(out).Encode(line) //nolint:errcheck,errchkjson // a client that went away ends the context
		_ = control.Flush()
	}
	o.Problem = func(e *formats.Error) { tell(Line{Problem: &Placed{e.At, e.Err.Error()}}) }
	o.Remark = func(e *formats.Error) { tell(Line{Remark: &Placed{e.At, e.Err.Error()}}) }
	done, ended := s.tellImport(mode.DryRun)
	o.Progress = func(p Progress) {
		done(p.Records)
		tell(Line{Progress: &p})
	}
	o.Rejects = rejects(func(text []byte) { tell(Line{Reject: text}) })
	var report Report
	defer func() { ended(report) }()
	report, err := Run(r.Context(), s.Graph, files, o, mode)
	last := Line{Report: &report}
	if err != nil {
		last.Error = s.shown(r.Context(), err)
	}
	tell(last)
}

// shown returns what a client is told of an error.
func (s *Server) shown(ctx context.Context, err error) string {
	var invalid *kg.InvalidError
	for _, known := range []error{ErrRefused, access.ErrForbidden, kg.ErrConflict, kg.ErrLimit, kg.ErrNotFound} {
		if errors.Is(err, known) || errors.As(err, &invalid) {
			return err.Error()
		}
	}
	s.Log.WarnContext(ctx, "an import ended early", "error", err)
	if errors.Is(err, kg.ErrUnavailable) {
		return "the store cannot be reached at present; try again later"
	}
	return "internal error"
}

// rejects is a writer that passes each piece on.
type rejects func([]byte)

func (r rejects) Write(text []byte) (int, error) {
	r(text)
	return len(text), nil
}

// ReadFormat returns the format of a name, or where that is empty the one that the name
// of the first file tells.
func ReadFormat(name string, files *Files) (formats.Format, error) {
	if name == "" {
		return files.format()
	}
	return FormatNamed(name, Readable)
}

// receive reads the parts of a request.
func receive(r *http.Request) (request Request, mapping *formats.File, files *Files, err error) {
	parts, err := r.MultipartReader()
	if err != nil {
		return request, nil, nil, &kg.InvalidError{
			Field: "body", Reason: "not multipart/form-data", Accepted: "send parts named options, mapping and file",
		}
	}
	files = &Files{}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if errors.As(err, new(*http.MaxBytesError)) {
			return request, nil, files, err
		}
		if err != nil {
			return request, nil, files, &kg.InvalidError{
				Field: "body", Reason: "broken off, or not in parts as its Content-Type says",
			}
		}
		if mapping, err = receivePart(r.Context(), part, &request, mapping, files); err != nil {
			return request, nil, files, err
		}
	}
	if len(files.all) == 0 {
		return request, nil, files, &kg.InvalidError{Field: "file", Reason: "at least one file is needed"}
	}
	return request, mapping, files, nil
}

// badOptions says what is wrong with the options, in words that are not those of Go.
func badOptions(err error) error {
	invalid := &kg.InvalidError{
		Field: "options", Reason: "not one JSON object with the options of an import",
		Accepted: "send format, conflict, reason, skip, dryRun and atomic, or some of them",
	}
	var mistyped *json.UnmarshalTypeError
	if errors.As(err, &mistyped) && mistyped.Field != "" {
		invalid.Field, invalid.Reason = "options."+mistyped.Field, "a "+mistyped.Value+" is not accepted here"
		invalid.Accepted = ""
	}
	return invalid
}

// maxOptions is the size in bytes of the largest options or mapping.
const maxOptions = 1 << 20

func receivePart(
	ctx context.Context, part *multipart.Part, request *Request, mapping *formats.File, files *Files,
) (*formats.File, error) {
	switch part.FormName() {
	case "options":
		decoder := json.NewDecoder(io.LimitReader(part, maxOptions))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(request); err != nil {
			return nil, badOptions(err)
		}
		return mapping, nil
	case "mapping":
		text, err := io.ReadAll(io.LimitReader(part, maxOptions))
		file := formats.TextFile(part.FileName(), text)
		return &file, err
	case "file":
		return mapping, files.Add(ctx, part.FileName(), part)
	default:
		return nil, &kg.InvalidError{
			Field: part.FormName(), Reason: "not a part of an import", Accepted: "send options, mapping and file",
		}
	}
}
