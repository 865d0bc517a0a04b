import Testing
import WorkflowSpec
import YAMLSyntax

@Suite("The corpus of task templates")
struct CorpusTests {
    @Test("It is there") func exists() { #expect(Corpus.templates.count >= 37) }

    @Test("Every template reads without errors, and warns of nothing but keys that do nothing", arguments: Corpus.templates)
    func reads(_ template: Corpus.File) throws {
        let result = SpecReader.read(template.bytes, file: template.name)
        let loud = result.diagnostics.filter { $0.severity > .info && $0.code != .ignoredKey }
        #expect(loud.map(\.text) == [])
        let spec = try #require(result.spec)
        #expect(!spec.steps.isEmpty && spec.version.value == "1.0.0" && spec.inputSchema != nil)
        #expect(
            spec.environments.map(\.name.value)
                == (template.name.contains("/core-python/") || spec.environments.count == 1 ? ["test"] : []))
        let notes = String(decoding: template.bytes, as: UTF8.self).contains("\n  notes:")
        #expect(result.diagnostics.contains { $0.message.hasPrefix("'notes' has no effect") } == notes)
    }

    /// Damage of every kind must end in findings, never in a crash; and what still reads has no errors.
    @Test("Damaged templates never crash the reader")
    func mutations() throws {
        try #require(!Corpus.templates.isEmpty)
        var random = SplitMix64(seed: 20_260_131)
        let snippets: [[UInt8]] = [
            ": ", "- ", "\n", "  ", "{", "}", "[", "]", "null", "~", "-1", "1e999", "\"", "'", "*a", "&a ", "<<: ", "$ref: \"#\"",
            "$ref: '#/steps/0'", "type: [", "enum: []", "!!int ", "true", "depends_on: ", "\u{0}", "é", "99999999999999999999",
        ].map { Array($0.utf8) }
        var read = 0
        for round in 0..<1500 {
            var bytes = Corpus.templates[round % Corpus.templates.count].bytes
            for _ in 0..<Int(1 + random.next() % 4) where !bytes.isEmpty {
                let at = Int(random.next() % UInt64(bytes.count))
                switch random.next() % 5 {
                case 0: bytes[at] = UInt8(truncatingIfNeeded: random.next())
                case 1: bytes.removeSubrange(at..<min(bytes.count, at + Int(random.next() % 40)))
                case 2:
                    let from = Int(random.next() % UInt64(bytes.count))
                    bytes.insert(contentsOf: Array(bytes[from..<min(bytes.count, from + 80)]), at: at)
                default: bytes.insert(contentsOf: snippets[Int(random.next() % UInt64(snippets.count))], at: at)
                }
            }
            let result = SpecReader.read(bytes, file: "damaged.yaml")
            let hasErrors = result.diagnostics.contains { $0.severity == .error }
            #expect((result.spec == nil) == hasErrors)
            if result.spec != nil { read += 1 }
        }
        // Otherwise the damage would only ever test the YAML reader.
        #expect(read > 100)
    }
}
