import Testing
import WorkflowSpec
import YAMLSyntax

/// One spec that uses the whole format, and every field of the model it becomes.
@Suite("From a spec to the model")
struct ModelTests {
    static let text = """
        name: order_processing
        namespace_name: shop
        version: 1.2.3
        description: Orders.
        x-swift-name: Orders
        failure_policy: continue
        metadata: {author: A, tags: [x, y], documentation_url: "https://d", created_at: 2026-01-31T00:00:00Z}
        definitions:
          Money: {type: object, required: [amount], properties: {amount: {type: number}}}
        input_schema:
          type: object
          required: [id]
          properties:
            id: {type: string}
            email: {type: string}
        steps:
        - name: check
          description: Checks.
          x-swift-name: CheckStep
          handler: {callable: shop.check, initialization: {mode: strict}}
          inputs: [id]
          retry: {retryable: false, max_attempts: 5, backoff: fibonacci, backoff_base_ms: 200, max_backoff_ms: 9000}
          timeout_seconds: 30
          result_schema: {$ref: "#/definitions/Money"}
          publishes_events:
          - {name: order.checked, description: D, schema: {type: object}, condition: retryable_failure, delivery_mode: fast, publisher: P}
          - {name: order.seen, description: E, schema: {}, x-swift-name: Seen}
          api: {base_url: "https://api.example.com/v1", timeout_seconds: 7, headers: {Accept: application/json, X-A: b}}
        - name: route
          step_type: decision
          handler: {callable: shop.route}
          dependencies: [check]
          inputs: {mail: email, key: id}
        - name: fast
          handler: {callable: shop.fast}
          depends_on: {routed: route, checked: check}
          retry: {backoff: none}
        - name: split
          type: batchable
          handler: {callable: shop.split, initialization: {worker_template_name: work}}
          depends_on: [route]
        - name: work
          type: batch_worker
          handler: {callable: shop.work}
          depends_on: [split]
          batch_config: {batch_size: 100, parallelism: 4, cursor_field: id, worker_template: work, failure_strategy: continue_on_failure}
        - name: join
          type: deferred_convergence
          handler: {callable: shop.join}
          depends_on: [fast, work]
        environments:
          test:
            steps:
            - {name: ALL, timeout_seconds: 10, retry: {max_attempts: 2}}
            - {name: check, handler: {initialization: {mode: lax}}, retry: null, timeout_seconds: null}
          production:
        """

    private let spec: WorkflowSpec

    init() throws {
        let result = read(ModelTests.text)
        #expect(result.diagnostics.filter { $0.severity > .info } == [])
        spec = try #require(result.spec)
    }

    private func located(_ value: String, _ line: Int, _ column: Int, _ end: Int) -> Located<String> {
        Located(
            value,
            at: SourceRange(start: SourcePosition(line: line, column: column), end: SourcePosition(line: line, column: end)))
    }

    @Test("The workflow") func workflow() throws {
        #expect(spec.file == "spec.yaml" && !spec.isDefinitionsOnly)
        #expect(spec.name == located("order_processing", 1, 7, 23))
        #expect(spec.namespace == located("shop", 2, 17, 21))
        #expect(spec.version == located("1.2.3", 3, 10, 15))
        #expect(spec.description == "Orders.")
        #expect(spec.swiftName == located("Orders", 5, 15, 21))
        #expect(spec.failurePolicy == .continue)
        #expect(spec.metadata.author == "A" && spec.metadata.tags == ["x", "y"] && spec.metadata.documentationURL == "https://d")
        #expect(spec.definitions.map(\.name) == [located("Money", 9, 3, 8)])
        let money = spec.definitions[0].schema.keywords
        #expect(money.types == [.object] && money.required.map(\.value) == ["amount"])
        #expect(money.properties.map(\.name.value) == ["amount"] && money.properties[0].schema.soleType == .number)
        let input = try #require(spec.inputSchema)
        #expect(input.range.start == SourcePosition(line: 11, column: 3))
        #expect(input.keywords.properties.map(\.name.value) == ["id", "email"])
        #expect(spec.steps.map(\.name.value) == ["check", "route", "fast", "split", "work", "join"])
        #expect(spec.steps.map(\.kind) == [.standard, .decision, .standard, .batchable, .batchWorker, .deferredConvergence])
        #expect(
            spec.steps.map(\.callable.value) == ["shop.check", "shop.route", "shop.fast", "shop.split", "shop.work", "shop.join"])
    }

    @Test("A step with everything") func fullStep() throws {
        let step = spec.steps[0]
        #expect(step.description == "Checks." && step.swiftName?.value == "CheckStep")
        #expect(step.initialization?.entry("mode")?.value.text == "strict")
        #expect(step.dependencies.isEmpty)
        #expect(step.inputs?.map(\.field) == [located("id", 21, 12, 14)] && step.inputs?.map(\.label.value) == ["id"])
        #expect(
            step.retry
                == RetrySpec(retryable: false, maxAttempts: 5, backoff: .fibonacci, baseMilliseconds: 200, maxMilliseconds: 9000))
        #expect(step.timeoutSeconds == 30 && step.batch == nil)
        #expect(step.resultSchema?.keywords.reference?.definition == "Money")
        #expect(step.resultSchema?.keywords.reference?.file == nil)
        #expect(step.events.map(\.name.value) == ["order.checked", "order.seen"])
        #expect(step.events.map(\.description) == ["D", "E"] && step.events.map(\.publisher) == ["P", nil])
        #expect(step.events.map(\.swiftName?.value) == [nil, "Seen"])
        #expect(step.events.map(\.condition) == [.retryableFailure, .success])
        #expect(step.events.map(\.delivery) == [.fast, .durable])
        #expect(step.events[0].schema?.soleType == .object && step.events[1].schema?.keywords.types == [])
        let api = try #require(step.api)
        #expect(api.baseURL.value == "https://api.example.com/v1" && api.timeoutSeconds == 7)
        #expect(
            api.headers.map(\.name.value) == ["Accept", "X-A"] && api.headers.map(\.value.value) == ["application/json", "b"])
    }

    @Test("Dependencies, projections, batches and defaults of the other steps") func otherSteps() {
        #expect(spec.steps[1].dependencies.map(\.step.value) == ["check"] && spec.steps[1].dependencies[0].label == nil)
        #expect(spec.steps[1].inputs?.map(\.label.value) == ["mail", "key"])
        #expect(spec.steps[1].inputs?.map(\.field.value) == ["email", "id"])
        #expect(spec.steps[1].retry == RetrySpec() && spec.steps[1].timeoutSeconds == nil && spec.steps[1].resultSchema == nil)
        #expect(spec.steps[2].dependencies.map(\.label?.value) == ["routed", "checked"])
        #expect(spec.steps[2].dependencies.map(\.step.value) == ["route", "check"] && spec.steps[2].inputs == nil)
        #expect(spec.steps[2].retry == RetrySpec(backoff: .none))
        #expect(spec.steps[3].workerName?.value == "work")
        let batch = spec.steps[4].batch
        #expect(batch?.batchSize == 100 && batch?.parallelism == 4 && batch?.cursorField == "id")
        #expect(batch?.workerTemplate.value == "work" && batch?.failureStrategy == .continueOnFailure)
        #expect(spec.graph.conditional == [false, false, true, true, true, true])
    }

    @Test("Environments") func environments() {
        #expect(spec.environments.map(\.name.value) == ["test"])
        let overrides = spec.environments[0].overrides
        #expect(overrides.map(\.step.value) == ["ALL", "check"])
        #expect(overrides.map(\.timeoutSeconds) == [10, nil])
        // The block is replaced as a whole: what it leaves out falls to the defaults.
        #expect(overrides.map(\.retry) == [RetrySpec(maxAttempts: 2), nil])
        #expect(overrides[0].initialization == nil && overrides[1].initialization?.entry("mode")?.value.text == "lax")
    }

    @Test("What warnings are taken to mean") func lenient() throws {
        let spec = try #require(
            read(
                steps(
                    step("a", "timeout_seconds: 0, retry: {max_attempts: 0, limit: 9}"),
                    step("b", "type: batchable, depends_on: [a, a]"),
                    step(
                        "w",
                        "type: batch_worker, depends_on: [b], batch_config: {batch_size: 0, parallelism: 0, cursor_field: id, "
                            + "worker_template: w, failure_strategy: isolate}"))
                    + "environments: {test: {steps: [{name: gone}]}}\n"
            ).spec)
        #expect(spec.steps[0].timeoutSeconds == nil && spec.steps[0].retry.maxAttempts == 0)
        #expect(spec.steps[1].dependencies.map(\.step.value) == ["a"])
        #expect(spec.steps[2].batch?.batchSize == 1 && spec.steps[2].batch?.parallelism == 1)
        #expect(spec.environments.map(\.overrides.isEmpty) == [true])
    }

    @Test("A file of definitions alone") func definitions() throws {
        let spec = try #require(read("$defs: {A: {type: string}, B: true}\n").spec)
        #expect(spec.isDefinitionsOnly && spec.steps.isEmpty && spec.definitions.map(\.name.value) == ["A", "B"])
        #expect(spec.definitions[1].schema.boolean == true)
        #expect(read("definitions: {A: {}}\nname: w\n").spec == nil)
    }

    @Test("Of two events of one name the first one counts")
    func events() throws {
        let event = "{name: a.b, description: d, schema: {}"
        let spec = try #require(read(steps(step("a", "publishes_events: [\(event)}, \(event), condition: always}]"))).spec)
        #expect(spec.steps[0].events.map(\.condition) == [.success])
    }
}
