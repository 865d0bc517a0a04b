# `make demo` and `make test` are all that a newcomer needs; CONTRIBUTING.md tells the rest.
.DEFAULT_GOAL := help
EXAMPLES = $(shell swift build --show-bin-path)/stepsmith-examples
INPUTS = Sources/Examples/Inputs
# What the demos keep their runs in, new each time.
DEMO_STORE = .build/demo.sqlite

help: ## What there is to make
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 16

dependencies: ## Install missing system libraries
	@Scripts/install-dependencies.sh

build: dependencies ## Build everything
	swift build

demo: dependencies ## Run the order example end to end: one order that succeeds, one that fails
	@swift build --product stepsmith-examples
	@echo; echo "── An order ──"; cat $(INPUTS)/order.json; echo
	@rm -f $(DEMO_STORE)*
	@$(EXAMPLES) start order_processing --input $(INPUTS)/order.json --wait --store sqlite:$(DEMO_STORE)
	@echo; echo "── An order for more than is in stock ──"; cat $(INPUTS)/order-out-of-stock.json; echo
	@! $(EXAMPLES) start order_processing --input $(INPUTS)/order-out-of-stock.json --wait --store sqlite:$(DEMO_STORE)
	@echo; echo "── Both runs, as the store has them ──"
	@$(EXAMPLES) runs --store sqlite:$(DEMO_STORE)

demo-approvals: dependencies ## A decision: who is asked to approve an amount
	@swift build --product stepsmith-examples
	@echo; echo "── A small amount ──"; cat $(INPUTS)/approval-small.json; echo
	@rm -f $(DEMO_STORE)*
	@$(EXAMPLES) start approval_routing --input $(INPUTS)/approval-small.json --wait --store sqlite:$(DEMO_STORE)
	@echo; echo "── A large amount ──"; cat $(INPUTS)/approval.json; echo
	@$(EXAMPLES) start approval_routing --input $(INPUTS)/approval.json --wait --store sqlite:$(DEMO_STORE)

demo-csv: dependencies ## A batch: 10,000 rows in ranges, one of them interrupted
	@swift build --product stepsmith-examples
	@$(EXAMPLES) csv

demo-users: dependencies ## An API: a web service that is busy at first, and a user that is not there
	@swift build --product stepsmith-users-example
	@$(shell swift build --show-bin-path)/stepsmith-users-example u-1
	@echo; echo "── A user that is not there ──"
	@! $(shell swift build --show-bin-path)/stepsmith-users-example u-9

# Suites that run compilers and wait for them, or compute without a pause: they would hold up the others' tasks on a machine with few
# cores.
SLOW = SwiftCodegenTests|StepsmithCLITests|DriftProofTests|SimulationTests
# Suites of the HTTP client, of which a process has one: they look at when it is there and when not.
APART = StepsmithHTTPTests

test: dependencies ## Run every test, and build a package that uses Stepsmith
	Scripts/check-readme.sh
	Tests/Consumer/check.sh native
	swift build --build-tests
	swift test --skip-build --filter '$(SLOW)'
	swift test --skip-build --filter '$(APART)'
	swift test --skip-build --skip '$(SLOW)|$(APART)'

# A directory of the official suite, such as JSON-Schema-Test-Suite/tests/draft2020-12.
SUITE = ../shared/corpus/json-schema

conformance: dependencies ## Compare generated validation with the JSON Schema test suite in SUITE=DIR
	@swift build --product stepsmith-conformance
	@$(shell swift build --show-bin-path)/stepsmith-conformance $(SUITE)

# How often a worker is killed.
KILLS = 50

test-long: test crash-test ## The same, a worker killed 50 times, and the consumer under the swiftbuild build system
	Tests/Consumer/check.sh swiftbuild
	STEPSMITH_DRIFT_PAIRS=800 swift test --skip-build --filter DriftProofTests

crash-test: dependencies ## Kill a worker KILLS times, and see that nothing is lost
	STEPSMITH_KILLS=$(KILLS) swift test --filter StepsmithSQLiteTests.CrashTests/kills

# All but what the generator wrote, and links, which would be looked at twice.
SWIFT_FILES = $(shell git ls-files -s '*.swift' | awk '$$1 != 120000 { print $$4 }' | grep -v 'Generated/')

STEPSMITH = $(shell swift build --show-bin-path)/stepsmith

generate: ## Write what the examples' specs generate, and their lock, into Generated
	@swift build --product stepsmith
	@$(STEPSMITH) generate --lock --output Generated

check: ## Fail when Generated, its lock or the examples' handlers no longer fit the specs
	@swift build --product stepsmith
	@$(STEPSMITH) check --handlers Sources/Examples --handlers Sources/UsersExample

lint: ## Check formatting and style
	@swift format lint --strict --parallel $(SWIFT_FILES)

format: ## Format in place
	@swift format --in-place --parallel $(SWIFT_FILES)

# How many seeds, on which store (memory or sqlite); SEED=N runs one and tells what happens.
SEEDS = 10000
STORE = memory

simulate: dependencies ## Try a store against crashes, lost answers and clock jumps: SEEDS=N STORE=sqlite SEED=N
	@swift build -c release --product stepsmith-simulate
	@$(shell swift build -c release --show-bin-path)/stepsmith-simulate --store $(STORE) \
		$(if $(SEED),--seed $(SEED),--seeds $(SEEDS))

bench: dependencies ## Measure: generator, tool build, engine
	Benchmarks/run.sh

.PHONY: help dependencies build generate check demo demo-approvals demo-csv demo-users test conformance test-long lint format simulate bench crash-test
