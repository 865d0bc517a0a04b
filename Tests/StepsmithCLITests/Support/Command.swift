import Foundation

/// The built `stepsmith` command as a process.
enum Command {
    struct Run {
        var status: Int32
        var output: String
        var error: String
        /// False when a signal ended it.
        var hasExited: Bool

        /// The codes in brackets at the ends of lines, in their order.
        var codes: [String] {
            error.split(separator: "\n").compactMap { line in
                guard line.hasSuffix("]"), let start = line.lastIndex(of: "[") else { return nil }
                return String(line[line.index(after: start)...].dropLast())
            }
        }
    }

    /// A copy of the command in a folder, away from where it was built.
    static func copy(to folder: TemporaryFolder) throws -> String {
        let copy = folder.path + "/stepsmith"
        try FileManager.default.copyItem(atPath: BuildFolder.find("stepsmith").path, toPath: copy)
        return copy
    }

    /// - Parameter launch: the program that runs the command, and its arguments in front of it; or another copy of the command.
    static func run(_ arguments: [String], in folder: TemporaryFolder, launch: [String]? = nil) throws -> Run {
        let process = Process()
        let words = try (launch ?? [BuildFolder.find("stepsmith").path]) + arguments
        process.executableURL = URL(fileURLWithPath: words[0])
        process.arguments = Array(words.dropFirst())
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        // A file for one stream, so that neither can fill up while the other is read.
        let errors = FileManager.default.temporaryDirectory.appending(path: "stepsmith-errors-" + UUID().uuidString)
        try Data().write(to: errors)
        defer { try? FileManager.default.removeItem(at: errors) }
        process.standardError = try FileHandle(forWritingTo: errors)
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Run(
            status: process.terminationStatus, output: String(decoding: output, as: UTF8.self),
            error: try String(contentsOf: errors, encoding: .utf8), hasExited: process.terminationReason == .exit)
    }
}
