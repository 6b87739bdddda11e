// Keeps what is about to change as a version.
UNWIND $ids AS id
MATCH (n:Record {id: id})
CREATE (:Version {recordId: n.id, class: n.class, kind: n.kind, name: n.name,
  restricted: n.restricted, version: n.version, recordedFrom: n.recordedFrom, recordedTo: $at,
  sequence: n.sequence, body: n.body})
