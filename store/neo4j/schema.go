package neo4j

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/kg"
)

// schemaVersion is that of the data as this program writes it. A program migrates
// data of an earlier one and refuses data of a later one.
const schemaVersion = 2

// oldest is the first version of Neo4j that has all that the statements use.
var oldest = [2]int{5, 26}

var (
	metaStatement   = statement("open_meta")
	createStatement = statement("open_create")
	schemaNames     = statement("open_names")
	databaseName    = statement("open_database")
	awaitStatement  = statement("open_await")
)

// prepare gets to know the server, refuses databases that are not Entente's, and
// makes what the statements rely on.
func (s *Store) prepare(ctx context.Context) error {
	server, err := s.driver.GetServerInfo(ctx)
	if err != nil {
		return openError(ctx, err)
	}
	if err := checkServer(server.Agent()); err != nil {
		return err
	}
	if err := s.findDatabase(ctx); err != nil {
		return openError(ctx, err)
	}
	if err := s.checkOwner(ctx); err != nil {
		return openError(ctx, err)
	}
	if err := s.makeSchema(ctx); err != nil {
		return openError(ctx, err)
	}
	rows, err := s.schemaRows(ctx, createStatement, map[string]any{"schemaVersion": schemaVersion})
	if err != nil {
		return openError(ctx, err)
	}
	if err := checkSchema(rows[0][0]); err != nil || rows[0][0] == int64(schemaVersion) {
		return err
	}
	return openError(ctx, s.migrate(ctx))
}

// openError is for those who start a server, and so says what the driver says.
func openError(ctx context.Context, err error) error {
	translated := translate(ctx, err)
	if u, ok := errors.AsType[*kg.UnavailableError](translated); ok && u.Cause != nil {
		return fmt.Errorf("%w (%v)", translated, u.Cause) //nolint:errorlint // it is wrapped already
	}
	return translated
}

var agentPattern = regexp.MustCompile(`^Neo4j/(\d+)\.(\d+)`)

// checkServer refuses a server that is too old, by the name it gives itself.
func checkServer(agent string) error {
	found := agentPattern.FindStringSubmatch(agent)
	if found == nil {
		return fmt.Errorf("the server calls itself %q and not Neo4j", agent)
	}
	major, _ := strconv.Atoi(found[1]) // the pattern lets only numbers through
	minor, _ := strconv.Atoi(found[2])
	if major > oldest[0] || major == oldest[0] && minor >= oldest[1] {
		return nil
	}
	return fmt.Errorf("the server is %s; Entente needs Neo4j %d.%d or later",
		agent, oldest[0], oldest[1])
}

// findDatabase asks for the user's home database where none was named, so that no
// later call has to.
func (s *Store) findDatabase(ctx context.Context) error {
	if s.database != "" {
		return nil
	}
	rows, err := s.schemaRows(ctx, databaseName, nil)
	if err != nil {
		return err
	}
	return scan(rows[0], &s.database)
}

// checkOwner refuses a database that holds something else, or what a later
// program wrote.
func (s *Store) checkOwner(ctx context.Context) error {
	rows, err := s.schemaRows(ctx, metaStatement, nil)
	if err != nil {
		return err
	}
	version, foreign := rows[0][0], rows[0][1]
	if foreign == true {
		return errForeign
	}
	if version == nil {
		return nil
	}
	return checkSchema(version)
}

var errForeign = errors.New("the database holds data that is not Entente's; " +
	"nothing was changed; name an empty database")

func checkSchema(value any) error {
	version, ok := value.(int64)
	if !ok || version > schemaVersion {
		return fmt.Errorf("the data is of schema version %v and this program knows version %d "+
			"only; nothing was changed; use a later Entente", value, schemaVersion)
	}
	return nil
}

// makeSchema makes the constraints and indexes that are missing and waits until
// they are ready. Another program may be making them at the same time.
func (s *Store) makeSchema(ctx context.Context) error {
	missing, err := s.missingSchema(ctx)
	if err != nil || len(missing) == 0 {
		return err
	}
	for _, name := range missing {
		if _, err := s.schemaRows(ctx, schemaStatements[name], nil); err != nil && !isMade(err) {
			return err
		}
	}
	_, err = s.schemaRows(ctx, awaitStatement, nil)
	return err
}

// missingSchema returns the names of what is not there or not ready.
func (s *Store) missingSchema(ctx context.Context) (missing []string, err error) {
	rows, err := s.schemaRows(ctx, schemaNames, nil)
	if err != nil {
		return nil, err
	}
	there := map[string]bool{}
	for _, row := range rows {
		if name, ok := row[0].(string); ok {
			there[name] = true
		}
	}
	for name := range schemaStatements {
		if !there[name] {
			missing = append(missing, name)
		}
	}
	return missing, nil
}

// Ready reports whether the database answers and has the graph and all that its
// statements rely on; see [kg.Prober]. One that came back empty, or from a copy
// without its constraints, has not.
func (s *Store) Ready(ctx context.Context) error {
	if _, err := s.Last(ctx, kg.View{}); err != nil {
		return err
	}
	missing, err := s.missingSchema(ctx)
	if err == nil && len(missing) > 0 {
		err = errNoSchema
	}
	return err
}

// isMade reports whether err says that another program has just made what was to be
// made: that it is not there is checked before the lock is taken.
func isMade(err error) bool {
	server, ok := errors.AsType[*neo4j.Neo4jError](err)
	return ok && (server.Code == codeRuleExists || server.Code == codeIndexExists ||
		server.Code == codeConstraintExists)
}

// schemaRows runs a statement of the preparation.
func (s *Store) schemaRows(
	ctx context.Context, text string, params map[string]any,
) (rows [][]any, err error) {
	err = retry(ctx, func() error {
		session, err := s.writeSession(ctx)
		if err != nil {
			return err
		}
		defer func() { _ = session.Close(ctx) }() // the rows are there or err says so
		var result neo4j.ResultWithContext
		if result, err = session.Run(ctx, text, params); err != nil {
			return err
		}
		rows, err = collect(ctx, result)
		return err
	})
	return rows, err
}

// schemaStatements are the statements of schema.cypher by the name of what each
// makes.
var schemaStatements = splitSchema(statement("schema"))

var schemaNamePattern = regexp.MustCompile(`(?:CONSTRAINT|INDEX) (\w+) IF NOT EXISTS`)

func splitSchema(text string) map[string]string {
	statements := map[string]string{}
	for part := range strings.SplitSeq(text, ";\n") {
		if name := schemaNamePattern.FindStringSubmatch(part); name != nil {
			statements[name[1]] = part
		}
	}
	return statements
}
