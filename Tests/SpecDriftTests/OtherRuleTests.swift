import SpecDrift
import Testing

/// Changes that take more than a line to write down.
@Suite("Rules of whole workflows")
struct OtherRuleTests {
    private let head = "namespace_name: n\nname: w\nversion: 1.0.0\n"

    private func changes(_ old: String, _ new: String) throws -> [String] {
        SpecComparison.changes(from: [try canonical(old)], to: [try canonical(new)]).map(text)
    }

    private func text(_ change: Change) -> String {
        ([change.rule.id, change.at] + change.breaks.map(\.rawValue)).joined(separator: " ")
    }

    @Test("Workflows come and go")
    func workflows() throws {
        let one = try canonical(head + "steps: [{name: a, handler: {callable: a}}]\n")
        var two = one
        two.name = "other"
        #expect(SpecComparison.changes(from: [one], to: [one, two]).map(text) == ["workflow-added "])
        #expect(
            SpecComparison.changes(from: [one, two], to: [one]).map(text) == [
                "workflow-removed  callers handlers stored_runs"
            ])
    }

    @Test("Versions of one workflow are compared with themselves, and the latest with what follows it")
    func versions() throws {
        let one = try canonical(head + "steps: [{name: a, handler: {callable: a}}]\n")
        var (two, three) = (one, one)
        two.version = "1.10.0"
        three.version = "1.11.0"
        #expect(SpecComparison.changes(from: [one, two], to: [two, one]).isEmpty)
        #expect(SpecComparison.changes(from: [one], to: [one, two]).map(text) == ["workflow-added "])
        var nine = one
        nine.version = "1.9.0"
        let moved = SpecComparison.changes(from: [nine, two], to: [nine, three])
        #expect(moved.map(text) == ["version-changed /version"] && moved[0].message == "was 1.10.0, is 1.11.0")
    }

    @Test("A batch's sizes count from the next batch on, and its worker is part of stored runs")
    func batches() throws {
        func spec(_ size: Int, _ worker: String) -> String {
            head + """
                steps:
                - {name: split, type: batchable, handler: {callable: s}}
                - {name: \(worker), type: batch_worker, handler: {callable: w}, depends_on: [split], batch_config: {batch_size: \(size), \
                parallelism: 2, cursor_field: id, checkpoint_interval: 10, worker_template: w, failure_strategy: fail_fast}}
                """ + "\n"
        }
        #expect(try changes(spec(10, "work"), spec(20, "work")) == ["batch-changed /steps/1/batch_config"])
        #expect(
            try changes(spec(10, "work"), spec(10, "toil")) == ["step-renamed /steps/1/name handlers stored_runs"])
    }

    private func schemas(_ definitions: String, _ property: String) -> String {
        head + "input_schema: {type: object, properties: {x: \(property)}}\ndefinitions: \(definitions)\n"
            + "steps: [{name: a, handler: {callable: a}}]\n"
    }

    @Test("What a reference leads to counts wherever it is referred to, in the definition's own place")
    func definitions() throws {
        let before = schemas("{Money: {type: integer, minimum: 0}}", "{$ref: '#/definitions/Money'}")
        let after = schemas("{Money: {type: integer, minimum: 1}}", "{$ref: '#/definitions/Money'}")
        #expect(try changes(before, after) == ["bound-tightened /definitions/Money/minimum callers stored_runs"])
        let unused = schemas("{Money: {type: integer, minimum: 1}}", "{type: string}")
        #expect(try changes(schemas("{Money: {type: integer}}", "{type: string}"), unused).isEmpty)
    }

    @Test("A definition in a circle is compared once")
    func circles() throws {
        func spec(_ maximum: Int) -> String {
            schemas(
                "{Tree: {type: object, properties: {size: {type: integer, maximum: \(maximum)}, below: {type: array, items: "
                    + "{$ref: '#/definitions/Tree'}}}}}", "{$ref: '#/definitions/Tree'}")
        }
        #expect(try changes(spec(9), spec(9)).isEmpty)
        #expect(
            try changes(spec(9), spec(8)) == [
                "bound-tightened /definitions/Tree/properties/size/maximum callers stored_runs"
            ])
    }

    @Test("A reference to another name is another Swift type, and its values are compared")
    func references() throws {
        let definitions = "{Money: {type: integer}, Cents: {type: integer, minimum: 0}}"
        #expect(
            try changes(
                schemas(definitions, "{$ref: '#/definitions/Money'}"), schemas(definitions, "{$ref: '#/definitions/Cents'}"))
                == [
                    "reference-changed /input_schema/properties/x/$ref handlers",
                    "bound-tightened /input_schema/properties/x/minimum callers stored_runs",
                ])
    }

    @Test("A step's events are compared as results are")
    func events() throws {
        func spec(_ schema: String) -> String {
            head
                + "steps: [{name: a, handler: {callable: a}, publishes_events: [{name: a.done, description: Done, schema: \(schema)}]}]\n"
        }
        #expect(
            try changes(
                spec("{type: object, properties: {n: {type: integer}}}"),
                spec("{type: object, properties: {n: {type: integer, maximum: 3}}}"))
                == ["bound-tightened /steps/0/publishes_events/0/schema/properties/n/maximum stored_runs"])
    }
}
