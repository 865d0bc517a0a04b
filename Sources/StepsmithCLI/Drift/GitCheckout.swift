import Foundation

/// The files of a folder, or one file, as a revision has them, in a temporary folder that goes with this object.
final class GitCheckout {
    /// The file or folder among them that was asked for.
    let path: String
    private let folder: String
    private let revision: String

    /// Throws `GitError` with what git says.
    init(revision: String, path: String) throws {
        self.revision = revision
        let folder = FileManager.default.temporaryDirectory.appending(path: "stepsmith-" + UUID().uuidString).path
        self.folder = folder
        self.path = folder + "/" + path
        let names = try Git.run(["ls-tree", "-r", "-z", "--name-only", revision, "--", path.isEmpty ? "." : path])
            .split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        if names.isEmpty { throw GitError(message: "\(revision) has no \(path)") }
        for name in names {
            let file = URL(fileURLWithPath: folder + "/" + name)
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(Git.run(["show", revision + ":./" + name])).write(to: file)
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// `REVISION:PATH` for a file of the temporary folder.
    func name(of file: String) -> String {
        file.hasPrefix(folder + "/") ? revision + ":" + file.dropFirst(folder.count + 1) : file
    }
}

struct GitError: Error, CustomStringConvertible {
    var message: String
    var description: String { message }
}

enum Git {
    /// What git prints to its standard output. Throws `GitError` with what it prints to the other.
    static func run(_ arguments: [String]) throws -> [UInt8] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["git"] + arguments
        let (output, errors) = (Pipe(), FileManager.default.temporaryDirectory.appending(path: "stepsmith-" + UUID().uuidString))
        try Data().write(to: errors)
        defer { try? FileManager.default.removeItem(at: errors) }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = try FileHandle(forWritingTo: errors)
        do {
            try process.run()
        } catch {
            throw GitError(message: "git cannot be run: \(error.localizedDescription)")
        }
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        if process.terminationStatus == 0 { return [UInt8](data) }
        let said = String(decoding: (try? Data(contentsOf: errors)) ?? Data(), as: UTF8.self)
        let line = said.split(separator: "\n").first { !$0.isEmpty } ?? "git \(arguments[0]) failed"
        throw GitError(message: String(line))
    }
}
