package neo4jtest

import (
	"cmp"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/internal/filelock"
	"entente/internal/neo4jlocal"
)

// open claims the database that the environment names, or else starts one.
func open(ctx context.Context, t testing.TB) (Target, error) {
	if uri := os.Getenv(neo4jlocal.URIVariable); uri != "" {
		return openNamed(ctx, t, Target{
			URI:      uri,
			Username: cmp.Or(os.Getenv(neo4jlocal.UsernameVariable), "neo4j"),
			Password: os.Getenv(neo4jlocal.PasswordVariable),
		})
	}
	server, err := neo4jlocal.Start(ctx, neo4jlocal.Options{
		QuickStart: true, KeepPlans: true, Progress: os.Stderr,
	})
	if err != nil {
		return Target{}, err
	}
	shared.close = append(shared.close, server.Stop)
	return claimed(ctx, Target{
		URI: server.URI, Username: server.Username, Password: server.Password,
	}, rand.Text())
}

// openNamed waits for this machine's other test processes, then claims target.
func openNamed(ctx context.Context, t testing.TB, target Target) (Target, error) {
	t.Logf("testing with %s, after those who use it now", target.URI)
	lock, err := filelock.Acquire(ctx, lockFile(target.URI))
	if errors.Is(err, errors.ErrUnsupported) {
		return claimed(ctx, target, rand.Text()) // the claim in the database is enough
	}
	if err != nil {
		return Target{}, fmt.Errorf("wait for other tests with %s: %w", target.URI, err)
	}
	shared.close = append(shared.close, lock.Release)
	domain, err := lock.Text()
	if err == nil && domain == "" {
		domain = rand.Text()
		err = lock.SetText(domain)
	}
	if err != nil {
		return Target{}, err
	}
	return claimed(ctx, target, domain)
}

// lockFile returns the file by which this user's test processes take turns at
// uri. The scheme does not count, since several lead to one server.
func lockFile(uri string) string {
	_, place, _ := strings.Cut(uri, "://")
	sum := sha256.Sum256([]byte(place))
	return filepath.Join(os.TempDir(),
		fmt.Sprintf("entente-neo4j-test-%d-%x.lock", os.Getuid(), sum[:8]))
}

// claimed connects to target and claims it for this process, under the domain of
// its file lock.
func claimed(ctx context.Context, target Target, domain string) (Target, error) {
	driver, err := neo4j.NewDriverWithContext(target.URI,
		neo4j.BasicAuth(target.Username, target.Password, ""))
	if err != nil {
		return Target{}, fmt.Errorf("%s %q: %w", neo4jlocal.URIVariable, target.URI, err)
	}
	shared.close = append(shared.close, func() error { return driver.Close(context.Background()) })
	if err := driver.VerifyConnectivity(ctx); err != nil {
		return Target{}, fmt.Errorf("%s as %s (see %s, %s, %s): %w", target.URI, target.Username,
			neo4jlocal.URIVariable, neo4jlocal.UsernameVariable, neo4jlocal.PasswordVariable, err)
	}
	target.claim, err = newClaim(ctx, database{driver}, domain)
	if err != nil {
		return Target{}, fmt.Errorf("%s: %w", target.URI, err)
	}
	shared.close = append(shared.close, target.claim.release)
	return target, nil
}
