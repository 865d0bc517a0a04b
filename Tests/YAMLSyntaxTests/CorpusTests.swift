import Foundation
import Testing
import YAMLSyntax

/// Real task templates, which lie beside the package where it is developed; elsewhere `STEPSMITH_CORPUS` names their
/// folder.
private let corpus: URL = {
    if let path = ProcessInfo.processInfo.environment["STEPSMITH_CORPUS"] { return URL(fileURLWithPath: path) }
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    return root.deletingLastPathComponent().appendingPathComponent("shared/corpus")
}()

private let templates: [String] = {
    let files = FileManager.default.enumerator(atPath: corpus.appendingPathComponent("tasker-templates").path)
    let paths = files?.compactMap { $0 as? String } ?? []
    return paths.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.sorted()
}()

@Suite("Real templates", .enabled(if: !templates.isEmpty, "no corpus beside the package"))
struct CorpusTests {
    @Test("A template is read without findings", arguments: templates)
    func reads(path: String) throws {
        let bytes = try Data(contentsOf: corpus.appendingPathComponent("tasker-templates/" + path))
        let document = YAMLParser.parse(Array(bytes), file: path)
        #expect(document.diagnostics == [])
        #expect(document.root?.entry("name")?.value.string != nil)
        #expect(document.root?.entry("steps")?.value.sequence?.isEmpty == false)
    }
}
