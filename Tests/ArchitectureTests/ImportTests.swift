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
        "SpecDrift": ["WorkflowSpec", "YAMLSyntax"],
        "StepsmithCLI": ["SpecDrift", "SpecFiles", "SwiftCodegen", "WorkflowSpec", "YAMLSyntax"],
        "Stepsmith": ["Patterns"],
        "StepsmithCommand": ["Stepsmith"],
        "StepsmithTesting": ["Stepsmith"],
        "Simulate": ["Stepsmith", "StepsmithSQLite", "StepsmithTesting"],
        "StepsmithHTTP": ["Stepsmith"],
        "StepsmithSQLite": ["Stepsmith"],
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

        /// Modules named in import declarations, whatever their access level, attributes or kind. Deeper than an `#if` indents them
        /// are none: those lines are text that the generator or a template writes.
        var imports: [String] { text.split(whereSeparator: \.isNewline).compactMap(Self.module(in:)) }

        static func module(in line: Substring) -> String? {
            if line.prefix(while: { $0 == " " }).count > 4 { return nil }
            let words = line.split(separator: " ", omittingEmptySubsequences: true)
            guard let index = words.firstIndex(of: "import") else { return nil }
            let levels: Set<Substring> = ["public", "package", "internal", "fileprivate", "private"]
            guard words[..<index].allSatisfy({ levels.contains($0) || $0.hasPrefix("@") }) else { return nil }
            let kinds: Set<Substring> = ["typealias", "struct", "class", "enum", "protocol", "let", "var", "func"]
            let name = words[(index + 1)...].first { !kinds.contains($0) }
            return name?.split(separator: ".").first.map { String($0.prefix { $0.isLetter || $0.isNumber || $0 == "_" }) }
        }
    }

    @Test(
        "Every form of an import is seen",
        arguments: [
            "import A", "public import A", "@testable import A", "@_exported import A", "@_spi(Testing) public import A",
            "@preconcurrency package import A", "import struct A.B", "import func A.b", "    import A // why", "import A.B",
        ])
    func forms(line: String) { #expect(Source.module(in: line[...]) == "A") }

    @Test("What is no import is none", arguments: ["// import A", "let text = \"import A\"", "            import A"])
    func others(line: String) { #expect(Source.module(in: line[...]) == nil) }

    @Test("CONTRIBUTING.md names every folder")
    func map() throws {
        let text = try String(contentsOf: Self.root.appending(path: "CONTRIBUTING.md"), encoding: .utf8)
        for folder in Self.allowed.keys { #expect(text.contains("`Sources/\(folder)"), "Sources/\(folder)") }
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
