import Foundation
import Testing

extension SwiftCompiler {
    /// Builds a module that tests can import with `@testable`.
    static func emitModule(_ name: String, _ files: [String], to folder: String) throws {
        let run = try swiftc(
            ["-emit-module", "-enable-testing", "-module-name", name, "-swift-version", "6", "-parse-as-library"]
                + ["-emit-module-path", "\(folder)/\(name).swiftmodule", "-I", try modules()]
                + moduleMaps(for: files) + files)
        #expect(run == "")
    }

    /// Where the compiler finds the macros of Swift Testing, which a package's build tells it.
    static func testingMacros() throws -> [String] {
        struct Info: Decodable {
            struct Paths: Decodable { var runtimeResourcePath: String }
            var paths: Paths
        }
        let info = try JSONDecoder().decode(Info.self, from: Data(try swiftc(["-print-target-info"]).utf8))
        return ["-plugin-path", info.paths.runtimeResourcePath + "/host/plugins/testing"]
    }

    private static func swiftc(_ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["swiftc"] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: output, as: UTF8.self)
    }
}
