package graph_test

// What is asked of records in the rows below.
const (
	askEvidence = `evidence { sources asserters { id } partiesOnly singleSourced }`
	askDisputes = `disputes { property { name } kinds open notCompared singleSourced claims { isParty claim { id } }
	  conflicts { camps { claims { id } ` + askEvidence + ` } } }`
	askHistory    = `history { totalCount edges { node { version reason writer changed { field before after } } } }`
	askProperties = `sources { id title } properties { name value { text entity { id name } } }`
	askEntity     = `id name formerIds version note recordedAt ` + askProperties + ` ` + askHistory + ` ` + askEvidence + ` ` + askDisputes + `
	  degree { type { name } direction status count } claims { totalCount edges { cursor node { id } } }
	  relationships(first: 50) { totalCount edges { cursor node { id } other { id } } }`
	askTie = `id statement validity { edtf } from { id } to { id } version note ` + askProperties + ` ` + askHistory + ` ` +
		askEvidence + ` ` + askDisputes + ` claims { totalCount edges { node { id } } }`
	askClaim = `id isParty about { id } source { id } assertedBy { id } value { text entity { id } } version ` + askHistory + `
	  claims { totalCount } disputes { kinds }`
	askPage = `totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }`
)

// reads has operations for every field of Query. X and Y stand for ids of entities, T of a
// relationship, C of a claim, S of a source; a test puts there what is shown, hidden or
// absent.
var reads = []struct{ field, query string }{
	{"node", `{ node(id: "X") { id } r: node(id: "T") { id } c: node(id: "C") { id } s: node(id: "S") { id } }`},
	{"nodes", `{ nodes(ids: ["X", "Y", "T", "C", "S"]) { id } }`},
	{"entity", `{ entity(id: "X") { ` + askEntity + ` } }`},
	{"entity", `{ entity(id: "X") { relationships(where: {other: {id: {eq: "Y"}}}) { totalCount } } }`},
	{"actor", `{ actor(id: "X") { ` + askEntity + ` coParticipants { totalCount edges { node { entity { id } events shared { event { id } } } } } } }`},
	{"place", `{ place(id: "X") { ` + askEntity + ` } }`},
	{"event", `{ event(id: "X") { ` + askEntity + ` participants { totalCount edges { node { id } role participation { id } } }
	  asItHappened(id: "Y") { id name } allen(to: "T") { certain possible } related { edges { node { id } } } } }`},
	{"relationship", `{ relationship(id: "T") { ` + askTie + ` allen(to: "X") { certain possible } related { edges { node { id } } } } }`},
	{"claim", `{ claim(id: "C") { ` + askClaim + ` } }`},
	{"source", `{ source(id: "S") { id title ` + askHistory + ` claims { totalCount } disputes { kinds } } }`},
	{"entities", `{ entities(first: 50) { ` + askPage + ` edges { cursor node { ` + askEntity + ` } } } }`},
	{"entities", `{ entities(first: 3, where: {id: {in: ["X", "Y"]}}) { ` + askPage + ` edges { node { id } } } }`},
	{"entities", `{ entities(first: 50, where: {has: {relationships: {other: {id: {eq: "X"}}}}}) { totalCount edges { node { id } } } }`},
	{"entities", `{ entities(first: 50, where: {hasNot: {direction: OUT}}) { totalCount edges { node { id } } } }`},
	{"entities", `{ entities(first: 50, where: {property: {name: "handler", entity: {eq: "X"}}}) { totalCount edges { node { id } } } }`},
	{"entities", `{ entities(first: 50, where: {property: {name: "handler"}}) { totalCount edges { node { id } } } }`},
	{"entities", `{ entities(first: 50, where: {evidence: {sources: {gte: 2}}}) { totalCount edges { node { id } } } }`},
	{"entities", `{ entities(first: 50, where: {evidence: {disputed: true}}) { totalCount edges { node { id } } } }`},
	{"entities", `{ entities(first: 50, where: {evidence: {onlyAssertedBy: ["X", "news"]}}) { totalCount edges { node { id } } } }`},
	{"entities", `{ entities(first: 50, where: {validity: {started: {afterEndOf: {id: "T", within: "P900D"}}}}) { totalCount } }`},
	{"actors", `{ actors(first: 2) { ` + askPage + ` edges { cursor node { id } } } last: actors(last: 2) { ` + askPage + ` edges { node { id } } } }`},
	{"places", `{ places { ` + askPage + ` edges { cursor node { id } } } }`},
	{"events", `{ events { ` + askPage + ` edges { cursor node { id participants { totalCount } } } } }`},
	{"relationships", `{ relationships(first: 60, asOf: {valid: "../.."}) { ` + askPage + ` edges { cursor node { ` + askTie + ` } } } }`},
	{"relationships", `{ relationships(first: 5) { ` + askPage + ` edges { cursor node { id } } } }`},
	{"relationships", `{ relationships(where: {other: {id: {eq: "X"}}}) { totalCount edges { node { id } } } }`},
	{"relationships", `{ relationships(where: {not: {other: {id: {eq: "X"}}}}) { totalCount edges { node { id } } } }`},
	{"relationships", `{ relationships(first: 60, where: {source: {eq: "S"}}) { totalCount edges { node { id } } } }`},
	{"relationships", `{ relationships(first: 60, where: {not: {source: {eq: "S"}}}) { totalCount edges { node { id } } } }`},
	{"relationships", `{ relationships(first: 60, where: {property: {name: "handler", entity: {in: ["X", "Y"]}}}) { totalCount } }`},
	{"relationships", `{ relationships(first: 60, where: {evidence: {partiesOnly: true}}) { totalCount edges { node { id } } } }`},
	{"relationships", `{ relationships(first: 60, asOf: {accordingTo: ["X"]}) { totalCount edges { node { ` + askTie + ` } } } }`},
	{"relationships", `{ relationships(first: 60, asOf: {accordingTo: ["S", "Y"]}) { totalCount edges { node { id validity { edtf } } } } }`},
	{"relationships", `{ relationships(first: 60, asOf: {known: "2026-11-20T01:30:00Z"}) { totalCount edges { node { ` + askTie + ` } } } }`},
	{"relationships", `{ relationships(first: 60, asOf: {known: "2026-11-20T00:30:00Z"}) { totalCount } }`},
	{"claims", `{ claims(first: 100) { ` + askPage + ` edges { cursor node { ` + askClaim + ` } } } }`},
	{"claims", `{ claims(where: {about: {eq: "X"}}) { totalCount edges { node { id } } } }`},
	{"claims", `{ claims(where: {assertedBy: {eq: "X"}}) { totalCount } s: claims(where: {source: {eq: "S"}}) { totalCount } }`},
	{"claims", `{ claims(first: 100, where: {not: {assertedBy: {eq: "X"}}}) { totalCount } }`},
	{"sources", `{ sources(first: 50) { ` + askPage + ` edges { cursor node { id title claims { totalCount } } } } }`},
	{"sources", `{ sources(where: {id: {eq: "S"}}) { totalCount } }`},
	{"search", `{ search(text: "alpha", first: 5) { matched tier entity { id name } } }`},
	{"search", `{ search(text: "X", first: 50) { matched tier entity { id } } }`},
	{"neighborhood", `{ neighborhood(of: ["X", "Y"], depth: 2, asOf: {valid: "../.."}) { truncated entities { id degree { count } }
	  relationships { id } explain { reason count } timeline { total changePoints { at visible } } } }`},
	{"neighborhood", `{ neighborhood(of: [], with: ["X", "Y"], asOf: {valid: "../.."}) { truncated entities { id } relationships { id } explain { reason count } } }`},
	{"neighborhood", `{ neighborhood(of: ["Y"], with: ["X"], limit: 2) { truncated entities { id } relationships { id } explain { reason count } } }`},
	{"neighborhood", `{ neighborhood(of: ["Y"], where: {evidence: {sources: {gte: 2}}}) { entities { id } explain { reason count } } }`},
	{"neighborhood", `{ neighborhood(of: ["Y"], asOf: {accordingTo: ["X"]}) { entities { id } relationships { id } explain { reason count } } }`},
	{"paths", `{ paths(from: "X", to: "Y", maxLength: 3, asOf: {valid: "../.."}) { certainty length entities { id } hops { relationship { id } } } }`},
	{"paths", `{ paths(from: "Y", to: "X", mode: CONTINUOUS) { length entities { id } } }`},
	{"paths", `{ paths(from: "P", to: "Q", mode: CONSECUTIVE, maxLength: 4) { length entities { id } hops { relationship { id } } } }`},
	{"paths", `{ paths(from: "P", to: "Q", maxLength: 4, first: 50, asOf: {valid: "../.."}) { length entities { id } hops { relationship { id } } } }`},
	{"compare", `{ compare(before: {valid: "2020"}, after: {valid: "2023"}, first: 100) { totalCount counts { kind count }
	  edges { cursor node { kind reasons before { id } after { id } changed { field before after } } } } }`},
	{"compare", `{ compare(before: {known: "2026-11-20T01:30:00Z"}, after: {}, first: 100) { totalCount counts { kind count }
	  edges { node { kind reasons before { ` + askProperties + ` } changed { field before after } } } } }`},
	{"compare", `{ compare(before: {accordingTo: ["X"]}, after: {accordingTo: ["Y", "news"]}, of: ["X", "Y"]) { totalCount } }`},
	{"changes", `{ changes(first: 200) { edges { node { recordedAt batch writer reason action class recordId version record { id } } } pageInfo { hasNextPage } } }`},
	{"changes", `{ changes(where: {record: {in: ["X", "T", "C", "S"]}}) { edges { node { recordId } } pageInfo { hasNextPage } } }`},
	{"disputes", `{ disputes(first: 50) { totalCount edges { cursor node { about { id } property { name } kinds open notCompared singleSourced
	  claims { isParty claim { id } replacedBy { id } } conflicts { camps { claims { id } ` + askEvidence + ` } } } } } }`},
	{"disputes", `{ disputes(about: ["X", "Y", "T"]) { totalCount } }`},
	{"timeline", `{ timeline { total extent { edtf } buckets { period { edtf } active { certain possible } } changePoints { at visible appear { id } disappear { id } } } }`},
	{"timeline", `{ timeline(of: ["X", "Y"]) { total extent { edtf } changePoints { at visible } } }`},
	{"panel", `{ panel(of: ["X", "Y"], bucket: YEAR, within: "2018/2025", balanced: true) { totalCount edges { cursor node { from { id } to { id } active { possible } } } } }`},
	{"panel", `{ panel(bucket: YEAR, within: "2018/2025") { totalCount edges { node { from { id } to { id } active { possible } } } } }`},
	{"durations", `{ durations { type { name } count open median { minDays } shortest { minDays } longest { maxDays } } of: durations(of: ["X"]) { count } }`},
	{"agreementChain", `{ agreementChain(of: "X", types: ["conflict", "pact"]) { certainGaps possibleGaps truncated inForce { minDays }
	  steps { agreement { id } relationships { id } links { relationship { id } } } } }`},
	{"sequence", `{ sequence(between: ["X", "Y"], and: ["P", "Q"]) { certainGaps truncated steps { agreement { id } relationships { id } gap { minDays } } } }`},
	{"signFlips", `{ signFlips(within: "2010/2026", first: 100) { totalCount edges { cursor node { a { id } b { id } before { id } after { id } earliest latest certainty } } } }`},
	{"signFlips", `{ signFlips(within: "2010/2026", of: ["X"]) { totalCount } }`},
	{"tiedToBoth", `{ tiedToBoth(a: "X", b: "Y", asOf: {valid: "../.."}) { totalCount edges { node { entity { id } toA { id } toB { id } } } } }`},
	{"tiedToBoth", `{ tiedToBoth(a: "P", b: "Q", asOf: {valid: "../.."}) { totalCount edges { node { entity { id } toA { id } toB { id } } } } }`},
	{"unbalancedTriads", `{ unbalancedTriads(first: 100, asOf: {valid: "../.."}) { totalCount edges { node { entities { id } relationships { id } hostile ambivalent } } } }`},
	{"unbalancedTriads", `{ unbalancedTriads(of: ["X"], asOf: {valid: "../.."}) { totalCount } }`},
	{"vocabulary", `{ vocabulary { kinds { name } relationshipTypes { name } claimProperties { name } } }`},
	{"statistics", `{ statistics { entities { name count } relationships { name count } claims { name count } sources } }`},
	{"now", `{ now }`},
}
