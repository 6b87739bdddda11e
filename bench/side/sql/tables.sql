-- What someone would make who keeps this graph in SQLite and asks for it by actor and day:
-- keys in place of ids, rows where their key is, and all that a question needs of a tie in
-- an index for each of its ends.
CREATE TABLE actor (
	key INTEGER PRIMARY KEY,
	id TEXT NOT NULL,
	name TEXT NOT NULL
);
CREATE TABLE tie (
	id TEXT NOT NULL,
	source INTEGER NOT NULL REFERENCES actor,
	target INTEGER NOT NULL REFERENCES actor,
	valid_from TEXT NOT NULL,
	valid_to TEXT
);
