# `make` alone lists what there is to make.

# What `make run` gives to Entente, such as ARGS="--store neo4j://127.0.0.1:7687".
ARGS ?=
# How tests are run, and on what: make test PACKAGES=./kg TESTFLAGS=-v
GOTEST ?= go test
TESTFLAGS ?=
PACKAGES ?= ./...
# The browser for the test of the pages.
CHROMIUM ?= /usr/bin/chromium

need = sh tools/need.sh
lint = go tool -modfile=tools/go.mod golangci-lint
neo4j = go run ./internal/neo4jlocal/cmd
npm = npm --prefix web --silent
# The server that benchmarks compare with, and tests of them.
apollo = bench/peers/neo4j-graphql
# The pages are also tried by an editor, whose token the test knows.
editor = ENTENTE_ADMIN_TOKEN=of-the-browser-test

.PHONY: help
help: ## list the targets (the default)
	@awk -F ': .*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

.PHONY: run
run: build ## build and serve on http://127.0.0.1:8080; ARGS are its flags
	@./bin/entente $(ARGS)

.PHONY: build
build: web ## build bin/entente with the pages in it
	@$(need) go
	@CGO_ENABLED=0 go build -trimpath -o bin/entente .

# An incomplete build leaves no page behind, so that the next one starts again.
.PHONY: web
web: ## build the pages, if their sources changed
	@sh tools/newer.sh web/dist/explorer.html web/src web/public web/build \
		web/*.html web/*.json web/vite.config.ts docs/queries || { \
		$(MAKE) -s web/node_modules/.package-lock.json && \
		rm -f web/dist/explorer.html && \
		$(npm) run build -- --logLevel warn; }

# npm writes this file last.
web/node_modules/.package-lock.json: web/package.json web/package-lock.json
	@$(need) node
	@npm --prefix web ci --loglevel error

# What a release is built from, and for which systems: make dist TARGETS=linux/amd64
VERSION ?= $(shell git describe --tags --always --dirty)
COMMIT ?= $(shell git rev-parse --short=12 HEAD)
DATE ?= $(shell git log -1 --format=%cI)
TARGETS ?=

.PHONY: dist
dist: web ## build archives for all systems in dist/, with checksums and a list of parts
	@$(need) go
	@go run ./internal/dist --version "$(VERSION)" --commit "$(COMMIT)" --date "$(DATE)" \
		$(if $(TARGETS),--targets "$(TARGETS)")

.PHONY: test
test: build .python/installed $(apollo)/node_modules/.package-lock.json ## test all on SQLite and on a real Neo4j, and the pages in Chromium
	@$(need) neo4j
	@ENTENTE_REQUIRE_NEO4J=1 $(neo4j) --keep-plans -- $(GOTEST) -timeout 40m $(TESTFLAGS) $(PACKAGES)
	@$(npm) run typecheck
	@$(npm) test
	@sh tools/serve.sh $(npm) run test:http
	@if test -x "$(CHROMIUM)" || test "$$CI" = true; then $(MAKE) -s pages; \
	else echo "NOT CHECKED: the pages, for lack of $(CHROMIUM); set CHROMIUM to a browser"; fi

.PHONY: race
race: ## run all Go tests under the race detector, which takes a C compiler and a quarter of an hour
	@$(need) neo4j
	@CGO_ENABLED=1 ENTENTE_REQUIRE_NEO4J=1 $(neo4j) -- $(GOTEST) -race -timeout 60m $(TESTFLAGS) $(PACKAGES)

# Faults that tests make: of all that is promised, go test runs a share.
.PHONY: test-faults
test-faults: ## make every fault on real processes as often as promised (an hour)
	@$(need) neo4j
	@ENTENTE_TEST_FAULTS=all ENTENTE_REQUIRE_NEO4J=1 $(GOTEST) -count=1 -timeout 120m $(TESTFLAGS) \
		./internal/faulttest
	@ENTENTE_TEST_FAULTS=all $(GOTEST) -count=1 -timeout 120m $(TESTFLAGS) \
		-run 'Damaged|Disk|Kill|Gone|Locked|Refused' ./store/sqlite

# Other people's programs, which read in tests what Entente writes.
.python/installed: tools/python.txt tools/python.sh
	@sh tools/python.sh

# The pages ask the API only, so one store would do; the explorer is what people see of both.
.PHONY: pages
pages:
	@CHROMIUM="$(CHROMIUM)" $(editor) sh tools/serve.sh $(npm) run test:browser
	@folder=$$(mktemp -d) && CHROMIUM="$(CHROMIUM)" SCREENSHOTS=$$folder \
		sh tools/serve.sh $(npm) run screenshots && rm -r "$$folder"
	@CHROMIUM="$(CHROMIUM)" $(editor) $(neo4j) -- sh -c 'ENTENTE_STORE=$$ENTENTE_TEST_NEO4J_URI \
		NEO4J_PASSWORD=$$ENTENTE_TEST_NEO4J_PASSWORD sh tools/serve.sh $(npm) run test:explorer'

# What the benchmark is to do beside: make bench BENCH="-only one-hop -work .bench"
BENCH ?=

.PHONY: bench
bench: build $(apollo)/node_modules/.package-lock.json ## measure Entente beside its peers, into docs/performance.md
	@$(need) neo4j
	@go run ./bench $(BENCH)

.PHONY: bench-full
bench-full: ## the same with ten million relationships too, which takes hours
	@$(MAKE) -s bench BENCH="-full $(BENCH)"

$(apollo)/node_modules/.package-lock.json: $(apollo)/package.json $(apollo)/package-lock.json
	@$(need) node
	@npm --prefix $(apollo) ci --loglevel error

.PHONY: bench-go
bench-go: ## run the Go benchmarks on both stores; PACKAGES and TESTFLAGS narrow it
	@$(need) neo4j
	@$(neo4j) -- go test -run '^$$' -bench . -benchmem -timeout 60m $(TESTFLAGS) $(PACKAGES)

.PHONY: bench-smoke
bench-smoke: ## compare what requests cost with the budgets; TESTFLAGS=-update accepts it
	@$(need) neo4j
	@ENTENTE_REQUIRE_NEO4J=1 $(neo4j) -- $(GOTEST) -count=1 ./bench/budget $(TESTFLAGS)

.PHONY: lint
lint: web/node_modules/.package-lock.json ## check style, module files, schema and generated code
	@$(need) go
	@$(lint) run
	@go mod tidy -diff
	@cd tools && go mod tidy -diff
	@sh tools/vulnerable.sh
	@$(npm) run lint
	@sh tools/unchanged.sh graph go run ./internal/gqlgen
	@sh tools/unchanged.sh web/src/explorer/api $(npm) run generate

.PHONY: format
format: ## put Go code into the form that lint asks for
	@$(need) go
	@$(lint) fmt

.PHONY: generate
generate: web/node_modules/.package-lock.json ## generate code from schema.graphqls
	@$(need) go
	@go run ./internal/gqlgen
	@$(npm) run generate

# Not by `go run`, which calls it a failure when Ctrl-C ends what it ran well.
.PHONY: neo4j
neo4j: ## run a Neo4j that keeps its data in .neo4j
	@$(need) neo4j
	@go build -o bin/neo4jlocal ./internal/neo4jlocal/cmd
	@exec bin/neo4jlocal --home .neo4j

.PHONY: clean
clean: ## delete what was built (not the data)
	@rm -rf bin dist web/node_modules $(apollo)/node_modules .bench
	@find web/dist -mindepth 1 ! -name placeholder -delete
