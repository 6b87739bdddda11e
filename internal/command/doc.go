// Package command has the commands of entente that move records between files and a
// graph: import, export and undo. What they do is package transfer's; here are their
// flags, and what a person sees.
package command
