import Foundation
import Testing
import YAMLSyntax

@Suite("Limits for untrusted documents")
struct LimitTests {
    private func limits(bytes: Int = 10_000_000, depth: Int = 1_000, nodes: Int = 100_000) -> YAMLLimits {
        var limits = YAMLLimits()
        limits.maxBytes = bytes
        limits.maxDepth = depth
        limits.maxNodes = nodes
        return limits
    }

    @Test("The limits are those of the format")
    func defaults() {
        let limits = YAMLLimits()
        #expect(limits.maxBytes == 10_000_000 && limits.maxDepth == 1_000 && limits.maxNodes == 100_000)
    }

    @Test("A document may have as many bytes as the limit says, and no more")
    func bytes() {
        #expect(outline(parse("a: 1", limits: limits(bytes: 4)).root) == "{\"a\": 1}")
        let document = parse("a: 1", limits: limits(bytes: 3))
        #expect(findings(document) == ["1:1 document-too-large"])
        #expect(message(document) == "the file has 4 bytes, and the most that is read is 3")
    }

    @Test("100 MB are refused without being looked at")
    func hugeFile() {
        // Bytes that would each be an error of their own if they were read.
        let document = YAMLParser.parse([UInt8](repeating: 0xFF, count: 100_000_000), file: "f")
        #expect(findings(document) == ["1:1 document-too-large"])
    }

    @Test("Levels are collections, counted from the root")
    func levels() {
        #expect(parse("[[a]]", limits: limits(depth: 2)).root != nil)
        #expect(findings(parse("[[a]]", limits: limits(depth: 1))) == ["1:2 nesting-too-deep"])
        #expect(parse("a", limits: limits(depth: 0)).root != nil)
        #expect(findings(parse("a:\n  - b: 1\n", limits: limits(depth: 2))) == ["2:5 nesting-too-deep"])
    }

    @Test("An alias is as deep as what it stands for")
    func aliasLevels() {
        let text = "- &a [[x]]\n- [*a]\n"
        #expect(parse(text, limits: limits(depth: 4)).root != nil)
        #expect(findings(parse(text, limits: limits(depth: 3))) == ["2:4 nesting-too-deep"])
        let nested = "- &a [[x]]\n- &b [*a]\n- [*b]\n"
        #expect(parse(nested, limits: limits(depth: 5)).root != nil)
        #expect(findings(parse(nested, limits: limits(depth: 4))) == ["3:4 nesting-too-deep"])
    }

    @Test("Deep nesting is refused", arguments: ["[", "{a: ", "- ", "? ", "{? ", "[[]: ", "- - ? "])
    func deep(opening: String) {
        let document = parse(String(repeating: opening, count: 10_000))
        // Collections as keys are mistakes of their own.
        #expect(document.diagnostics.filter { $0.code != .complexKey }.map { $0.code.id } == ["nesting-too-deep"])
        #expect(document.root == nil)
    }

    @Test("Deep block nesting is refused")
    func deepBlocks() {
        var text = ""
        for level in 0..<2_000 { text += String(repeating: " ", count: level) + "a:\n" }
        #expect(findings(parse(text)) == ["1001:1001 nesting-too-deep"])
    }

    @Test("The deepest tree is built, walked and released on a small stack", arguments: ["[", "{a: "])
    func smallStack(opening: String) async {
        let closing = opening == "[" ? "]" : "}"
        let text = String(repeating: opening, count: 1_000) + "1" + String(repeating: closing, count: 1_000)
        let depth: Int = await withCheckedContinuation { continuation in
            let thread = Thread {
                var depth = 0
                var node = parse(text).root
                while let inner = node?.sequence?.first ?? node?.mapping?.first?.value {
                    depth += 1
                    node = inner
                }
                continuation.resume(returning: depth)
            }
            thread.stackSize = 192 * 1024
            thread.start()
        }
        #expect(depth == 1_000)
    }

    @Test("A part that is kept outlives the deep tree around it")
    func keptPart() {
        let text = String(repeating: "[", count: 500) + "{a: [b]}" + String(repeating: "]", count: 500)
        var node = parse(text).root
        while let inner = node?.sequence?.first { node = inner }
        #expect(outline(node) == "{\"a\": [\"b\"]}")
        var upper = parse(text).root
        for _ in 0..<100 { upper = upper?.sequence?.first }
        var levels = 0
        while let inner = upper?.sequence?.first {
            levels += 1
            upper = inner
        }
        #expect(levels == 400)
        #expect(outline(upper) == "{\"a\": [\"b\"]}")
    }

    @Test("Nodes are counted, keys and left out values too")
    func nodes() {
        // One mapping, one key, one sequence, two items.
        #expect(parse("a: [b, c]", limits: limits(nodes: 5)).root != nil)
        #expect(findings(parse("a: [b, c]", limits: limits(nodes: 4))) == ["1:8 too-many-nodes"])
        #expect(findings(parse("a:\n", limits: limits(nodes: 2))) == ["1:3 too-many-nodes"])
        #expect(findings(parse("[a, [", limits: limits(nodes: 2))) == ["1:5 too-many-nodes"])
        let list = String(repeating: "- a\n", count: 99_999)
        #expect(parse(list).root?.sequence?.count == 99_999)
        #expect(findings(parse(list + "- b\n")) == ["100000:3 too-many-nodes"])
    }

    @Test("An alias counts as many nodes as what it stands for")
    func aliasNodes() {
        // The outer sequence, then three nodes each time.
        let text = "- &a [x, y]\n- *a\n- *a\n"
        #expect(parse(text, limits: limits(nodes: 10)).root != nil)
        #expect(findings(parse(text, limits: limits(nodes: 9))) == ["3:3 too-many-nodes"])
        #expect(
            findings(parse("- *a\n- *a\n- *a", limits: limits(nodes: 2))) == [
                "1:3 unknown-alias", "2:3 too-many-nodes", "2:3 unknown-alias",
            ])
    }

    @Test("A bomb of aliases is refused, in a file and in a merge")
    func bombs() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1..<60 {
            let alias = "*a\(level - 1)"
            text += "a\(level): &a\(level) [\(Array(repeating: alias, count: 10).joined(separator: ", "))]\n"
        }
        let document = parse(text)
        #expect(document.diagnostics.map { $0.code } == [.tooManyNodes])
        #expect(document.diagnostics.first?.range.start.line == 5)
        #expect(message(document) == "the document has more than 100000 nodes after alias expansion")
        // Nothing overflows where the caller allows everything: the node is shared, not copied.
        #expect(findings(parse(text, limits: limits(nodes: .max))).first?.hasSuffix("too-many-nodes") == true)
        var merges = "- &m0 {a: 1, b: 2}\n"
        for level in 1..<60 { merges += "- &m\(level) {k: *m\(level - 1), <<: [*m\(level - 1), *m\(level - 1)]}\n" }
        #expect(parse(merges).diagnostics.map { $0.code } == [.tooManyNodes])
    }

    @Test("Directives are bounded, because libyaml compares each with all")
    func directives() {
        let many = (0..<100_000).map { "%TAG !a\($0)! b\n" }.joined()
        #expect(findings(parse(many + "--- c\n")) == ["101:1 yaml-syntax"])
        #expect(findings(parse("a\n...\n" + many + "--- c\n")) == ["103:1 yaml-syntax"])
        let few = (0..<100).map { "%TAG !a\($0)! b\n" }.joined()
        #expect(outline(parse(few + "--- c\n").root) == "\"c\"")
    }
}
