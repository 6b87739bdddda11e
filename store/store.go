// Package store opens the store that an address names.
package store

import (
	"context"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"strings"

	"entente/kg"
	"entente/store/neo4j"
	"entente/store/sqlite"
)

// Open opens the store at an address: "file:PATH" is an SQLite file, made if it is
// not there; "neo4j://HOST:7687" and "bolt://HOST:7687" (with "+s" for TLS) are a
// Neo4j, whose user and password are in NEO4J_USERNAME (default neo4j) and
// NEO4J_PASSWORD, and whose database "?database=NAME" may name. A store that
// cannot be reached is a kg.ErrUnavailable.
func Open(ctx context.Context, address string) (kg.Store, error) {
	scheme, rest, _ := strings.Cut(address, ":")
	switch scheme {
	case "file":
		path, err := filePath(rest)
		if err != nil {
			return nil, err
		}
		return opened(sqlite.Open(ctx, path))
	case "neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc":
		user := os.Getenv("NEO4J_USERNAME")
		if user == "" {
			user = "neo4j"
		}
		return opened(neo4j.Open(ctx, address, neo4j.Credentials(user, os.Getenv("NEO4J_PASSWORD"))))
	default:
		return nil, &kg.InvalidError{
			Field: "store", Value: address, Reason: "not the address of a store",
			Accepted: "write file:PATH, neo4j://HOST:7687 or bolt://HOST:7687",
		}
	}
}

// OpenExisting opens the store at an address like [Open], but refuses a file that is not
// there with an error that wraps [fs.ErrNotExist], instead of making it.
func OpenExisting(ctx context.Context, address string) (kg.Store, error) {
	if rest, ok := strings.CutPrefix(address, "file:"); ok {
		path, err := filePath(rest)
		if err != nil {
			return nil, err
		}
		if _, err := os.Stat(path); err != nil {
			return nil, fmt.Errorf("there is no graph at %s: %w", path, fs.ErrNotExist)
		}
	}
	return Open(ctx, address)
}

// opened keeps a nil pointer from becoming a store that is not nil.
func opened[S kg.Store](s S, err error) (kg.Store, error) {
	if err != nil {
		return nil, err
	}
	return s, nil
}

// filePath reads the path of a file address: "file:./x" and "file:///x" alike.
func filePath(rest string) (string, error) {
	path, err := url.PathUnescape(strings.TrimPrefix(rest, "//"))
	if err != nil || path == "" || strings.Contains(path, "?") {
		return "", &kg.InvalidError{
			Field: "store", Value: "file:" + rest, Reason: "not a path", Accepted: "write file:./data/entente.db",
		}
	}
	return path, nil
}
