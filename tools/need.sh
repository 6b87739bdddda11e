#!/bin/sh
# Usage: tools/need.sh go|node|neo4j…
# Ends with words for a person if a tool of that purpose is missing or too old.
set -eu

# The least version of each, which go.mod and web/package.json ask for too.
go_least=1.26
node_least=20.19
npm_least=11
java_least=17

# die says what is needed, what was found, and ends.
die() {
	echo "Entente needs $1; found $2." >&2
	echo "$3" >&2
	exit 1
}

# older A B succeeds if version A is before version B, by the first two numbers.
older() {
	awk -v a="$1" -v b="$2" 'BEGIN {
		split(a, x, "[^0-9]+"); split(b, y, "[^0-9]+")
		exit !(x[1] + 0 < y[1] + 0 || x[1] + 0 == y[1] + 0 && x[2] + 0 < y[2] + 0)
	}'
}

# check NAME LEAST FOUND HINT ends unless FOUND is at least LEAST.
check() {
	test -n "$3" || die "$1 $2 or newer" "none" "$4"
	if older "$3" "$2"; then die "$1 $2 or newer" "$1 $3" "$4"; fi
}

need_go() {
	# Asked outside of the module, an old Go gives its version instead of an error.
	found=$(cd / && go env GOVERSION 2>/dev/null | sed 's/^go//') || found=
	check Go "$go_least" "$found" "Get it at https://go.dev/dl/."
}

need_node() {
	check Node.js "$node_least" "$(node --version 2>/dev/null | sed 's/^v//')" \
		"Get it at https://nodejs.org/."
	check npm "$npm_least" "$(npm --version 2>/dev/null)" "Get it by: npm install -g npm@11"
}

# An address in the environment makes a Neo4j of one's own needless.
need_neo4j() {
	need_go
	test -z "${ENTENTE_TEST_NEO4J_URI:-}" || return 0
	java=java
	test -z "${JAVA_HOME:-}" || java=$JAVA_HOME/bin/java
	found=$("$java" -version 2>&1 | sed -n 's/.*version "\([0-9][^"]*\)".*/\1/p')
	check Java "$java_least" "$found" \
		"It runs Neo4j. Debian and Ubuntu: apt-get install openjdk-17-jre-headless
Or set ENTENTE_TEST_NEO4J_URI to a Neo4j with an empty database."
	mvn --version >/dev/null 2>&1 || die "Maven" "none" \
		"It brings Neo4j. Debian and Ubuntu: apt-get install maven"
}

for purpose; do
	case $purpose in
	go | node | neo4j) "need_$purpose" ;;
	*)
		echo "tools/need.sh: no purpose $purpose" >&2
		exit 2
		;;
	esac
done
