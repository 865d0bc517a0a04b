import Foundation
import Testing

/// What `stepsmith schema` prints, looked at with a validator that is not ours.
struct EditorSchemaTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Whether Python has jsonschema and PyYAML.
    private static let hasValidator = (try? python(["-c", "import jsonschema, yaml"]).status) == 0

    private static func python(_ arguments: [String]) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3"] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }

    private func check(_ folder: TemporaryFolder, _ specs: [String]) throws -> (status: Int32, output: String) {
        let run = try Command.run(["schema"], in: folder)
        #expect(run.status == 0 && run.error.isEmpty)
        try folder.write("schema.json", run.output)
        return try Self.python(
            [Self.root.appending(path: "Scripts/check-editor-schema.py").path, folder.path + "/schema.json"] + specs)
    }

    @Test("Every example and every template of the corpus is valid", .enabled(if: hasValidator))
    func valid() throws {
        try TemporaryFolder.with { folder in
            let corpus = Self.root.deletingLastPathComponent().appending(path: "shared/corpus/tasker-templates").path
            let folders = [Self.root.appending(path: "specs").path, corpus]
            let result = try check(folder, folders.filter { FileManager.default.fileExists(atPath: $0) })
            #expect(result.status == 0, "\(result.output)")
        }
    }

    @Test(
        "What the reader refuses, as far as a schema can say it, the validator refuses",
        .enabled(if: hasValidator),
        arguments: [
            "namespace_name: a\nversion: 1.0.0\nsteps: []", "name: a\nnamespace_name: a\nversion: 1.0\nsteps: []",
            "name: a\nnamespace_name: a\nversion: 1.0.0\nsteps: {}",
            "name: a\nnamespace_name: a\nversion: 1.0.0\nsteps: [{ name: b }]",
            "name: a\nnamespace_name: a\nversion: 1.0.0\nsteps: [{ name: b, handler: { callable: c }, type: deferred }]",
            "name: a\nnamespace_name: a\nversion: 1.0.0\nsteps: [{ name: b, handler: c }]",
            "name: a\nnamespace_name: a\nversion: 1.0.0\nsteps: [{ name: b, handler: { callable: c }, timeout_seconds: -1 }]",
            "name: a\nnamespace_name: a\nversion: 1.0.0\ninput_schema: { type: text }\nsteps: []",
        ])
    func invalid(_ text: String) throws {
        try TemporaryFolder.with { folder in
            try folder.write("bad/spec.yaml", text)
            let result = try check(folder, [folder.path + "/bad"])
            #expect(result.status == 1, "\(result.output)")
            #expect(try Command.run(["validate", "bad"], in: folder).status == 1)
        }
    }
}
