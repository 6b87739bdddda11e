package side

import (
	"os"
	"testing"

	"entente/internal/neo4jlocal/neo4jtest"
)

func TestMain(m *testing.M) {
	ServePlainIfAsked()
	os.Exit(neo4jtest.Main(m))
}
