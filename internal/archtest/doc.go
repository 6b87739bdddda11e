// Package archtest holds the arrows between Entente's packages as tests: who may
// import whom, and which habits every package keeps. It has no other code.
//
// The arrows are
//
//	server.go → store → {store/sqlite, store/neo4j} → kg ← formats ← seed
//	server.go → graph → {kg, access}
//	server.go → transfer → {formats, kg, access}
//	server.go → observe → kg
//	server.go → web
//	server.go → gate → request ← {access, graph}
//
// kg, which says what a record means, sees neither GraphQL nor a database; graph
// never sees a store, and a store never sees GraphQL. So a store can be added or
// replaced without touching the API, and the API can grow without touching the
// stores. Test files may import what they like.
package archtest
