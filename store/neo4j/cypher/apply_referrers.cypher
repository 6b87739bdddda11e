// Who still refers to records that are to go (their class is then empty) or to
// become of another class: how many, and one of them. What ties entities needs
// entities at its ends.
UNWIND $rows AS row
MATCH (n:Record {id: row.id})
CALL (n, row) {
  MATCH (n)-[r]-(x)
  WITH row, coalesce(r.id, x.id) AS by, coalesce(r.needs, 'ENTITY') AS needs
  WHERE row.class = '' OR needs <> row.class AND (needs <> '' OR row.class = 'TERM')
  RETURN count(DISTINCT by) AS number, min(by) AS one
}
WITH row, number, one WHERE number > 0
RETURN row.id AS id, number, one
ORDER BY id LIMIT 1
