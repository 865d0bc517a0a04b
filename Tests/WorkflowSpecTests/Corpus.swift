import Foundation

/// The shared corpus of task templates: beside the package, or where STEPSMITH_CORPUS says.
enum Corpus {
    struct File: Sendable, CustomStringConvertible {
        var name: String
        var bytes: [UInt8]

        var description: String { name }
    }

    static let directory: URL = {
        if let path = ProcessInfo.processInfo.environment["STEPSMITH_CORPUS"] { return URL(fileURLWithPath: path) }
        var package = URL(fileURLWithPath: #filePath)
        for _ in 0..<3 { package.deleteLastPathComponent() }
        return package.deletingLastPathComponent().appendingPathComponent("shared/corpus")
    }()

    /// Every template, sorted by name.
    static let templates: [File] = {
        let folder = directory.appendingPathComponent("tasker-templates")
        let names = (FileManager.default.enumerator(atPath: folder.path)?.allObjects as? [String]) ?? []
        var files: [File] = []
        for name in names.sorted() where name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
            guard let data = try? Data(contentsOf: folder.appendingPathComponent(name)) else { continue }
            files.append(File(name: name, bytes: [UInt8](data)))
        }
        return files
    }()
}
