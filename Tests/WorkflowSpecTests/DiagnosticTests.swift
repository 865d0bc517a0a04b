import Testing
import WorkflowSpec
import YAMLSyntax

@Suite("Diagnostics")
struct DiagnosticTests {
    @Test("A mistake gives its finding at its place, and no other", arguments: DiagnosticCases.all)
    func finding(_ example: DiagnosticCase) {
        let result = read(example.text)
        #expect(places(result) == example.expected, "\(result.diagnostics.map(\.text))")
        let hasErrors = result.diagnostics.contains { $0.severity == .error }
        #expect((result.spec == nil) == hasErrors)
    }

    @Test("Every code has a spec that triggers it")
    func complete() {
        var triggered: Set<String> = []
        for example in DiagnosticCases.all {
            for diagnostic in read(example.text).diagnostics { triggered.insert(diagnostic.code.id) }
        }
        let codes = DiagnosticCode.specCodes
        #expect(codes.map(\.id).filter { !triggered.contains($0) } == [])
        #expect(Set(codes.map(\.id)).count == codes.count)
        // Codes of YAML itself are the only others.
        let known = Set((codes + DiagnosticCode.yamlSyntaxCodes).map(\.id))
        #expect(triggered.subtracting(known) == [])
        #expect(Set(codes.map(\.id)).isDisjoint(with: DiagnosticCode.yamlSyntaxCodes.map(\.id)))
    }

    @Test("A key written twice hides no other mistake of the file, and leaves no spec")
    func withYAMLErrors() {
        let result = read(
            "name: w\nname: v\nnamespace_name: n\nversion: 1.0\nsteps:\n" + step("a", "timeout: 3, type: standard, type: x"))
        #expect(places(result) == ["2:1 duplicate-key", "4:10 wrong-type", "6:56 unknown-key", "6:84 duplicate-key"])
        #expect(result.spec == nil)
    }
}
