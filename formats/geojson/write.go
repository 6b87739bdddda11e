package geojson

import (
	"bufio"
	"fmt"
	"io"
	"strconv"

	"entente/formats"
	"entente/kg"
)

// Format writes GeoJSON.
var Format = formats.Format{
	Name: "geojson", Title: "GeoJSON", Extensions: []string{".geojson"},
	MediaType: "application/geo+json", Write: write,
}

func write(w io.Writer, x *formats.Export) error {
	found, err := survey(x)
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(w, 1<<16)
	line := append([]byte(`{"type":"FeatureCollection","entente":`), found.about(x)...)
	line = append(line, `,"features":[`...)
	separator := "\n"
	for d, err := range x.Drawn() {
		if err != nil {
			return fmt.Errorf("read the export: %w", err)
		}
		if d.Entity == nil {
			break // relationships come after all entities
		}
		places := found.places(d.Entity)
		if len(places) == 0 {
			continue
		}
		line = found.feature(append(line, separator...), d, places)
		separator = ",\n"
		if _, err := out.Write(line); err != nil {
			return fmt.Errorf("write a feature: %w", err)
		}
		line = line[:0]
	}
	_, _ = out.Write(append(line, "\n]}\n"...)) // Flush has the error
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write the end: %w", err)
	}
	return nil
}

// about says what the export is of, and what is not in it.
func (f *found) about(x *formats.Export) []byte {
	b := []byte("{")
	for _, pair := range x.Pairs() {
		b = append(formats.AppendJSON(b, pair[0]), ':')
		b = append(formats.AppendJSON(b, pair[1]), ',')
	}
	b = append(b, `"places_without_point":`...)
	b = strconv.AppendInt(b, int64(f.pointless), 10)
	b = append(b, `,"events_without_point":`...)
	return append(strconv.AppendInt(b, int64(f.events-f.eventsWithPoint()), 10), '}')
}

// feature appends an entity at some places.
func (f *found) feature(b []byte, d formats.Drawn, places []kg.ID) []byte {
	b = append(b, `{"type":"Feature","id":`...)
	b = formats.AppendJSON(b, string(d.Entity.ID))
	b = append(b, `,"geometry":`...)
	b = f.geometry(b, places)
	b = append(b, `,"properties":{`...)
	for i, attribute := range formats.EntityAttributes {
		if d.Values[i] == "" || attribute.Type == formats.AttributeDouble { // the geometry has the point
			continue
		}
		b = append(formats.AppendJSON(b, attribute.Name), ':')
		b = append(formats.AppendJSON(b, d.Values[i]), ',')
	}
	span := d.Entity.Validity.Span
	b = moment(append(b, `"start":`...), span.StartEarliest)
	b = moment(append(b, `,"end":`...), span.EndLatest)
	if d.Entity.EntityClass == kg.ClassEvent {
		b = append(b, `,"places":`...)
		for i, place := range places {
			b = formats.AppendJSON(append(b, "[,"[min(i, 1)]), string(place))
		}
		b = append(b, ']')
	}
	b = append(b, `,"claims":`...)
	b = strconv.AppendInt(b, int64(f.claims[d.Entity.ID]), 10)
	return append(b, "}}"...)
}

// geometry appends one point or several.
func (f *found) geometry(b []byte, places []kg.ID) []byte {
	if len(places) == 1 {
		b = append(b, `{"type":"Point","coordinates":`...)
		return append(position(b, f.points[places[0]]), '}')
	}
	b = append(b, `{"type":"MultiPoint","coordinates":`...)
	for i, place := range places {
		b = position(append(b, "[,"[min(i, 1)]), f.points[place])
	}
	return append(b, "]}"...)
}

// position appends a point: the longitude comes first.
func position(b []byte, l kg.Location) []byte {
	b = strconv.AppendFloat(append(b, '['), l.Longitude, 'f', -1, 64)
	b = strconv.AppendFloat(append(b, ','), l.Latitude, 'f', -1, 64)
	return append(b, ']')
}

// moment appends a moment, or null for one that is infinite.
func moment(b []byte, t kg.Instant) []byte {
	if t.Infinite() {
		return append(b, "null"...)
	}
	return append(formats.AppendMoment(append(b, '"'), t), '"')
}
