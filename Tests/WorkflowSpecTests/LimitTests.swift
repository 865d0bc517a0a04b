import Foundation
import Synchronization
import Testing
import WorkflowSpec
import YAMLSyntax

@Suite("Large, deep and hostile specs")
struct LimitTests {
    /// Reads on a thread with as much stack as the reader says it may need, which is twice what macOS gives to any but the
    /// main one.
    static func readOnSmallStack(_ text: String) async -> [String] {
        await withCheckedContinuation { (continuation: CheckedContinuation<[String], Never>) in
            let thread = Thread { continuation.resume(returning: places(read(text))) }
            thread.stackSize = 1024 * 1024
            thread.start()
        }
    }

    private static func nested(_ open: String, _ inner: String, _ close: String, _ levels: Int) -> String {
        String(repeating: open, count: levels) + inner + String(repeating: close, count: levels)
    }

    @Test("250 levels are read, more are refused, on a small stack")
    func depth() async {
        let object = "{type: object, properties: {a: "
        for (open, close) in [(object, "}}"), ("{items: ", "}"), ("{additionalProperties: ", "}")] {
            let fits = LimitTests.nested(open, "{type: string}", close, 249)
            #expect(await LimitTests.readOnSmallStack(schema(fits)) == [])
            let deep = await LimitTests.readOnSmallStack(schema(LimitTests.nested(open, "{type: string}", close, 400)))
            #expect(deep.count == 1 && deep[0].hasSuffix("schema-too-deep"))
        }
    }

    @Test("Deep values are checked, or refused, on a small stack")
    func deepValues() async {
        let value = LimitTests.nested("{a: [", "1", "]}", 120)
        let type = LimitTests.nested("{properties: {a: {items: ", "{type: integer}", "}}}", 120)
        #expect(
            await LimitTests.readOnSmallStack("definitions: {A: {$ref: '#/definitions/B', default: \(value)}, B: \(type)}") == [])
        for place in ["default: V", "const: V", "enum: [V]", "examples: [V]"] {
            let text = place.replacing("V", with: LimitTests.nested("{a: [", "1", "]}", 300))
            let found = await LimitTests.readOnSmallStack("definitions: {A: {\(text)}}")
            #expect(found.count == 1 && found[0].hasSuffix("schema-too-deep"))
        }
        let constants = LimitTests.nested("[", "1", "]", 300)
        let found = await LimitTests.readOnSmallStack(
            head + "steps: [{name: a, result_schema: {}, handler: {callable: a, initialization: {a: \(constants)}}}]")
        #expect(found.count == 1 && found[0].hasSuffix("schema-too-deep"))
    }

    @Test("Recursive definitions end, whatever values are checked against them")
    func recursion() async {
        let text = """
            definitions:
              Tree: {properties: {left: {$ref: "#/definitions/Tree"}, right: {$ref: "#/definitions/Tree"}, n: {type: integer}}}
              Default: {$ref: "#/definitions/Tree", default: {left: {left: {n: x}}}}
              Loop: {$ref: "#/definitions/Loop", default: 1}
            """
        #expect(await LimitTests.readOnSmallStack(text) == ["3:50 value-breaks-schema", "4:16 circular-reference"])
    }

    @Test("A chain of ten thousand steps, forward, backward and closed")
    func chain() async {
        func chain(_ count: Int, _ parent: (Int) -> Int?) -> String {
            var text = head + "steps:\n"
            for index in 0..<count {
                text += "- {name: s\(index), handler: {callable: c}"
                if let parent = parent(index) { text += ", depends_on: [s\(parent)]" }
                text += "}\n"
            }
            return text
        }
        let forward = chain(8000) { $0 == 0 ? nil : $0 - 1 }
        let backward = chain(8000) { $0 == 7999 ? nil : $0 + 1 }
        let closed = chain(8000) { $0 == 0 ? 7999 : $0 - 1 }
        for text in [forward, backward] {
            #expect(await LimitTests.readOnSmallStack(text).filter { !$0.hasSuffix("no-result-schema") } == [])
        }
        let found = read(closed).diagnostics.filter { $0.code != .noResultSchema }
        #expect(found.count == 1 && found[0].code == .dependencyCycle)
        #expect(found[0].message.hasSuffix("… 7988 more … → 's0'") && found[0].message.utf8.count < 300)
    }

    /// Each of these took quadratic time once, or would if written carelessly: they must end in seconds, not minutes.
    @Test("Many mistakes, many names, many references take time close to linear", .timeLimit(.minutes(1)))
    func quadratic() {
        var unknown = head + "steps:\n"
        for index in 0..<6000 {
            unknown += "- {name: step_number_\(index), handler: {callable: c}, depends_on: [stepp_number_\(index)]}\n"
        }
        #expect(read(unknown).diagnostics.count { $0.code == .unknownDependency } == 6000)
        var fields = headAndStep.replacing(
            "result_schema", with: "inputs: [" + (0..<20_000).map { "f\($0)" }.joined(separator: ",") + "]\n  result_schema")
        fields += "input_schema: {properties: {" + (0..<10_000).map { "f\($0): " }.joined(separator: ",") + "}}\n"
        #expect(read(fields).diagnostics.count { $0.code == .unknownInputField } == 10_000)
        var references = "definitions:\n"
        for index in 0..<15_000 { references += "  A\(index): {$ref: \"#/$defs/A\(index + 1)\"}\n" }
        #expect(places(read(references)) == ["15001:18 unresolved-reference"])
        let required = (0..<40_000).map { "r\($0)" }.joined(separator: ",")
        #expect(read("definitions: {A: {required: [\(required)], properties: {r0: {}}}}").diagnostics.count == 39_999)
        // A default of many objects, each against many properties and choices; many references into one large schema.
        let names = (0..<15_000).map { "p\($0)" }
        let items =
            "{properties: {" + names.map { $0 + ": " }.joined(separator: ",") + "}, enum: [" + names.joined(separator: ",") + "]}"
        #expect(
            read("definitions: {A: {items: \(items), default: [" + String(repeating: "{},", count: 15_000) + "]}}").spec == nil)
        let pointers = names.prefix(12_000).map { $0 + ": {$ref: '#/definitions/A/properties/" + $0 + "'}" }.joined(
            separator: ",")
        let targets = names.prefix(12_000).map { $0 + ": {}" }.joined(separator: ",")
        let spec = read("definitions: {A: {properties: {\(targets)}}, B: {properties: {\(pointers)}}}").spec
        #expect(spec?.definitions.count == 12_002)
        let many = "definitions:\n" + (0..<8000).map { "  D\($0): {$defs: {X: {}}}\n" }.joined()
        #expect(read(many).spec?.definitions.last?.name.value == "X_8000")
        // Every step depends on every earlier one and the first on the last: each edge into the first closes a cycle.
        var dense = head + "steps:\n"
        for index in 0..<300 {
            let parents = index == 0 ? (1..<300).map { "s\($0)" } : (0..<index).map { "s\($0)" }
            dense += "- {name: s\(index), handler: {callable: c}, depends_on: [\(parents.joined(separator: ","))]}\n"
        }
        #expect(read(dense).diagnostics.contains { $0.code == .dependencyCycle })
    }
}
