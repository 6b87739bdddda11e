// The name of the database that this session is in.
CALL db.info() YIELD name
RETURN name
