package neo4jlocal

import (
	"context"
	"errors"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
)

const (
	// firstPassword is what a new Neo4j has until it is told another.
	firstPassword = "neo4j"
	// unauthorized is Neo4j's code for a wrong password.
	unauthorized = "Neo.ClientError.Security.Unauthorized"
	// askLimit bounds one question; the first ones load much of Neo4j.
	askLimit = 30 * time.Second
)

// login returns once the server has answered a query under its password, which
// it is told first where it is new.
func (s *Server) login(ctx context.Context, r *run) error {
	for {
		err := s.ask(ctx, s.Password, "neo4j", "RETURN 1", nil)
		if hasCode(err, unauthorized) {
			err = s.setPassword(ctx)
		}
		if err == nil {
			return nil
		}
		// Three wrong passwords would lock the account, so there is no second try.
		if hasCode(err, unauthorized) {
			return errors.New("the password is not that of this home")
		}
		if err := r.pause(ctx); err != nil {
			return err
		}
	}
}

// setPassword changes the password of a new Neo4j, and asks again under it.
func (s *Server) setPassword(ctx context.Context) error {
	err := s.ask(ctx, firstPassword, "system",
		"ALTER CURRENT USER SET PASSWORD FROM $from TO $to",
		map[string]any{"from": firstPassword, "to": s.Password})
	if err != nil {
		return err
	}
	return s.ask(ctx, s.Password, "neo4j", "RETURN 1", nil)
}

// ask runs one query on a connection of its own.
func (s *Server) ask(
	ctx context.Context, password, database, query string, args map[string]any,
) (err error) {
	ctx, cancel := context.WithTimeout(ctx, askLimit)
	defer cancel()
	// A direct connection needs no routing table, which a starting server lacks.
	driver, err := neo4j.NewDriverWithContext("bolt://"+address(s.port),
		neo4j.BasicAuth(s.Username, password, ""),
		func(c *config.Config) { c.SocketConnectTimeout = askLimit })
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, driver.Close(ctx)) }()
	session := driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: database})
	defer func() { err = errors.Join(err, session.Close(ctx)) }()
	result, err := session.Run(ctx, query, args)
	if err != nil {
		return err
	}
	_, err = result.Consume(ctx)
	return err
}

// hasCode reports whether err is Neo4j's own with that code.
func hasCode(err error, code string) bool {
	refused, ok := errors.AsType[*neo4j.Neo4jError](err)
	return ok && refused.Code == code
}
