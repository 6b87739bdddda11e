package neo4jlocal

// The environment by which test processes agree on a Neo4j.
const (
	// URIVariable names the Neo4j to test with, such as "neo4j://127.0.0.1:7687".
	// Without it each test process starts a private one.
	URIVariable = "ENTENTE_TEST_NEO4J_URI"
	// UsernameVariable is the account there; empty means "neo4j".
	UsernameVariable = "ENTENTE_TEST_NEO4J_USERNAME"
	// PasswordVariable is the password there.
	PasswordVariable = "ENTENTE_TEST_NEO4J_PASSWORD"
	// RequireVariable, set to 1, makes an error of what is else passed over for
	// lack of a Neo4j.
	RequireVariable = "ENTENTE_REQUIRE_NEO4J"
)
