package dataset

import (
	"reflect"

	"entente/kg"
)

// words say of each field of each struct what it is, for who writes a file. Those of a
// record's header are said once for all records.
var words = map[reflect.Type]map[string]string{
	reflect.TypeFor[file](): {
		"dataset":       "What the collection is, and up to when it was observed.",
		"vocabulary":    "The words that records use.",
		"sources":       "Where things were read.",
		"entities":      "Actors, places and events.",
		"relationships": "Ties between two entities.",
		"claims":        "Who says what about a record. Claims that contradict one another stand side by side.",
	},
	reflect.TypeFor[head](): {
		"dataset": "What the lines that follow in the file are.",
		"change":  "How the record came to be so, in a file with history.",
		"record":  "Which record the other fields are of.",
	},
	reflect.TypeFor[Info](): {
		"format":        "The version of the format.",
		"name":          "A short name without spaces.",
		"title":         "A name to show.",
		"observedUntil": "An EDTF date: ends written .. are attested until then, unless they say otherwise.",
		"licence":       "What others may do with the collection.",
		"licences":      "What others may do with its sources.",
		"asOf":          "The time that was asked for when the collection was written, in EDTF.",
		"known":         "The recorded time as of which it was read.",
		"accordingTo":   "Those by whose word it was read.",
		"certainty":     "Whether only what certainly held was asked for.",
		"where":         "The filter that was asked for, as JSON.",
	},
	reflect.TypeFor[change](): {
		"recordedAt": "When the version was recorded, in UTC with microseconds.",
		"action":     "What was done.",
		"version":    "Which state of the record it is, counted from 1.",
		"batch":      "What it was written together with.",
		"writer":     "Who wrote it.",
		"reason":     "Why, in the writer's words.",
	},
	reflect.TypeFor[header](): {
		"id":      "The name that other records use. That of a term is the term itself, such as armed-group.",
		"access":  "Who may see the record; everyone, unless it says otherwise.",
		"sources": "The ids of the sources that it rests on.",
		"note":    "A remark for the reader: why a bound was read so, what to mind.",
	},
	reflect.TypeFor[vocabulary](): {
		"relationshipTypes": "Types of relationships.",
		"kinds":             "Kinds of entities.",
		"claimProperties":   "Properties that claims speak of.",
	},
	reflect.TypeFor[relationshipType](): {
		"label":        "How it reads from its from end: supplies arms to.",
		"inverseLabel": "How it reads from its to end: receives arms from.",
		"symmetric":    "Whether it reads alike from both ends.",
		"sign":         "Whether such a tie is friendly, unless a relationship says otherwise.",
		"from":         "The classes that may stand at its from end; any, if none is named.",
		"to":           "The classes that may stand at its to end; any, if none is named.",
		"description":  "What it means.",
	},
	reflect.TypeFor[kind](): {
		"label":       "How it is called.",
		"classes":     "The classes of entities that it is for.",
		"description": "What it means.",
	},
	reflect.TypeFor[claimProperty](): {
		"label":       "How it is called.",
		"value":       "What type its values have.",
		"unit":        "What its numbers count, such as people.",
		"constant":    "Whether the true value never changes, so that two different ones are a dispute.",
		"description": "What it means.",
	},
	reflect.TypeFor[source](): {
		"title":       "Its title; it may be shortened.",
		"publisher":   "Who published it.",
		"url":         "Where it is, as http or https. Nothing is ever fetched.",
		"archivedUrl": "Where a copy is kept.",
		"contentHash": "sha256: and the hash in hex of what was read.",
		"publishedAt": "When it was published, as an EDTF date.",
		"retrievedAt": "When it was read, as an EDTF date.",
		"language":    "A BCP 47 tag such as ar or ku.",
		"reliability": "A letter of the Admiralty code, A (reliable) to F (cannot be judged).",
		"licence":     "What others may do with it.",
	},
	reflect.TypeFor[entity](): {
		"class":        "Whether it acts, is a place, or happened.",
		"kind":         "A kind of the vocabulary, such as armed-group.",
		"names":        "Its names; the first OFFICIAL one is shown.",
		"summary":      "What it is, in a sentence.",
		"validity":     "Its lifetime, or when it happened. Left out, nothing is known of it.",
		"location":     "Where a place is.",
		"externalIds":  "Its ids in the lists of others.",
		"formerIds":    "The ids of entities that were merged into it.",
		"properties":   "Further values by name.",
		"within":       "The id of the place that a place lies in.",
		"place":        "The id of the place where an event happened.",
		"participants": "Who took part in an event.",
	},
	reflect.TypeFor[nameShape](): {
		"text":     "The name itself.",
		"language": "A BCP 47 tag such as ar or ku.",
		"script":   "An ISO 15924 code such as Arab.",
		"kind":     "What sort of name it is.",
		"validity": "When it was in use. Left out, as long as the entity.",
	},
	reflect.TypeFor[location](): {
		"latitude":  "Degrees north (WGS 84).",
		"longitude": "Degrees east (WGS 84).",
	},
	reflect.TypeFor[externalID](): {
		"scheme": "Whose list it is, such as wikidata.",
		"id":     "The id there, such as Q30.",
	},
	reflect.TypeFor[participant](): {
		"entity":  "The id of who took part.",
		"role":    "As what.",
		"sources": "The sources of that; the event's, if none is named.",
		"note":    "A remark for the reader.",
	},
	reflect.TypeFor[relationship](): {
		"type":       "A relationship type of the vocabulary, such as ceasefire.",
		"from":       "The id of the entity at one end.",
		"to":         "The id of the entity at the other end.",
		"validity":   "When it held; event in place of a date takes the time of the event at one end.",
		"sign":       "Whether it is friendly, where that differs from its type's sign.",
		"properties": "Further values by name.",
	},
	reflect.TypeFor[claim](): {
		"about":       "The id of the record that it speaks of.",
		"property":    "A claim property of the vocabulary: exists, start, end or another.",
		"value":       "What is claimed, read as the property says: 81, ~1500 or 3000..5000 for a number.",
		"stance":      "Whether it asserts, as it does unless it says otherwise, or denies.",
		"assertedBy":  "The id of who says so. Left out where the source itself does.",
		"source":      "The id of the source where it was read.",
		"saidAt":      "When it was said, as an EDTF date.",
		"holdsAt":     "The time that the value is about, as an EDTF date. Left out, when it was said.",
		"quote":       "A short passage in the words of the source.",
		"rank":        "How far the editors believe it; NORMAL unless it says otherwise.",
		"credibility": "The Admiralty number, 1 (confirmed) to 6 (cannot be judged).",
	},
	reflect.TypeFor[validity](): {
		"edtf":          "A date, or start/end, in EDTF. A side may be .. for open or empty for unknown.",
		"attestedFrom":  "An EDTF date at some moment of which it held already.",
		"attestedUntil": "An EDTF date at some moment of which it still held.",
		"startedAfter":  "An EDTF date before which it had not begun.",
		"endedBefore":   "An EDTF date after which it was over.",
		"ended":         "Whether an empty end is past, though its date is not known.",
		"scheduled":     "Whether the written end was set in advance.",
		"zone":          "Where days are read, as a distance from UTC such as +03:00.",
	},
	reflect.TypeFor[value](): {
		"number":   "A number: 81, ~1500, >200, <=7000 or 3000..5000, and a unit if need be.",
		"quantity": "A number that cannot be written as text.",
		"date":     "An EDTF date or interval.",
		"text":     "A text.",
		"entity":   "The id of an entity.",
	},
	reflect.TypeFor[quantity](): {
		"min":         "The least that it may be.",
		"max":         "The most that it may be.",
		"aboveMin":    "Whether it is more than min.",
		"belowMax":    "Whether it is less than max.",
		"approximate": "Whether it was given as about so much.",
		"unit":        "What is counted.",
	},
}

// choices are the fields that have only some values.
var choices = map[reflect.Type]map[string][]string{
	reflect.TypeFor[Info]():   {"certainty": {string(kg.Certain), string(kg.Possible)}},
	reflect.TypeFor[change](): {"action": texts(kg.ActionCreated, kg.ActionUpdated, kg.ActionRetracted)},
	reflect.TypeFor[header](): {"access": texts(kg.AccessPublic, kg.AccessRestricted)},
	reflect.TypeFor[relationshipType](): {
		"sign": signs, "from": classes, "to": classes,
	},
	reflect.TypeFor[kind](): {"classes": classes},
	reflect.TypeFor[claimProperty](): {
		"value": texts(kg.ValueNone, kg.ValueNumber, kg.ValueDate, kg.ValueText, kg.ValueEntity),
	},
	reflect.TypeFor[source](): {"reliability": {"A", "B", "C", "D", "E", "F"}},
	reflect.TypeFor[entity](): {"class": classes},
	reflect.TypeFor[nameShape](): {
		"kind": texts(kg.NameOfficial, kg.NameAlias, kg.NameAcronym, kg.NameFormer, kg.NameTransliteration),
	},
	reflect.TypeFor[relationship](): {"sign": signs},
	reflect.TypeFor[claim](): {
		"stance": texts(kg.StanceAsserts, kg.StanceDenies),
		"rank":   texts(kg.RankPreferred, kg.RankNormal, kg.RankDeprecated),
	},
}

var (
	signs   = texts(kg.SignCooperative, kg.SignHostile, kg.SignNeutral)
	classes = texts(kg.ClassActor, kg.ClassPlace, kg.ClassEvent)
)

func texts[T ~string](values ...T) []string { return list[string](values) }

// needed are the fields that cannot be left out.
var needed = map[reflect.Type][]string{
	reflect.TypeFor[change]():           {"recordedAt", "action", "version"},
	reflect.TypeFor[relationshipType](): {"id", "label", "sign"},
	reflect.TypeFor[kind]():             {"id", "label", "classes"},
	reflect.TypeFor[claimProperty]():    {"id", "label", "value"},
	reflect.TypeFor[source]():           {"id", "title"},
	reflect.TypeFor[entity]():           {"id", "class", "kind", "names"},
	reflect.TypeFor[nameShape]():        {"text", "kind"},
	reflect.TypeFor[location]():         {"latitude", "longitude"},
	reflect.TypeFor[externalID]():       {"scheme", "id"},
	reflect.TypeFor[participant]():      {"entity"},
	reflect.TypeFor[relationship]():     {"id", "type", "from", "to", "sources"},
	reflect.TypeFor[claim]():            {"id", "about", "property", "source"},
	reflect.TypeFor[validity]():         {"edtf"},
}
