import Testing
import WorkflowSpec
import YAMLSyntax

/// Messages say what to do; these are the ones that guess what was meant, spell something out or point at a second place.
@Suite("Messages")
struct MessageTests {
    static let examples: [DiagnosticCase] = [
        DiagnosticCase(
            steps(step("a", "retry: {limit: 3}")),
            "spec.yaml:5:64: warning: 'retry' has no key 'limit'; did you mean 'max_attempts'? [unknown-key]"),
        DiagnosticCase(
            steps(step("a", "timeoutSecond: 3")),
            "spec.yaml:5:56: warning: a step has no key 'timeoutSecond'; did you mean 'timeout_seconds'? [unknown-key]"),
        DiagnosticCase(
            "name: w\nnamespace_name: n\nversion: 1.0\nsteps:\n" + step("a"),
            "spec.yaml:3:10: error: 'version' must be text, and this is the number 1.0; put it in quotes: \"1.0\" [wrong-type]"),
        DiagnosticCase(
            head + "steps:\n- name: a\n  handler: ns.a\n  result_schema: {}\n",
            "spec.yaml:6:12: error: 'handler' must be a mapping, and this is the text 'ns.a'; write { callable: ns.a } [wrong-type]"
        ),
        DiagnosticCase(
            steps(step("a", "type: deferred")),
            "spec.yaml:5:62: error: 'type' is one of standard, decision, deferred_convergence, batchable, batch_worker, and not 'deferred'; did you mean 'deferred_convergence'? [unknown-value]"
        ),
        DiagnosticCase(
            steps(step("first"), step("b", "depends_on: [frist]")),
            "spec.yaml:6:69: error: the workflow has no step 'frist'; did you mean 'first'? [unknown-dependency]"),
        DiagnosticCase(
            steps(step("a"), step("b", "depends_on: [a]"), step("a")),
            "spec.yaml:7:10: error: the workflow already has a step 'a' [duplicate-step]\nspec.yaml:5:10: note: first declared here"
        ),
        DiagnosticCase(
            steps(step("a", "depends_on: [c]"), step("b", "depends_on: [a]"), step("c", "depends_on: [b]")),
            "spec.yaml:5:10: error: steps depend on each other in a circle: 'a' → 'c' → 'b' → 'a' [dependency-cycle]"),
        DiagnosticCase(
            steps(step("a"), step("b", "depends_on: [a], dependencies: [a]")),
            "spec.yaml:6:73: error: 'dependencies' and 'depends_on' mean the same; write one of them [conflicting-keys]\nspec.yaml:6:56: note: the other one is written here"
        ),
        DiagnosticCase(
            schema("{type: string, minLength: 3, maxLength: 2}"),
            "spec.yaml:8:41: error: minLength 3 is above maxLength 2 [impossible-bounds]\nspec.yaml:8:55: note: 'maxLength' is here"
        ),
        DiagnosticCase(
            schema("{type: string, enum: [1.0, b]}"),
            "spec.yaml:8:37: error: this value of 'enum' is not of type string; put it in quotes: \"1.0\" [value-breaks-schema]"),
        DiagnosticCase(
            schema("{$ref: \"#/definitions/Mony\"}") + "definitions: {Money: {}}\n",
            "spec.yaml:8:22: error: '#/definitions/Mony' leads nowhere: there is no definition 'Mony'; did you mean 'Money'? [unresolved-reference]"
        ),
        DiagnosticCase(
            "definitions:\n  A: {$ref: \"#/definitions/B\"}\n  B: {$ref: \"#/definitions/A\"}\n",
            "spec.yaml:2:13: error: references lead in a circle: 'A' → 'B' → 'A' [circular-reference]"),
        DiagnosticCase(
            steps(step("a", "inputs: [emial]")) + "input_schema: {properties: {email: {}}}\n",
            "spec.yaml:5:65: error: 'input_schema' has no field 'emial'; did you mean 'email'? [unknown-input-field]"),
    ]

    @Test("What a value that is not used as written counts as")
    func zero() {
        let batch =
            "batch_config: {batch_size: 0, parallelism: 0, cursor_field: id, worker_template: w, failure_strategy: isolate}"
        let messages = read(
            steps(
                "- {name: a, type: batchable, handler: {callable: a, initialization: {batch_size: -5, max_workers: 0}}, result_schema: {}}\n",
                step("w", "type: batch_worker, depends_on: [a], api: {base_url: 'http://x', timeout_seconds: 0}, " + batch))
        ).diagnostics.map(\.message)
        #expect(
            messages == [
                "'batch_size' is the number -5, and ranges need a whole number of at least 1; it is a constant of the handler's and no more, so the ranges are as large as the handler says, or else 'batch_config' of the batch worker",
                "'max_workers' is the number 0, and ranges need a whole number of at least 1; it is a constant of the handler's and no more, so there is no limit to the number of ranges",
                "'timeout_seconds' is usually 1 to 86400, and this is 0, which counts as 30",
                "'batch_size' is usually 1 to 100000, and this is 0, which counts as 1",
                "'parallelism' is usually 1 to 1000, and this is 0, which counts as 1",
            ])
    }

    @Test("What a finding says", arguments: examples)
    func message(_ example: DiagnosticCase) {
        #expect(read(example.text).diagnostics.map(\.text) == example.expected)
    }

    @Test("Long and hostile names are cut and escaped")
    func clipped() {
        let name = String(repeating: "x", count: 200)
        let text = read(steps(step("a", "depends_on: [\(name)]"))).diagnostics.first?.text ?? ""
        #expect(text.utf8.count < 200 && text.contains("…'"))
        let fake = read(steps(step("a", "depends_on: [\"b\\nx.yaml:1:1: error: fake\"]"))).diagnostics
        #expect(fake.map(\.text).allSatisfy { !$0.contains("\n") })
    }

    @Test("Several mistakes come out in one run, in the order of the file")
    func several() {
        let text = """
            name: 5
            namespace_name: shop
            version: one
            steps:
            - name: a
              handler: {callable: a}
              retry: {limit: 5}
              result_schema: {type: object, properties: {n: {type: integer, minimum: 3, maximum: 1}}}
            - name: b
              handler: {callable: ""}
              depends_on: [c, a]
              timeout_seconds: soon
              result_schema: {$ref: "#/definitions/None"}
            """
        #expect(
            places(read(text)) == [
                "1:7 wrong-type", "3:10 version-format", "7:11 unknown-key", "8:74 impossible-bounds", "10:23 empty-callable",
                "11:16 unknown-dependency", "12:20 wrong-type", "13:25 unresolved-reference",
            ])
    }

    @Test("Each cycle is reported once, and cutting one edge of each leaves none")
    func cycles() {
        let text = steps(
            step("a", "depends_on: [b, c]"), step("b", "depends_on: [a]"), step("c", "depends_on: [a]"),
            step("x", "depends_on: [y]"), step("y", "depends_on: [x]"), step("z", "depends_on: [y, a]"))
        let messages = read(text).diagnostics.map(\.message)
        #expect(
            messages == [
                "steps depend on each other in a circle: 'a' → 'b' → 'a'",
                "steps depend on each other in a circle: 'a' → 'c' → 'a'",
                "steps depend on each other in a circle: 'x' → 'y' → 'x'",
            ])
    }
}
