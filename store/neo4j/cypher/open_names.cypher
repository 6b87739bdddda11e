// The names of the indexes that are there; a constraint's index has its name.
SHOW INDEXES YIELD name
RETURN name
