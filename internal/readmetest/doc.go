// Package readmetest checks that README.md is true: its query has the answer it
// shows, and the files, targets and flags it names exist.
package readmetest
