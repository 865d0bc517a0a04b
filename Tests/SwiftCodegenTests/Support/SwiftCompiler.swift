import Foundation
import Testing

/// The compiler, for generated files against the Stepsmith module of this build.
enum SwiftCompiler {
    /// What the upcoming features of a strict package and default main-actor isolation ask of generated code.
    static let strict = [
        "-enable-upcoming-feature", "ExistentialAny", "-enable-upcoming-feature", "MemberImportVisibility",
        "-enable-upcoming-feature", "InternalImportsByDefault", "-enable-upcoming-feature",
        "NonisolatedNonsendingByDefault",
    ]
    static let mainActor = ["-default-isolation", "MainActor"]

    /// Checks the files together as one module, where any warning is an error. Gives back what the compiler says, empty if nothing.
    /// By one compiler for all files: each would load the modules anew.
    static func typecheck(_ files: [String], _ flags: [String] = strict) throws -> String {
        try run(["-typecheck", "-wmo"] + flags, files)
    }

    static func run(_ flags: [String], _ files: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments =
            [
                "swiftc", "-module-name", "Sample", "-package-name", "sample", "-swift-version", "6",
                "-warnings-as-errors",
            ]
            + flags + ["-I", try modules()] + moduleMaps(for: files) + files
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let text = String(decoding: output, as: UTF8.self)
        return process.terminationStatus == 0
            ? text : (text.isEmpty ? "exit status \(process.terminationStatus)" : text)
    }

    /// Flags for files that use a product whose dependencies stand on C modules: those need their maps, as SwiftPM gives them.
    static func moduleMaps(for files: [String]) -> [String] {
        let usesC = files.contains { path in
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return false }
            return text.contains("import StepsmithHTTP\n") || text.contains("import StepsmithSQLite\n")
        }
        return usesC ? allModuleMaps : []
    }

    private static let allModuleMaps: [String] = {
        guard let modules = try? URL(fileURLWithPath: modules()), let checkouts = try? BuildFolder.find("checkouts") else {
            return []
        }
        let built = modules.lastPathComponent == "Modules" ? modules.deletingLastPathComponent() : modules
        func contents(_ folder: URL) -> [URL] {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
            return names.sorted().map { folder.appending(path: $0) }
        }
        // SwiftPM writes a map for a C target beside its objects, unless the target has its own.
        var maps = contents(built).filter { $0.pathExtension == "build" }.map { $0.appending(path: "module.modulemap") }
        for package in contents(checkouts) {
            for target in contents(package.appending(path: "Sources")) {
                // A system library's is its only file that matters.
                maps.append(target.appending(path: "module.modulemap"))
                let objects = built.appending(path: target.lastPathComponent + ".build")
                guard FileManager.default.fileExists(atPath: objects.path) else { continue }
                maps.append(target.appending(path: "include/module.modulemap"))
            }
        }
        return maps.filter { FileManager.default.fileExists(atPath: $0.path) }
            .flatMap { ["-Xcc", "-fmodule-map-file=" + $0.path] }
    }()

    /// The folder of the modules that this test was built with.
    static func modules() throws -> String {
        let name = "Stepsmith.swiftmodule"
        if let found = try? BuildFolder.find("Modules/" + name) { return found.deletingLastPathComponent().path }
        return try BuildFolder.find(name).deletingLastPathComponent().path
    }
}

/// Where this test was built, found from its own place.
enum BuildFolder {
    static func find(_ name: String) throws -> URL {
        var folder = URL(fileURLWithPath: CommandLine.arguments[0])
        #if os(macOS)
            if let bundle = Bundle.allBundles.first(where: { $0.bundlePath.hasSuffix(".xctest") }) {
                folder = bundle.bundleURL
            }
        #endif
        while folder.pathComponents.count > 1 {
            folder.deleteLastPathComponent()
            let candidate = folder.appending(path: name)
            if FileManager.default.fileExists(atPath: candidate.path) { return candidate }
        }
        throw NotFound(name: name)
    }

    struct NotFound: Error, CustomStringConvertible {
        var name: String
        var description: String { "no \(name) above \(CommandLine.arguments[0])" }
    }
}
