import Foundation
import SpecDrift
import Stepsmith
import SwiftCodegen
import Testing
import WorkflowSpec
import YAMLSyntax

/// Two schemas of one result, the values to try, and what the comparison said.
struct ProofPair: Sendable {
    var name: String
    var old: String
    var new: String
    var values: [JSONValue]
    var changes: [Change]

    var breaksStoredRuns: Bool { changes.contains { $0.breaks.contains(.storedRuns) } }

    /// Nil when a reader refuses one of the schemas.
    init?(_ name: String, old: String, new: String, values: [JSONValue]) {
        guard let before = ProofPair.read(old, "Old" + name), let after = ProofPair.read(new, "New" + name) else { return nil }
        self.name = name
        self.old = old
        self.new = new
        self.values = values
        changes = SpecComparison.changes(
            from: [CanonicalWorkflow(before, fingerprint: "")], to: [CanonicalWorkflow(after, fingerprint: "")])
    }

    private static func read(_ schema: String, _ typeName: String) -> WorkflowSpec? {
        let text = """
            {"namespace_name": "n", "name": "w", "version": "1.0.0", "x-swift-name": "\(typeName)",
            "steps": [{"name": "a", "handler": {"callable": "a"}, "result_schema": \(schema)}]}
            """
        let result = SpecReader.read(Array(text.utf8), file: typeName)
        return result.diagnostics.contains { $0.severity == .error } ? nil : result.spec
    }

    /// Swift for both; nil when one cannot be generated.
    var code: String? {
        var text = ""
        for (schema, prefix) in [(old, "Old"), (new, "New")] {
            guard let spec = ProofPair.read(schema, prefix + name) else { return nil }
            let result = SwiftGenerator.generate(
                spec, options: GenerationOptions(access: .internal, typeName: nil, sourceName: prefix + name + ".yaml"))
            if result.diagnostics.contains(where: { $0.severity == .error }) { return nil }
            text += result.text
        }
        return text
    }
}

/// Compiles the code of many pairs into one program, and has it take every value that the old code takes, as the old code writes it,
/// to the new code.
enum ProofProgram {
    /// How many of a pair's values the old code took, and which of those the new code refused.
    struct Outcome {
        var taken: Int
        var refused: [String]
    }

    static func run(_ pairs: [ProofPair]) throws -> [String: Outcome] {
        try TemporaryFolder.with { folder in
            var files: [String] = []
            var main = ["import Foundation", "import Stepsmith", ""]
            for pair in pairs {
                let code = try #require(pair.code)
                files.append(try folder.write(pair.name + ".swift", header + code.replacing(/import \w+\n/, with: "")))
                let values = try JSONValue.array(pair.values).bytes()
                try folder.write(pair.name + ".json", String(decoding: values, as: UTF8.self))
                main.append("try prove(\"\(pair.name)\", Old\(pair.name).A.self, New\(pair.name).A.self)")
            }
            files.append(try folder.write("main.swift", (main + [prove]).joined(separator: "\n")))
            try compile(files, to: folder.path + "/proof")
            let process = Process()
            process.executableURL = URL(fileURLWithPath: folder.path + "/proof")
            process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
            let pipe = Pipe()
            process.standardOutput = pipe
            try process.run()
            let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            #expect(process.terminationStatus == 0, "\(output.suffix(500))")
            var outcomes: [String: Outcome] = [:]
            for line in output.split(separator: "\n") {
                let words = line.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
                if words[1] == "refused" {
                    outcomes[words[0], default: Outcome(taken: 0, refused: [])].refused.append(words[2])
                } else {
                    outcomes[words[0], default: Outcome(taken: 0, refused: [])].taken = Int(words[2]) ?? 0
                }
            }
            return outcomes
        }
    }

    private static let header = "import Foundation\nimport Stepsmith\n"

    private static let prove = """
        func prove<Old: WorkflowStep, New: WorkflowStep>(_ name: String, _ old: Old.Type, _ new: New.Type) throws {
            let text = try Data(contentsOf: URL(fileURLWithPath: name + ".json"))
            guard case .array(let values) = try JSONValue(parsing: [UInt8](text)) else { return }
            var taken = 0
            for value in values {
                var validation = Validation()
                Old.validate(result: value, &validation)
                guard validation.isValid, let read = try? Old.Result(json: value), let written = try? read.json() else { continue }
                // What a handler may have made is checked before it is recorded.
                var again = Validation()
                Old.validate(result: written, &again)
                if !again.isValid { continue }
                taken += 1
                var later = Validation()
                New.validate(result: written, &later)
                do {
                    try later.finish()
                    _ = try New.Result(json: written)
                } catch {
                    print("\\(name)\\trefused\\t\\(String(decoding: try written.bytes(), as: UTF8.self)): \\(error)")
                }
            }
            print("\\(name)\\ttaken\\t\\(taken)")
        }

        """

    private static func compile(_ files: [String], to program: String) throws {
        let list = try String(
            contentsOf: BuildFolder.find("stepsmith-simulate.product/Objects.LinkFileList"), encoding: .utf8)
        // What the runtime core is linked from, without the program that the list is of.
        let others = ["stepsmith_simulate.build", "StepsmithSQLite.build", "StepsmithTesting.build", "GRDB", "ArgumentParser"]
        let objects = list.split(separator: "\n").map { $0.trimmingCharacters(in: CharacterSet(charactersIn: "\"'")) }
            .filter { path in !others.contains { path.contains("/" + $0) } }
        let said = try SwiftCompiler.run(["-Onone", "-wmo", "-o", program], files + objects)
        #expect(FileManager.default.fileExists(atPath: program), "\(said.suffix(2_000))")
    }
}
