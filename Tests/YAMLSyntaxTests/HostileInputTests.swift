import Foundation
import Testing
import YAMLSyntax

@Suite("Any bytes at all")
struct HostileInputTests {
    private let sample = """
        # A bit of everything
        %TAG !e! tag:example.com,2000:
        ---
        name: &n order_processing
        "quoted \\u00e9": 'it''s'
        description: >-
          folded text
          with lines

        script: |
          literal
            text
        defaults: &d { retries: 3, timeout: 0x1F, ratio: 1.5e3, none: ~ }
        steps:
          - name: a
            <<: *d
            tags: [x, "y", z: 1, ? k : v]
          - !!map
            name: *n
            <<: [*d, { more: true }]
            kind: !e!thing é😀
        ...

        """

    /// What must hold for every input: a tree or findings, both only if the findings are about keys, and places that
    /// exist.
    private func check(_ bytes: [UInt8]) -> Bool {
        let document = YAMLParser.parse(bytes, file: "f")
        let isWhole = document.diagnostics.allSatisfy { $0.code == .duplicateKey || $0.code == .complexKey }
        if document.root == nil ? document.diagnostics.isEmpty : !isWhole { return false }
        let lines = bytes.count + 1
        for finding in document.diagnostics {
            let start = finding.range.start
            if start.line < 1 || start.column < 1 || start.line > lines || start.column > lines { return false }
            if finding.range.end < start || finding.text.contains("\0") { return false }
        }
        return document.root.map { isInOrder($0) } ?? true
    }

    private func isInOrder(_ node: YAMLNode) -> Bool {
        if node.range.end < node.range.start { return false }
        switch node.content {
        case .scalar: return node.value != nil
        case .sequence(let items): return items.allSatisfy { isInOrder($0) }
        case .mapping(let entries): return entries.allSatisfy { isInOrder($0.key) && isInOrder($0.value) }
        }
    }

    @Test("Changed, cut and doubled bytes of a sample never crash the reader", arguments: 1...8)
    func mutations(seed: UInt64) {
        var random = SplitMix64(seed: seed &* 0x9E37_79B9_7F4A_7C15)
        let original = Array(sample.utf8)
        let telling = Array("-?:,[]{}#&*!|>'\"%@`\t \n\r<\\~.0\0".utf8) + [0x80, 0xC3, 0xE2, 0xF0, 0xFE, 0xFF]
        var parsed = 0
        for _ in 0..<2_500 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let at = Int.random(in: 0..<bytes.count, using: &random)
                let other = Int.random(in: 0...bytes.count, using: &random)
                switch Int.random(in: 0..<6, using: &random) {
                case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
                case 1, 2: bytes[at] = telling.randomElement(using: &random) ?? 0
                case 3: bytes.insert(telling.randomElement(using: &random) ?? 0, at: at)
                case 4: bytes.removeSubrange(min(at, other)..<min(max(at, other), min(at, other) + 20))
                default: bytes.insert(contentsOf: bytes[min(at, other)..<max(at, other)].prefix(40), at: at)
                }
                if bytes.isEmpty { bytes = original }
            }
            let isSound = check(bytes)
            #expect(isSound, "\(bytes)")
            if YAMLParser.parse(bytes, file: "f").root != nil { parsed += 1 }
        }
        // Otherwise the changes would be too coarse to reach the builder.
        #expect(parsed > 100)
    }

    @Test("The sample cut off at any byte")
    func prefixes() {
        let original = Array(sample.utf8)
        for count in 0...original.count {
            #expect(check(Array(original.prefix(count))), "\(count) bytes")
        }
        #expect(findings(YAMLParser.parse(original, file: "f")) == [])
    }

    @Test(
        "Long runs of one thing end soon", .timeLimit(.minutes(1)),
        arguments: [
            "a", "[", "- ", "? ", "!", "&a ", "{", "'", "# c\n", "\t", "- |\n", "- |\n x\n\n", "x\n", "---\n", "a: 1\n",
            "- *a\n", "\n",
            "\r", "%T\n", "%x\n", "[],", "\u{301}", "é: ", "- &a {<<: *a}\n", "0", "\u{FEFF}", "\"", "a b ", "> ",
            "<<: 1\n", ", ",
        ])
    func longRuns(unit: String) {
        #expect(check(Array(String(repeating: unit, count: 2_000_000 / unit.utf8.count).utf8)))
    }
}
