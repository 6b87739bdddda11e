package neo4j

import (
	"context"
	"errors"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

const (
	// maxAttempts bounds how often a deadlock or the like is tried again, and
	// maxReconnects how often a lost connection is: after that many the server is
	// not just restarted but away.
	maxAttempts   = 8
	maxReconnects = 3
	// firstPause is what the first pause is at most; each is twice the last.
	firstPause = 20 * time.Millisecond
)

// retry calls attempt until it succeeds, fails for good or ctx is done. Attempt
// must have left nothing behind where it returns an error of the driver.
func retry(ctx context.Context, attempt func() error) error {
	for n := 1; ; n++ {
		err := attempt()
		if err == nil || ctx.Err() != nil || !isPassing(err) || n == maxAttempts ||
			n == maxReconnects && isConnection(err) {
			return translate(ctx, err)
		}
		select {
		case <-ctx.Done():
		case <-time.After(rand.N(firstPause << (n - 1))):
		}
	}
}

// isPassing reports whether a repetition may succeed.
func isPassing(err error) bool {
	if isDomain(err) {
		return false
	}
	var server *neo4j.Neo4jError
	if errors.As(err, &server) && strings.HasPrefix(server.Code, codeBookmarkTimeout) {
		return false // it has waited long enough
	}
	return neo4j.IsRetryable(err)
}
