import SwiftCodegen
import Testing
import YAMLSyntax

struct FingerprintTests {
    private static let base = """
        name: sample
        namespace_name: test
        version: 1.0.0
        description: First.
        input_schema:
          type: object
          required: [a, b]
          properties:
            a: { type: string, description: One., minLength: 1 }
            b: { $ref: "#/definitions/Money" }
            c: { type: string, enum: [x, y] }
            d: { type: integer, minimum: 1.0, default: 3 }
        definitions:
          Money: { type: object, properties: { amount: { type: integer } } }
          Unused: { type: object, properties: { amount: { type: integer } } }
        steps:
          - name: one
            description: Does it.
            handler: { callable: x }
            timeout_seconds: 5
            retry: { max_attempts: 2 }
            result_schema: { type: object, properties: { r: { type: string } } }
          - name: two
            handler: { callable: x }
          - name: three
            handler: { callable: x }
            depends_on: [one, two]
        environments:
          test: { steps: [{ name: ALL, timeout_seconds: 1 }] }
        """

    /// What a stored run goes on under, whatever it was when the run started.
    @Test(arguments: [
        ("batch_size: 5", "batch_size: 6"), ("mode: strict", "mode: lax, more: 1"), ("parallelism: 1", "parallelism: 2"),
        ("fail_fast", "isolate"), ("name: a.b", "name: a.c"), ("condition: always", "condition: failure"),
        ("type: integer", "type: string"), ("publishes_events", "x-events"), ("https://a.example", "https://b.example"),
        ("initialization: { mode: strict }", "initialization: {}"), ("mode: test", "mode: [test]"),
    ])
    func constantsEventsAndBatchSizesDoNotMatter(_ part: String, _ other: String) throws {
        let changed = FingerprintTests.batches.replacing(part, with: other)
        #expect(changed != FingerprintTests.batches)
        #expect(try FingerprintTests.fingerprint(changed) == FingerprintTests.fingerprint(FingerprintTests.batches))
    }

    /// A stored run has ranges named after their worker.
    @Test func theWorkerOfABatchMatters() throws {
        let changed = FingerprintTests.batches.replacing("worker_template_name: work", with: "worker_template_name: other")
        #expect(try FingerprintTests.fingerprint(changed) != FingerprintTests.fingerprint(FingerprintTests.batches))
    }

    private static let batches = """
        name: sample
        namespace_name: test
        version: 1.0.0
        steps:
          - name: split
            type: batchable
            handler: { callable: x, initialization: { worker_template_name: work } }
            publishes_events: [{ name: a.b, description: d, schema: { type: integer }, condition: always }]
          - name: work
            type: batch_worker
            handler: { callable: x, initialization: { mode: strict } }
            depends_on: [split]
            batch_config: { batch_size: 5, parallelism: 1, cursor_field: c, worker_template: work, failure_strategy: fail_fast }
            api: { base_url: "https://a.example" }
          - name: other
            type: batch_worker
            handler: { callable: x }
            depends_on: [split]
        environments:
          test: { steps: [{ name: work, handler: { initialization: { mode: test } } }] }
        """

    private static func fingerprint(_ yaml: String) throws -> String { Fingerprint.of(try Generated(yaml).spec) }

    @Test func isShortAndStable() throws {
        let fingerprint = try FingerprintTests.fingerprint(FingerprintTests.base)
        #expect(fingerprint.count == 32 && fingerprint.allSatisfy { $0.isHexDigit && !$0.isUppercase })
        #expect(try FingerprintTests.fingerprint(FingerprintTests.base) == fingerprint)
        // The same on every machine and in every version: stored runs carry it.
        #expect(fingerprint == "d609eb867bf342dc271df0d16c841069")
    }

    @Test(arguments: [
        ("description: First.", "description: Second."), ("description: One., ", ""),
        ("description: Does it.", "description: Does that."),
        ("timeout_seconds: 5", "timeout_seconds: 50"), ("max_attempts: 2", "max_attempts: 7"),
        ("callable: x", "callable: y"),
        ("required: [a, b]", "required: [b, a]"), ("depends_on: [one, two]", "depends_on: { x: two, y: one }"),
        ("enum: [x, y]", "enum: [y, x]"), ("minimum: 1.0", "minimum: 1"),
        ("type: string, description: One., minLength: 1", "minLength: 1, type: string"),
        ("name: ALL, timeout_seconds: 1", "name: ALL, timeout_seconds: 2"),
        ("  Unused: { type: object, properties: { amount: { type: integer } } }\n", ""),
        ("minLength: 1", "minLength: 1, title: A, examples: [z], x-swift-name: other, deprecated: true"),
        (
            "    a: { type: string, description: One., minLength: 1 }\n    b: { $ref: \"#/definitions/Money\" }\n",
            "    b: { $ref: \"#/definitions/Money\" }\n    a: { type: string, minLength: 1 }\n"
        ),
    ])
    func staysTheSame(_ part: String, _ other: String) throws {
        let changed = FingerprintTests.base.replacing(part, with: other)
        #expect(changed != FingerprintTests.base)
        #expect(try FingerprintTests.fingerprint(changed) == FingerprintTests.fingerprint(FingerprintTests.base))
    }

    @Test(arguments: [
        ("name: sample", "name: simple"), ("namespace_name: test", "namespace_name: rest"),
        ("version: 1.0.0", "version: 1.0.1"),
        ("name: two", "name: two2"), ("[one, two]", "[one]"), ("required: [a, b]", "required: [a]"),
        ("minLength: 1", "minLength: 2"),
        ("enum: [x, y]", "enum: [x, z]"), ("enum: [x, y]", "enum: [x, y], x-extensible: true"),
        ("default: 3", "default: 4"), ("minimum: 1.0", "maximum: 10"),
        (
            "Money: { type: object, properties: { amount: { type: integer } } }",
            "Money: { type: object, properties: { amount: { type: number } } }"
        ),
        ("properties: { r: { type: string } }", "properties: { s: { type: string } }"),
        ("r: { type: string }", "r: { type: [string, \"null\"] }"),
        ("properties: { r: { type: string } }", "additionalProperties: false, properties: { r: { type: string } }"),
        ("properties: { r: { type: string } }", "properties: { r: { type: string, pattern: a } }"),
        ("  - name: two\n", "  - name: two\n    type: batchable\n"),
        ("r: { type: string }", "r: { type: string, format: date }"),
    ])
    func changes(_ part: String, _ other: String) throws {
        let changed = FingerprintTests.base.replacing(part, with: other)
        #expect(changed != FingerprintTests.base)
        // A step that another one depends on changes its name in one place only.
        let renamed = part == "name: two" ? changed.replacing("[one, two]", with: "[one, two2]") : changed
        #expect(try FingerprintTests.fingerprint(renamed) != FingerprintTests.fingerprint(FingerprintTests.base))
    }

    /// Texts that read alike when run together.
    @Test func piecesDoNotRunTogether() throws {
        func spec(_ first: String, _ second: String) -> String {
            "name: \(first)\nnamespace_name: \(second)\nversion: 1.0.0\nsteps:\n  - { name: one, handler: { callable: x } }"
        }
        #expect(try FingerprintTests.fingerprint(spec("ab", "c")) != FingerprintTests.fingerprint(spec("a", "bc")))
        #expect(try FingerprintTests.fingerprint(spec("ab", "c")) != FingerprintTests.fingerprint(spec("c", "ab")))
    }

    @Test func oneCharacterInALongTextCounts() throws {
        var seen: Set<String> = []
        let text = String(repeating: "x", count: 64)
        for index in 0..<64 {
            var scalars = Array(text.unicodeScalars)
            scalars[index] = "y"
            let version = String(String.UnicodeScalarView(scalars)).dropLast(24)
            let yaml =
                "name: \(String(String.UnicodeScalarView(scalars)))\nnamespace_name: t\nversion: 1.0.0\ndescription: \(version)\nsteps:\n  - { name: one, handler: { callable: x } }"
            seen.insert(try FingerprintTests.fingerprint(yaml))
        }
        #expect(seen.count == 64)
    }
}
