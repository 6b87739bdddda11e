package neo4j

import (
	"fmt"
	"net/url"
	"slices"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/notifications"

	"entente/kg"
)

// connections is how many connections a Store holds at most, and so how many of
// its reads run at once.
const connections = 100

var schemes = []string{"neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"}

// connect makes a Store that has not spoken to the server yet.
func connect(address string, o options) (*Store, error) {
	target, database, err := parseAddress(address)
	if err != nil {
		return nil, err
	}
	auth := neo4j.NoAuth()
	if o.username != "" {
		auth = neo4j.BasicAuth(o.username, o.password, "")
	}
	driver, err := neo4j.NewDriverWithContext(target, auth, configure)
	if err != nil {
		return nil, invalidAddress(address, "the driver refuses it")
	}
	if o.through != nil {
		driver = o.through(driver)
	}
	return &Store{
		driver: driver, database: database, clock: o.clock, commits: newGate(connections),
		sessions: newRoster(),
	}, nil
}

// configure sets bounds that are tighter than the driver's own, which outlive any
// request.
func configure(c *config.Config) {
	c.UserAgent = "entente"
	// The gate leaves a place for a commit beside the reads.
	c.MaxConnectionPoolSize = connections + 8
	c.ConnectionAcquisitionTimeout = 10 * time.Second
	c.SocketConnectTimeout = 5 * time.Second
	c.ConnectionLivenessCheckTimeout = 30 * time.Second
	c.NotificationsMinSeverity = notifications.DisabledLevel
	c.TelemetryDisabled = true
}

// parseAddress splits an address into what the driver takes and the database.
func parseAddress(address string) (target, database string, err error) {
	u, err := url.Parse(address)
	switch {
	case err != nil:
		return "", "", invalidAddress("", "not an address")
	case !slices.Contains(schemes, u.Scheme):
		return "", "", invalidAddress(shown(address), "not of a scheme that Neo4j has")
	case u.Hostname() == "":
		return "", "", invalidAddress(shown(address), "names no host")
	case u.User != nil:
		return "", "", invalidAddress(shown(address), "holds a user or password; give them apart")
	}
	query := u.Query()
	database = query.Get("database")
	query.Del("database")
	u.RawQuery = query.Encode()
	return u.String(), database, nil
}

func invalidAddress(address, reason string) error {
	return &kg.InvalidError{
		Field: "store", Value: address, Reason: reason,
		Accepted: "write neo4j://host:7687 or bolt://host:7687, with +s for TLS",
	}
}

// shown returns an address without what may be secret in it.
func shown(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "the database"
	}
	return fmt.Sprintf("%s://%s", u.Scheme, u.Host)
}
