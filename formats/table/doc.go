// Package table reads and writes CSV, and other tables, by a mapping file.
package table
