// Package geojson writes the places and events of a graph as GeoJSON (RFC 7946), for
// maps: QGIS, Kepler, Leaflet and others read it.
//
// A feature is a PLACE with a location, or an EVENT that took place at one: the type
// took-place-at says where. An event at several places is a MultiPoint. Everything else
// is left out; how many places and events there are without a point is said.
//
// The properties of a feature are those that entities have in GraphML and elsewhere; see
// [formats.EntityAttributes]. These are added:
//
//	start, end   the moment from which it may hold, and that from which it certainly no
//	             longer does, for sliders of time
//	places       the ids of the places where an event took place
//	claims       how many claims there are about it
//
// start and end are null where there is no such moment: start_kind and end_kind tell an
// open bound from an unknown one. Programs take null for no limit, so what is shown at a
// time is what possibly holds then.
//
// The collection has a member entente, which says what the export is of.
//
// Points, names by the language asked for, dates with their EDTF text and what is known of
// them as four moments are kept. Relationships, the claims themselves, the further names'
// languages and sources beyond their titles are lost. It is not read.
package geojson
