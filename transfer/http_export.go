package transfer

import (
	"bufio"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"entente/access"
	"entente/kg"
)

// exportParameters are those of the address of an export.
var exportParameters = []string{
	"format", "valid", "known", "accordingTo", "certainty", "zone", "where", "restricted", "history",
	"language", "bucket", "within", "bom",
}

// serveExport answers GET /export?format=…. The other parameters are those of `entente
// export`; each is given once, accordingTo as often as there are claimants. HEAD says whether
// GET would be refused.
func (s *Server) serveExport(w http.ResponseWriter, r *http.Request) {
	who, ok := s.Door.Enter(w, r, access.Reader)
	if !ok {
		return
	}
	o, err := exportOptions(r)
	if err == nil && (o.Restricted || o.History) && !who.SeesRestricted() {
		field := "restricted"
		if !o.Restricted {
			field = "history"
		}
		err = &kg.InvalidError{
			Field: field, Value: "true", Reason: "what is restricted, and a history, are for editors",
			Accepted: "send the token of one in the header Authorization",
		}
	}
	var exporting *Exporting
	if err == nil {
		exporting, err = NewExport(r.Context(), s.Graph, o)
	}
	if err != nil {
		s.Door.Refuse(w, r, err)
		return
	}
	w.Header().Set("Content-Type", o.Format.MediaType)
	if who.Name != "" {
		w.Header().Set("Cache-Control", "private, no-store") // it may hold what others must not see
	}
	w.Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", fileName(o)))
	if r.Method == http.MethodHead {
		return // who asks whether there is something to export need not wait for it
	}
	out := newPatient(w)
	buffered := bufio.NewWriterSize(out, 1<<16)
	if err = exporting.Write(buffered); err == nil {
		err = buffered.Flush()
	}
	switch {
	case err == nil:
	case !out.wrote:
		w.Header().Del("Content-Disposition")
		s.Door.Refuse(out, r, err)
	default:
		// What has been sent looks whole otherwise.
		s.Log.WarnContext(r.Context(), "an export ended early", "error", err)
		panic(http.ErrAbortHandler)
	}
}

// fileName is what an export is called where it is saved: by the time that it is of.
func fileName(o ExportOptions) string {
	name := "entente"
	if o.Valid != "" {
		name += "-" + strings.Map(func(r rune) rune {
			if strings.ContainsRune("/:~?%", r) {
				return '_'
			}
			return r
		}, o.Valid)
	}
	return name + o.Format.Extensions[0]
}

// exportOptions reads the parameters of the address.
func exportOptions(r *http.Request) (ExportOptions, error) {
	query := r.URL.Query()
	for name, values := range query {
		switch {
		case !slices.Contains(exportParameters, name):
			return ExportOptions{}, &kg.InvalidError{
				Field: name, Reason: "not a parameter", Accepted: "give " + strings.Join(exportParameters, ", "),
			}
		case len(values) > 1 && name != "accordingTo":
			return ExportOptions{}, &kg.InvalidError{Field: name, Reason: "given more than once"}
		}
	}
	format, err := FormatNamed(query.Get("format"), Writable)
	if err != nil {
		return ExportOptions{}, err
	}
	o := ExportOptions{
		Format: format, Title: "Entente", Valid: query.Get("valid"), Zone: query.Get("zone"),
		Certainty: kg.Certainty(query.Get("certainty")), Where: query.Get("where"),
		Language: query.Get("language"), Within: query.Get("within"),
		Bucket: kg.TimeBucket(strings.ToUpper(query.Get("bucket"))),
	}
	for _, id := range query["accordingTo"] {
		o.AccordingTo = append(o.AccordingTo, kg.ID(id))
	}
	for _, flag := range []struct {
		name  string
		value *bool
	}{{"restricted", &o.Restricted}, {"history", &o.History}, {"bom", &o.BOM}} {
		if *flag.value, err = yes(flag.name, query.Get(flag.name)); err != nil {
			return o, err
		}
	}
	o.Known, err = ParseKnown(query.Get("known"))
	return o, err
}

// yes reads a parameter that is true or false.
func yes(name, text string) (bool, error) {
	switch text {
	case "", "false", "0":
		return false, nil
	case "true", "1":
		return true, nil
	default:
		return false, &kg.InvalidError{Field: name, Value: text, Reason: "neither true nor false"}
	}
}

// ParseKnown reads a recorded time; empty is the latest.
func ParseKnown(text string) (kg.RecordedTime, error) {
	if text == "" {
		return 0, nil
	}
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return 0, &kg.InvalidError{
			Field: "known", Value: text, Reason: "not a moment", Accepted: "write 2026-01-15T12:00:00Z",
		}
	}
	return kg.RecordedTime(t.UnixMicro()), nil
}
