import Foundation

/// A disk in memory that is soon full. Only whoever may mount one has it.
final class SmallDisk: Sendable {
    let path: String

    /// Nil where nothing can be mounted.
    init?(megabytes: Int) throws {
        path = NSTemporaryDirectory() + "stepsmith-disk-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        guard getuid() == 0, try SmallDisk.run("mount", "-t", "tmpfs", "-o", "size=\(megabytes)m", "tmpfs", path) else {
            try? FileManager.default.removeItem(atPath: path)
            return nil
        }
    }

    deinit {
        _ = try? SmallDisk.run("umount", path)
        try? FileManager.default.removeItem(atPath: path)
    }

    func remount(_ option: String) throws { _ = try SmallDisk.run("mount", "-o", "remount,\(option)", path) }

    /// Takes up what space is left, in a file that it gives back.
    func fill() throws -> String {
        let filler = path + "/filler"
        let file = open(filler, O_WRONLY | O_CREAT, 0o600)
        defer { close(file) }
        for size in [65536, 4096, 512, 1] {
            let block = [UInt8](repeating: 0, count: size)
            while write(file, block, size) == size {}
        }
        return filler
    }

    private static func run(_ arguments: String...) throws -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
