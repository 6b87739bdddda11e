package side

import (
	"context"
	"fmt"
	"time"

	"entente/bench/load"
	"entente/kg"
	"entente/store/neo4j"
)

// A Store is Entente's store on Neo4j in the process that asks: the same statements as a
// server's, without GraphQL and HTTP.
type Store struct{ graph *kg.Graph }

// OpenStore opens the graph that a server of Entente is on too.
func OpenStore(ctx context.Context, db Database) (*Store, error) {
	opened, err := neo4j.Open(ctx, db.URI, neo4j.Credentials(db.Username, db.Password))
	if err != nil {
		return nil, err
	}
	return &Store{kg.NewGraph(opened, time.Now)}, nil
}

// Close closes all connections.
func (s *Store) Close() error { return s.graph.Store().Close() }

// OneHop asks for the actor of an id with the first of its ties that may be in force on a
// day.
func (s *Store) OneHop(id func(i int) string, day string, first int) func() (load.Client, error) {
	return func() (load.Client, error) {
		window, err := kg.ParseWindow(day, "")
		return storeClient{s.graph, s.graph.View().During(window), id, first}, err
	}
}

// A storeClient asks one question after another.
type storeClient struct {
	graph *kg.Graph
	view  kg.View
	id    func(i int) string
	first int
}

// Do asks question i.
func (c storeClient) Do(ctx context.Context, i int) error {
	list := kg.RelationshipList{
		Of: kg.ID(c.id(i)), Order: kg.Order{Field: kg.OrderStart}, Page: kg.Page{First: &c.first},
	}
	entity, ahead, err := c.graph.EntityWith(ctx, c.view, list)
	if err == nil && entity == nil {
		err = fmt.Errorf("actor %s: %w", list.Of, errNoActor)
	}
	if err != nil {
		return err
	}
	_, err = ahead.Take(ctx)
	return err
}

// Close does nothing: connections are the store's.
func (storeClient) Close() error { return nil }
