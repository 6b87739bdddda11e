// Package document keeps GraphQL documents that were found good, so that they need not be
// parsed and compared with the schema again, and can be asked for by their hash: as
// automatic persisted queries, which clients teach the server, and as trusted documents,
// which its operator gives it.
package document
