import Foundation
import Testing

/// Imports point down, and the two wings never meet but in generated code.
@Suite("Import directions")
struct ImportTests {
    /// For each folder in Sources: the modules of this package that it may import.
    private static let allowed: [String: Set<String>] = [
        "Patterns": [],
        "CYAML": [],
        "CFiles": [],
        "YAMLSyntax": ["CYAML"],
        "WorkflowSpec": ["YAMLSyntax", "Patterns"],
        "SwiftCodegen": ["WorkflowSpec", "YAMLSyntax"],
        "SpecFiles": ["CFiles", "SwiftCodegen", "WorkflowSpec", "YAMLSyntax"],
        "StepsmithGenerate": ["CFiles", "SpecFiles", "SwiftCodegen", "WorkflowSpec", "YAMLSyntax"],
        "StepsmithCLI": ["SpecFiles", "SwiftCodegen", "WorkflowSpec", "YAMLSyntax"],
        "Stepsmith": ["Patterns"],
        "StepsmithCommand": ["Stepsmith"],
        "StepsmithTesting": ["Stepsmith"],
        "Simulate": ["Stepsmith", "StepsmithTesting"],
        "StepsmithHTTP": ["Stepsmith"],
        "StepsmithSQLite": ["Stepsmith"],
        // Writes code with the one wing and runs it on the other.
        "Conformance": ["ConformanceRunner", "Stepsmith", "SwiftCodegen", "WorkflowSpec", "YAMLSyntax"],
        "ConformanceRunner": ["Stepsmith"],
        "Examples": ["Stepsmith", "StepsmithCommand", "StepsmithSQLite"],
        "UsersExample": ["Stepsmith", "StepsmithHTTP"],
    ]

    /// What the plugin's tool is built of: every user compiles it before their first build.
    private static let tool = ["Patterns", "YAMLSyntax", "WorkflowSpec", "SwiftCodegen", "SpecFiles", "StepsmithGenerate"]

    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private struct Source {
        var path: String
        var text: String

        /// Modules named in import declarations, whatever their access level or attributes. Deeper than an `#if` indents them are
        /// none: those lines are text that the generator or a template writes.
        var imports: [String] {
            text.split(whereSeparator: \.isNewline).compactMap { line in
                if line.prefix(while: { $0 == " " }).count > 4 { return nil }
                let words = line.split(separator: " ", omittingEmptySubsequences: true)
                guard let index = words.firstIndex(of: "import"), index + 1 < words.count, !line.contains("//") else {
                    return nil
                }
                let modifiers: Set<Substring> = ["public", "package", "internal", "private", "@testable", "@preconcurrency"]
                return words[..<index].allSatisfy(modifiers.contains) ? String(words[index + 1]) : nil
            }
        }
    }

    private static func sources(in folder: String) throws -> [Source] {
        let base = root.appending(path: "Sources/\(folder)")
        let walk = try #require(FileManager.default.enumerator(atPath: base.path))
        return try walk.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.map { name in
            Source(path: "\(folder)/\(name)", text: try String(contentsOf: base.appending(path: name), encoding: .utf8))
        }
    }

    @Test("Every folder of Sources is on the map")
    func folders() throws {
        let found = try FileManager.default.contentsOfDirectory(atPath: Self.root.appending(path: "Sources").path)
        #expect(Set(found.filter { !$0.hasPrefix(".") }) == Set(Self.allowed.keys))
    }

    @Test("A module imports only what is below it", arguments: allowed.keys.sorted())
    func directions(folder: String) throws {
        let own = Set(Self.allowed.keys)
        for source in try Self.sources(in: folder) {
            for module in source.imports where own.contains(module) {
                #expect(Self.allowed[folder]?.contains(module) == true, "\(source.path) imports \(module)")
            }
        }
    }

    @Test(
        "The plugin's tool imports nothing from outside, not even all of the C library, which is slow to import", arguments: tool)
    func lean(folder: String) throws {
        for source in try Self.sources(in: folder) {
            for module in source.imports {
                #expect(Self.allowed[module] != nil, "\(source.path) imports \(module)")
            }
        }
    }

    @Test("Planning is pure: no waiting, no clocks, no chance, no I/O")
    func purePlanning() throws {
        let sources = try Self.sources(in: "Stepsmith").filter { $0.path.hasPrefix("Stepsmith/Planning/") }
        #expect(sources.count >= 5)
        for source in sources {
            #expect(source.imports.isEmpty, "\(source.path)")
            for word in [" async ", "await ", "EngineClock", "RandomSource", ".random", "WorkflowStore", "Task"] {
                let code = source.text.split(whereSeparator: \.isNewline).filter { !$0.contains("///") && !$0.contains("// ") }
                #expect(!code.contains { $0.contains(word) }, "\(source.path) has '\(word)'")
            }
        }
    }
}
