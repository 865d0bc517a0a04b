import Foundation
import SpecFiles
import SwiftCodegen
import Testing
import WorkflowSpec

/// Files in Golden/Generated are what Golden/Specs generate. After a change that is meant, run the tests with
/// STEPSMITH_UPDATE_GOLDEN=1 and read the difference. The files are also compiled and run, by GeneratedCodeTests.
struct GoldenTests {
    @Test(arguments: Golden.specs)
    func generatedFile(_ name: String) throws {
        let generated = try Golden.generate(name, .public)
        #expect(!generated.result.hasErrors)
        try Golden.check(generated.text, "Generated/" + generatedFileName(name))
    }

    @Test func registry() throws {
        let entries = try Golden.specs.map { name in
            let spec = try Generated(Golden.read("Specs/" + name)).spec
            return RegistryGenerator.Entry(spec: spec, typeName: WorkflowNaming.name(of: spec))
        }
        let result = RegistryGenerator.generate(entries, access: .public)
        #expect(result.diagnostics.isEmpty)
        try Golden.check(result.text, "Generated/" + registryFileName)
    }

    @Test func nothingElseIsThere() throws {
        let expected = Golden.specs.map { generatedFileName($0) } + [registryFileName]
        #expect(try FileManager.default.contentsOfDirectory(atPath: Golden.folder + "/Generated").sorted() == expected.sorted())
    }

    @Test(arguments: Golden.specs)
    func sameBytesEveryTime(_ name: String) throws {
        let first = try Golden.generate(name, .internal).text
        for _ in 0..<3 { #expect(try Golden.generate(name, .internal).text == first) }
    }
}

enum Golden {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Golden").path
    static let specs = [
        "batches.yaml", "branches.yaml", "constants.yaml", "decisions.yaml", "events.yaml", "handlers.yaml", "names.yaml",
        "schemas.yaml", "services.yaml", "shared_types.yaml", "types.yaml",
    ]

    static func read(_ name: String) throws -> String { try String(contentsOfFile: folder + "/" + name, encoding: .utf8) }

    static func generate(_ name: String, _ access: AccessLevel) throws -> Generated {
        try Generated(read("Specs/" + name), access: access, file: name, folder: folder + "/Specs")
    }

    static func check(_ text: String, _ name: String) throws {
        if ProcessInfo.processInfo.environment["STEPSMITH_UPDATE_GOLDEN"] == "1" {
            try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
            return
        }
        let golden = try read(name)
        if text == golden { return }
        let lines = zip(
            text.split(separator: "\n", omittingEmptySubsequences: false),
            golden.split(separator: "\n", omittingEmptySubsequences: false))
        let number = lines.enumerated().first { $0.element.0 != $0.element.1 }.map { $0.offset + 1 }
        Issue.record("\(name) differs from line \(number.map(String.init) ?? "the end of the shorter one") on")
    }
}
