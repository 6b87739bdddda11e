#!/bin/sh
# Usage: tools/newer.sh MADE SOURCE…
# Succeeds if the file MADE is newer than all sources. A folder stands for all
# that is in it, and is newer itself when a file was added or deleted.
set -eu

made=$1
shift
test -f "$made" || exit 1
test -z "$(find "$@" -newer "$made" | head -n 1)"
