internal import Foundation

/// JSON text that a command is given.
enum JSONFile {
    /// - Parameter path: `-` is standard input.
    static func read(_ path: String, _ console: Console) throws -> [UInt8] {
        if path == "-" { return try console.input() }
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            throw CommandFailure("\(path.printable) is a folder; name a file of JSON text, or - for standard input.")
        }
        do {
            return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw CommandFailure("\(path.printable) cannot be read: \(reason(error))")
        }
    }

    private static func reason(_ error: any Error) -> String {
        switch (error as? CocoaError)?.code {
        case .fileReadNoSuchFile: return "there is no such file."
        case .fileReadNoPermission: return "there is no permission to."
        default: return "\((error as NSError).localizedDescription)"
        }
    }
}
