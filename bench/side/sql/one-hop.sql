-- An actor, then its ties in force on a day with whom they are: those from it and those to it.
SELECT 0, id, name, NULL, NULL, NULL FROM actor WHERE id = ?1
UNION ALL
SELECT 1, other.id, other.name, tie.id, tie.valid_from, tie.valid_to
FROM actor CROSS JOIN tie ON tie.source = actor.key CROSS JOIN actor AS other ON other.key = tie.target
WHERE actor.id = ?1 AND tie.valid_from <= ?2 AND (tie.valid_to > ?2 OR tie.valid_to IS NULL)
UNION ALL
SELECT -1, other.id, other.name, tie.id, tie.valid_from, tie.valid_to
FROM actor CROSS JOIN tie ON tie.target = actor.key CROSS JOIN actor AS other ON other.key = tie.source
WHERE actor.id = ?1 AND tie.valid_from <= ?2 AND (tie.valid_to > ?2 OR tie.valid_to IS NULL)
