// Package rows reads and writes tables of text: files of rows whose cells are parted by
// a comma or another byte, as RFC 4180 and the programs that people use have them.
//
// Every cell has its place in the file, every row its text, and a row that cannot be
// read is refused alone: reading goes on behind it. Memory does not grow with the file.
package rows
