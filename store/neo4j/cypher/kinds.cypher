// The types of the native relationships, among which are those of references.
MATCH (m:Meta {id: 'entente'})
CALL () {
  CALL db.relationshipTypes() YIELD relationshipType
  RETURN collect(relationshipType) AS types
}
RETURN types
