import SwiftCodegen
import Testing
import YAMLSyntax

/// Handlers of each kind of step, seen in their signatures. Golden files show the whole.
struct HandlerTests {
    private static let head = "name: sample\nnamespace_name: test\nversion: 1.0.0\nsteps:\n"

    private static func batch(_ name: String, _ strategy: String) -> String {
        "batch_config: { batch_size: 1, parallelism: 1, cursor_field: c, worker_template: \(name), failure_strategy: \(strategy) }"
    }

    // MARK: Decisions

    @Test func aDecisionNamesItsBranchesAndNoOthers() throws {
        let generated = try Generated(
            HandlerTests.head + """
                  - { name: first, handler: { callable: x } }
                  - { name: pick, type: decision, handler: { callable: x }, depends_on: [first] }
                  - { name: fast-lane, handler: { callable: x }, depends_on: [pick] }
                  - { name: next, type: decision, handler: { callable: x }, depends_on: [pick] }
                  - { name: behind, handler: { callable: x }, depends_on: [fast-lane] }
                  - { name: last, handler: { callable: x, }, depends_on: [next], x-swift-name: Final }
                  - { name: join, type: deferred_convergence, handler: { callable: x }, depends_on: [pick, behind] }
                """)
        #expect(
            generated.lines(with: "enum Route: ") == Array(repeating: "nonisolated enum Route: String, DecisionRoute {", count: 2)
        )
        #expect(
            generated.lines(with: "case ")
                == [#"case fastLane = "fast-lane""#, "case next", #"case final = "last""#].map {
                    $0.replacing("case final", with: "case `final`")
                })
        #expect(
            generated.lines(with: "func pick(") == [
                "func pick(first: First.Result, inputs: Input, context: StepContext) async throws -> Decision<Route, Result>"
            ])
        #expect(generated.lines(with: "table.addDecision(").count == 2)
    }

    @Test func aDecisionWithNothingToDecide() throws {
        let generated = try Generated(
            HandlerTests.head + """
                  - { name: first, handler: { callable: x } }
                  - { name: pick, type: decision, handler: { callable: x }, depends_on: [first] }
                """)
        #expect(generated.lines(with: "enum Route") == ["nonisolated enum Route: DecisionRoute {"])
        #expect(generated.result.diagnostics.isEmpty)
    }

    // MARK: Batches

    @Test(
        arguments: [
            ("fail_fast", "work: [Work.Result], "), ("isolate", "work: [Work.Result], "),
            ("continue_on_failure", "work: [Work.Result], workFailures: [BatchFailure], "), (nil, "work: [Work.Result], "),
        ] as [(String?, String)])
    func whatComesAfterABatch(_ strategy: String?, _ expected: String) throws {
        for kind in ["standard", "deferred_convergence"] {
            let config = strategy.map { ", " + HandlerTests.batch("work", $0) } ?? ""
            let generated = try Generated(
                HandlerTests.head + """
                      - { name: split, type: batchable, handler: { callable: x } }
                      - { name: work, type: batch_worker, handler: { callable: x }, depends_on: [split]\(config) }
                      - { name: join, type: \(kind), handler: { callable: x }, depends_on: [work], inputs: [] }
                    """)
            #expect(
                generated.lines(with: "func split(") == [
                    "func split(inputs: Input, context: StepContext) async throws -> BatchConfig<Result>"
                ])
            #expect(
                generated.lines(with: "split: Split.Result, batch: BatchContext, inputs: Input, context: StepContext").count == 1)
            #expect(generated.lines(with: "func join(") == ["func join(\(expected)context: StepContext) async throws -> Result"])
        }
    }

    @Test func aBatchAtTheEnd() throws {
        let generated = try Generated(
            HandlerTests.head + """
                  - { name: split, type: batchable, handler: { callable: x } }
                  - { name: work, type: batch_worker, handler: { callable: x }, depends_on: [split], \(HandlerTests.batch("work", "isolate")) }
                """)
        #expect(generated.lines(with: "typealias Output") == ["typealias Output = [Work.Result]"])
        #expect(generated.lines(with: "try results.").first?.contains("try results.batchResults(of: Work.self)") == true)
    }

    @Test(arguments: [
        ("{ batch_size: 5, max_workers: 3 }", ["maxWorkers: 3", "batchSize: 5"]), ("{ max_workers: 2.0 }", ["maxWorkers: 2"]),
        ("{ batch_size: 0, max_workers: -1 }", []), ("{ batch_size: 1.5, max_workers: \"3\" }", []), ("{}", []),
        ("{ batch_size: 100000000000000000000 }", []),
    ])
    func limitsOfABatch(_ initialization: String, _ expected: [String]) throws {
        let generated = try Generated(
            HandlerTests.head
                + "  - { name: split, type: batchable, handler: { callable: x, initialization: \(initialization) } }")
        let definition = generated.text.split(separator: "StepDefinition(").last ?? ""
        for part in ["maxWorkers: ", "batchSize: "] {
            let found = expected.first { $0.hasPrefix(part) }
            #expect(definition.contains(part) == (found != nil))
            if let found { #expect(definition.contains(found)) }
        }
    }

    // MARK: Names of arguments

    @Test func argumentsBesideThoseOfAKind() throws {
        let generated = try Generated(
            HandlerTests.head + """
                  - { name: batch, type: batchable, handler: { callable: x } }
                  - { name: api, type: batch_worker, handler: { callable: x }, depends_on: [batch], inputs: [], \(HandlerTests.batch("api", "continue_on_failure")) }
                  - { name: call, handler: { callable: x }, depends_on: [api], inputs: [], api: { base_url: "http://x" } }
                  - { name: none, handler: { callable: x }, depends_on: [api, batch], inputs: [] }
                  - { name: both, handler: { callable: x }, depends_on: { a: api, a_failures: batch }, inputs: [] }
                """)
        #expect(generated.findings == ["6: name-adjusted", "7: name-adjusted", "9: name-adjusted"])
        #expect(
            generated.lines(with: "func api(") == [
                "func api(batchValue: Batch.Result, batch: BatchContext, context: StepContext) async throws -> Result"
            ])
        #expect(
            generated.lines(
                with: "apiValue: [Api.Result], apiValueFailures: [BatchFailure], api: APIClient, context: StepContext"
            ).count == 1)
        #expect(
            generated.lines(with: "api: [Api.Result], apiFailures: [BatchFailure], batch: Batch.Result, context: StepContext")
                .count == 1)
        #expect(
            generated.lines(
                with: "a: [Api.Result], aBatchFailures: [BatchFailure], aFailures: Batch.Result, context: StepContext"
            ).count == 1)
    }

    @Test func stepsNamedLikeTypesOfTheRuntime() throws {
        for name in ["decision", "batch_config", "step_outcome", "payload", "step", "configured_context", "workflow_event"] {
            let generated = try Generated(HandlerTests.head + "  - { name: \(name), handler: { callable: x } }")
            #expect(generated.findings == ["5: name-adjusted"])
        }
    }

    // MARK: APIs

    @Test(arguments: AccessLevel.allCases)
    func filesWithAnAPIImportItsModule(_ access: AccessLevel) throws {
        let yaml = HandlerTests.head + "  - { name: a, handler: { callable: x }, api: { base_url: \"https://x.example\" } }"
        let modifier = access == .internal ? "" : "\(access) "
        #expect(
            try Generated(yaml, access: access).lines(with: "import StepsmithHTTP").first == "\(modifier)import StepsmithHTTP")
        #expect(try Generated(yaml, access: access).lines(with: "#if canImport(StepsmithHTTP)").count == 1)
        #expect(try Generated(yaml, access: access).lines(with: "#error(").first?.contains("add the product") == true)
        let without = try Generated(HandlerTests.head + "  - { name: a, handler: { callable: x } }", access: access)
        #expect(!without.text.contains("HTTP"))
    }

    @Test func aClientIsMadeForEachCallAndSharedOnce() throws {
        let generated = try Generated(
            HandlerTests.head + """
                  - { name: a, handler: { callable: x }, api: { base_url: "https://x.example" } }
                  - { name: b, handler: { callable: x }, api: { base_url: "https://y.example", timeout_seconds: 2, headers: { A: "1", B: two } } }
                """)
        #expect(generated.lines(with: "APIClient(").count == 2)
        #expect(generated.lines(with: #"timeout: .seconds(2), headers: [("A", "1"), ("B", "two")]"#).count == 1)
        #expect(generated.lines(with: "table.use(SharedHTTPClient.shared)").count == 2)
    }
}
