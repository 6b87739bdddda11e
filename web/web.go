// Package web serves the pages that people open in a browser, which are built
// by Vite from the TypeScript beside this file and embedded into the binary.
//
// The pages load nothing from another host, and the headers sent with them
// forbid it. The package shares only the API's schema with the rest of Entente:
// it knows no graph and no store.
package web

import (
	"embed"
	"io/fs"
	"net/http"
)

// dist is what the build wrote. A fresh clone holds only a placeholder in it,
// without which the package would not compile.
//
//go:embed all:dist
var dist embed.FS

// Handler returns the handler of all pages and of the files that they load. It
// answers GET and HEAD at
//
//	/            the explorer
//	/playground  GraphiQL on the API of the same host
//	/queries     the questions of docs/queries with their answers
//	/assets/…    scripts, styles, fonts and answers, to be cached for ever
//
// and 404 elsewhere. In a binary that was built without the pages, the first
// three answer with a short note that says how to build them.
func Handler() http.Handler { return newSite(built()) }

// built returns the folder that the build wrote.
func built() fs.FS {
	files, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err) // Only for a malformed path, and "dist" is well formed.
	}
	return files
}
