#!/bin/sh
# Usage: tools/unchanged.sh FOLDER COMMAND ARGS…
# Runs a command that generates code in a folder, and fails if that changed
# anything in it. It asks no version control, so that work in progress passes.
set -eu

folder=$1
shift
before=$(mktemp -d)
trap 'rm -rf "$before"' EXIT
cp -R "$folder" "$before/committed"
"$@"
if ! diff -r "$before/committed" "$folder" >"$before/diff"; then
	head -n 40 "$before/diff" >&2
	echo "Generated code was stale: $* changed $folder/. Keep what it wrote." >&2
	exit 1
fi
