package neo4j

import (
	"regexp"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/kg"
)

// A consistency token is the bookmarks of a commit, joined by commas.
var bookmarkPattern = regexp.MustCompile(`^FB:[A-Za-z0-9+/=]{1,500}$`)

// maxBookmarks is how many bookmarks a token may hold. A Store's have one.
const maxBookmarks = 16

func formatToken(bookmarks neo4j.Bookmarks) string { return strings.Join(bookmarks, ",") }

func parseToken(token string) (neo4j.Bookmarks, error) {
	if token == "" {
		return nil, nil
	}
	bookmarks := strings.SplitN(token, ",", maxBookmarks+1)
	for _, bookmark := range bookmarks[:min(len(bookmarks), maxBookmarks)] {
		if !bookmarkPattern.MatchString(bookmark) {
			return nil, kg.BadToken(token)
		}
	}
	if len(bookmarks) > maxBookmarks {
		return nil, kg.BadToken(token)
	}
	return bookmarks, nil
}
