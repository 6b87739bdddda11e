//go:build !unix

package command

// OutliveFileLimit does nothing: this system sets no limit on the size of files.
func OutliveFileLimit() {}
