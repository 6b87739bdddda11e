package side

import (
	"context"
	_ "embed"
	"fmt"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/notifications"

	"entente/bench/load"
)

var (
	//go:embed cypher/one-hop.cypher
	oneHopCypher string
	//go:embed cypher/path.cypher
	pathCypher string
	//go:embed cypher/path-on.cypher
	pathOnCypher string
)

// A RawDriver asks Neo4j for what [LoadActors] loaded by the official driver for Go, with
// Cypher written for the question and nothing in between.
type RawDriver struct{ driver neo4j.DriverWithContext }

// OpenRawDriver connects to a database.
func OpenRawDriver(ctx context.Context, db Database) (*RawDriver, error) {
	auth := neo4j.BasicAuth(db.Username, db.Password, "")
	driver, err := neo4j.NewDriverWithContext(db.direct(), auth, func(c *config.Config) {
		c.TelemetryDisabled = true
		c.NotificationsMinSeverity = notifications.DisabledLevel
	})
	if err != nil {
		return nil, err
	}
	if err := driver.VerifyConnectivity(ctx); err != nil {
		_ = driver.Close(ctx) // that it does not answer is what is said
		return nil, err
	}
	return &RawDriver{driver}, nil
}

// Driver is the one it asks by.
func (d *RawDriver) Driver() neo4j.DriverWithContext { return d.driver }

// Close closes all connections.
func (d *RawDriver) Close(ctx context.Context) error { return d.driver.Close(ctx) }

// Nothing asks for nothing: what any question costs.
func (d *RawDriver) Nothing() func() (load.Client, error) {
	return d.open("RETURN 1", func(int) map[string]any { return nil }, nil)
}

// OneHop asks for the actor of an id with its ties in force on a day.
func (d *RawDriver) OneHop(id func(i int) string, day string) func() (load.Client, error) {
	return d.open(oneHopCypher, func(i int) map[string]any {
		return map[string]any{"id": id(i), "day": day}
	}, isFound)
}

// Path asks for a shortest path of up to four ties between two actors, which need not have
// one. With a day all of the ties are in force on it; with an empty one they are any.
func (d *RawDriver) Path(
	pair func(i int) (from, to string), day string,
) func() (load.Client, error) {
	if day == "" {
		return d.open(pathCypher, func(i int) map[string]any {
			from, to := pair(i)
			return map[string]any{"from": from, "to": to}
		}, nil)
	}
	return d.open(pathOnCypher, func(i int) map[string]any {
		from, to := pair(i)
		return map[string]any{"from": from, "to": to, "day": day}
	}, nil)
}

func (d *RawDriver) open(
	text string, args func(i int) map[string]any, check func([]*neo4j.Record) error,
) func() (load.Client, error) {
	return func() (load.Client, error) {
		return &cypherClient{driver: d.driver, text: text, args: args, check: check}, nil
	}
}

// A cypherClient runs a text for each question in a session of its own, without a managed
// transaction around it, which is the driver's quickest way to read.
type cypherClient struct {
	driver neo4j.DriverWithContext
	text   string
	args   func(i int) map[string]any
	check  func([]*neo4j.Record) error
}

// Do asks question i and reads all rows of the answer.
func (c *cypherClient) Do(ctx context.Context, i int) error {
	args := c.args(i)
	rows, err := c.rows(ctx, args)
	if err == nil && c.check != nil {
		err = c.check(rows)
	}
	if err != nil {
		return fmt.Errorf("%v: %w", args, err)
	}
	return nil
}

func (c *cypherClient) rows(ctx context.Context, args map[string]any) ([]*neo4j.Record, error) {
	session := c.driver.NewSession(ctx, neo4j.SessionConfig{
		// Its name spares the driver to ask for that of the user's own.
		AccessMode: neo4j.AccessModeRead, DatabaseName: "neo4j",
	})
	defer func() { _ = session.Close(ctx) }() // all of it was read
	result, err := session.Run(ctx, c.text, args)
	if err != nil {
		return nil, err
	}
	return result.Collect(ctx)
}

// Close does nothing: connections are the driver's.
func (c *cypherClient) Close() error { return nil }

// isFound makes sure that the actor is there.
func isFound(rows []*neo4j.Record) error {
	if len(rows) == 0 {
		return errNoActor
	}
	return nil
}
