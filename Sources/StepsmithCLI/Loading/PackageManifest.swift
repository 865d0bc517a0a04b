import Foundation

/// What SwiftPM makes of a package's manifest: its targets, their folders and the plugins they use.
struct PackageManifest {
    struct Target {
        var name: String
        /// Absolute, without a slash at the end.
        var folder: String
        var holdsCode: Bool
        var plugins: [String]

        /// The module's name: the target's, as SwiftPM makes an identifier of it.
        var moduleName: String { PackageManifest.moduleName(name) }
    }

    var folder: String
    var targets: [Target]

    /// The nearest folder with a Package.swift, at an absolute path or above it.
    static func folder(at path: String) -> String? {
        var folder = URL(fileURLWithPath: path).standardizedFileURL
        while true {
            if FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path) { return folder.path }
            if folder.pathComponents.count <= 1 { return nil }
            folder.deleteLastPathComponent()
        }
    }

    /// Asks SwiftPM, which takes about a second. Nil where there is no manifest, or none that it can read.
    static func read(_ folder: String) -> PackageManifest? {
        guard FileManager.default.fileExists(atPath: folder + "/Package.swift") else { return nil }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        // A scratch folder of its own, because a build that is under way has the package's.
        let scratch = FileManager.default.temporaryDirectory.appending(path: "stepsmith-manifest-" + UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: scratch) }
        process.arguments = [
            "swift", "package", "--package-path", folder, "--scratch-path", scratch.path, "dump-package",
        ]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0, let dump = try? JSONDecoder().decode(Dump.self, from: output) else { return nil }
        return PackageManifest(folder: folder, targets: dump.targets.map { $0.target(in: folder) })
    }

    static func moduleName(_ name: String) -> String {
        let letters = name.map { $0.isLetter || $0.isNumber ? $0 : "_" }
        return (letters.first?.isNumber == true ? "_" : "") + String(letters)
    }

    /// The parts of `swift package dump-package` that are of use here.
    private struct Dump: Decodable {
        struct Target: Decodable {
            struct Usage: Decodable {
                /// The plugin's name, and its package's or null.
                var plugin: [String?]
            }
            var name: String
            var type: String
            var path: String?
            var pluginUsages: [Usage]?

            func target(in package: String) -> PackageManifest.Target {
                PackageManifest.Target(
                    name: name, folder: folder(in: package), holdsCode: type == "regular" || type == "executable",
                    plugins: (pluginUsages ?? []).compactMap { $0.plugin.first ?? nil })
            }

            private func folder(in package: String) -> String {
                let parents = type == "test" ? ["Tests", "Sources"] : ["Sources", "Source", "src", "srcs"]
                let usual = parents.map { $0 + "/" + name }
                let found = path ?? usual.first { FileManager.default.fileExists(atPath: package + "/" + $0) }
                return URL(fileURLWithPath: package + "/" + (found ?? usual[0])).standardizedFileURL.path
            }
        }
        var targets: [Target]
    }
}
