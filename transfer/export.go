package transfer

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"

	"entente/formats"
	"entente/kg"
)

// ExportOptions say what is exported, and how it is written. Texts are those of the
// arguments of the API with these names; what is empty is not asked for.
type ExportOptions struct {
	Format formats.Format
	Title  string
	// Valid is a window; empty exports what holds at any time.
	Valid       string
	Known       kg.RecordedTime
	AccordingTo []kg.ID
	Certainty   kg.Certainty
	Zone        string
	// Where is a filter of relationships as JSON: with one, an export has what these rest
	// on and nothing else.
	Where string
	// Restricted exports restricted records too; History all versions.
	Restricted, History bool

	Language string
	Bucket   kg.TimeBucket
	Within   string
	BOM      bool
}

// An Exporting is an export that was checked and can be written.
type Exporting struct {
	export formats.Export
	write  formats.Writer
}

// NewExport checks what is asked for. Errors are those of the questions of the API.
func NewExport(ctx context.Context, g *kg.Graph, o ExportOptions) (*Exporting, error) {
	v, err := viewOf(ctx, g, o)
	if err != nil {
		return nil, err
	}
	where, err := ParseWhere(o.Where)
	if err != nil {
		return nil, err
	}
	x := formats.Export{View: v, WriteOptions: formats.WriteOptions{Language: o.Language, Bucket: o.Bucket, BOM: o.BOM}}
	if o.Within != "" {
		within, err := kg.ParseWindow(o.Within, v.Zone)
		if err != nil {
			return nil, kg.InField("within", err)
		}
		x.Within = &within
	}
	if x.Vocabulary, err = g.Vocabulary(ctx); err != nil {
		return nil, err
	}
	if x.Records, err = g.Export(ctx, v, where); err != nil {
		return nil, err
	}
	if o.History && !o.Format.History {
		return nil, &kg.InvalidError{
			Field: "history", Value: "true", Reason: o.Format.Title + " has no room for it",
			Accepted: "write " + strings.Join(names(func(f formats.Format) bool { return f.History }), ", "),
		}
	}
	if o.History {
		if o.Valid != "" || o.Known != 0 || where != nil || len(o.AccordingTo) > 0 {
			return nil, &kg.InvalidError{
				Field: "history", Reason: "a history is of the whole graph, as it came to be",
				Accepted: "leave out what selects a part or a time",
			}
		}
		x.History = g.Log(ctx, v)
	}
	x.About = formats.About{
		Title: o.Title, Valid: o.Valid, AccordingTo: o.AccordingTo, Certainty: o.Certainty, Known: v.Known,
		Where: o.Where,
	}
	return &Exporting{x, o.Format.Write}, nil
}

// viewOf returns the view that an export is read in.
func viewOf(ctx context.Context, g *kg.Graph, o ExportOptions) (kg.View, error) {
	v := g.View().During(kg.Always)
	v.Restricted = o.Restricted
	if o.Certainty != "" {
		v.Certainty = o.Certainty
	}
	if o.Certainty != "" && o.Valid == "" {
		return v, &kg.InvalidError{
			Field: "certainty", Value: string(o.Certainty), Reason: "says what is in force at a time, and none is given",
			Accepted: "give valid, or --as-of, too",
		}
	}
	if v.Certainty != kg.Possible && v.Certainty != kg.Certain {
		return v, &kg.InvalidError{
			Field: "certainty", Value: string(o.Certainty), Reason: "not known", Accepted: "write CERTAIN or POSSIBLE",
		}
	}
	zone, err := kg.ParseZone(o.Zone)
	if err != nil {
		return v, kg.InField("zone", err)
	}
	if v.Zone = zone; o.Valid != "" {
		window, err := kg.ParseWindow(o.Valid, zone)
		if err != nil {
			return v, kg.InField("valid", err)
		}
		v = v.During(window)
	}
	known := o.Known
	if known == 0 {
		if known, err = latest(ctx, g, v); err != nil {
			return v, err
		}
	}
	if v, err = g.Known(ctx, v, known); err != nil {
		return v, kg.InField("known", err)
	}
	if len(o.AccordingTo) == 0 {
		return v, nil
	}
	told, err := kg.AccordingTo(o.AccordingTo)
	if err != nil {
		return v, kg.InField("accordingTo", err)
	}
	return g.Told(ctx, v, told)
}

// latest returns the recorded time of an export that asks for none: of the last change
// or, for who may not see each of them, of now.
func latest(ctx context.Context, g *kg.Graph, v kg.View) (kg.RecordedTime, error) {
	if v.Restricted {
		return g.LastRecorded(ctx)
	}
	return g.Now(ctx, v)
}

// Write writes the export. The licences that it names are gathered first.
func (x *Exporting) Write(w io.Writer) error {
	licences := map[string]bool{}
	for record, err := range x.export.Records {
		if err != nil {
			return err
		}
		source, ok := record.(*kg.Source)
		if !ok && record.Class() != kg.ClassTerm {
			break // sources come before these
		}
		if ok && source.Licence != "" {
			licences[source.Licence] = true
		}
	}
	x.export.About.Licences = nil
	for licence := range licences {
		x.export.About.Licences = append(x.export.About.Licences, licence)
	}
	slices.Sort(x.export.About.Licences)
	return x.write(w, &x.export)
}

// ParseWhere reads a filter of relationships as JSON, in the shape of the API's input
// RelationshipFilter; empty text is none.
func ParseWhere(text string) (*kg.RelationshipFilter, error) {
	if strings.TrimSpace(text) == "" {
		return nil, nil //nolint:nilnil // no filter, and no mistake
	}
	decoder := json.NewDecoder(bytes.NewReader([]byte(text)))
	decoder.DisallowUnknownFields()
	var where kg.RelationshipFilter
	err := decoder.Decode(&where)
	if err == nil {
		if _, more := decoder.Token(); !errors.Is(more, io.EOF) {
			err = errors.New("there is more after the filter")
		}
	}
	if err != nil {
		return nil, &kg.InvalidError{
			Field: "where", Value: text, Reason: "not a filter: " + strings.TrimPrefix(err.Error(), "json: "),
			Accepted: `write JSON such as {"type": {"in": ["ceasefire"]}}; the schema has it as RelationshipFilter`,
		}
	}
	return &where, nil
}
