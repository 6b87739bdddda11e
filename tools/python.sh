#!/bin/sh
# Usage: tools/python.sh
# Puts the programs of tools/python.txt into .python. Where there is no Python that can
# do it, it says so and succeeds, for all else can be tested; in CI it fails.
set -eu

if python3 -m venv .python 2>/dev/null && .python/bin/pip install --quiet \
	--disable-pip-version-check --requirement tools/python.txt; then
	touch .python/installed
	exit 0
fi
rm -rf .python
echo "NOT CHECKED: that other programs read what Entente writes, for lack of Python 3.11 with venv" >&2
test "${CI:-}" != true
