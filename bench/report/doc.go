// Package report keeps what the benchmarks found, as JSON, and shows it as a page with
// plots. The page and the figures of the README are made of the JSON alone, so that no
// figure in them can be another than was measured.
package report
