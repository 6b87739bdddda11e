#!/bin/sh
# Usage: tools/serve.sh COMMAND ARGS…
# Starts bin/entente on a free port with a new graph, or the one in ENTENTE_STORE,
# waits until it is ready, runs the command with ENTENTE_URL set to its address,
# and stops it. It exits
# with the command's code, or 1 if the server did not start or did not stop well.
set -eu

command -v curl >/dev/null || {
	echo "tools/serve.sh needs curl." >&2
	exit 1
}
folder=$(mktemp -d)
log=$folder/log

./bin/entente serve --listen 127.0.0.1:0 \
	--store "${ENTENTE_STORE:-file:$folder/entente.db}" 2>"$log" &
server=$!
trap 'kill "$server" 2>/dev/null || :; rm -rf "$folder"' EXIT
trap 'exit 130' INT TERM

# fail shows what the server said, and ends.
fail() {
	echo "tools/serve.sh: the server $1; it said:" >&2
	cat "$log" >&2
	exit 1
}

# The server says its address once it listens, which needs a port not yet known.
tries=0
until url=$(sed -n 's/.*"url":"\(http:[^"]*\)\/".*/\1/p' "$log") && test -n "$url" &&
	curl --fail --silent --output /dev/null "$url/readyz"; do
	kill -0 "$server" 2>/dev/null || fail "ended before it was ready"
	tries=$((tries + 1))
	test "$tries" -lt 300 || fail "was not ready after a minute"
	sleep 0.2
done

code=0
ENTENTE_URL=$url "$@" || code=$?
kill "$server" 2>/dev/null || fail "ended by itself"
wait "$server" || fail "did not stop well"
exit "$code"
