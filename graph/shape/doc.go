// Package shape measures GraphQL documents, to refuse those that ask for too much
// before anybody works for them.
//
// [Check] looks at a document as it was parsed, before it is compared with the schema:
// how deep it goes, and how many aliases, directives, fragments and root fields it has.
// A [Coster] adds up, with the schema and the variables, how many records an operation may
// meet. Both look at each fragment once and not at each place where it is spread, so
// they take time in proportion to the length of a document, whatever it expands to.
package shape
