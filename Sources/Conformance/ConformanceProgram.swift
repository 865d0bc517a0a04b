import ConformanceRunner
import Foundation
import SwiftCodegen

/// A program made of the code generated for a suite's schemas: written into a folder, compiled by one compiler, run.
struct ConformanceProgram {
    let suite: Suite
    let folder: URL
    private var files: [URL] = []

    init(_ suite: Suite, in folder: URL) {
        self.suite = suite
        self.folder = folder
    }

    /// A Swift file for each schema, and one with the table of them.
    mutating func write(suiteDirectory: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var table = [
            "import ConformanceRunner", "import Foundation", "",
            "let suite = try Suite(URL(fileURLWithPath: \(quoted(suiteDirectory.path))))",
            "var schemas: [GeneratedSchema] = []",
        ]
        var number = 0
        for file in suite.files {
            for (index, group) in file.groups.enumerated() {
                let name = "Schema\(number)"
                switch SchemaSpec.generate(
                    group.schema, dialect: suite.dialect, typeName: name, file: "\(file.name)#\(index)")
                {
                case .generated(let text, let annotations, let hasBadDefault):
                    try add(name, text)
                    table.append(
                        "schemas.append(.type(\(name).self, annotations: \(annotations), hasBadDefault: \(hasBadDefault)))")
                case .unsupported(let keyword): table.append("schemas.append(.unsupported(\(quoted(keyword))))")
                case .failed(let why): table.append("schemas.append(.failed(\(quoted(why))))")
                }
                number += 1
            }
        }
        table.append("exit(Conformance.run(suite, schemas))")
        try add("main", table.joined(separator: "\n") + "\n")
    }

    private mutating func add(_ name: String, _ text: String) throws {
        let file = folder.appending(path: name + ".swift")
        try Data(text.utf8).write(to: file)
        files.append(file)
    }

    private func quoted(_ text: String) -> String { text.debugDescription }

    /// The compiler's exit status. Links what this tool itself is linked from.
    func compile() throws -> Int32 {
        let tool = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        let build = tool.deletingLastPathComponent()
        let list = build.appending(path: tool.lastPathComponent + ".product/Objects.LinkFileList")
        let own = "/" + tool.lastPathComponent.replacingOccurrences(of: "-", with: "_") + ".build/"
        let objects = try String(contentsOf: list, encoding: .utf8).split(separator: "\n")
            .map { $0.trimmingCharacters(in: CharacterSet(charactersIn: "\"'")) }
            .filter { !$0.contains(own) && !$0.contains("/\(tool.lastPathComponent).build/") }
        let arguments =
            ["-module-name", "Conforming", "-swift-version", "6", "-Onone", "-wmo", "-num-threads", "2", "-suppress-warnings"]
            + ["-I", build.appending(path: "Modules").path, "-o", program.path] + files.map(\.path) + objects
        // Through a file: there are more files than a command line may hold.
        let response = folder.appending(path: "arguments")
        try arguments.map { "\"\($0)\"" }.joined(separator: "\n").write(to: response, atomically: true, encoding: .utf8)
        return try run("/usr/bin/env", ["swiftc", "@" + response.path])
    }

    private var program: URL { folder.appending(path: "conforming") }

    /// Its exit status.
    func run() throws -> Int32 { try run(program.path, []) }

    private func run(_ path: String, _ arguments: [String]) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        try process.run()
        process.waitUntilExit()
        if process.terminationReason == .uncaughtSignal { return 128 + process.terminationStatus }
        return process.terminationStatus
    }
}
