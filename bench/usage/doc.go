// Package usage tells what a process takes of the machine: time of the processors and
// memory. It reads /proc, so elsewhere than on Linux it knows nothing, and says so.
package usage
