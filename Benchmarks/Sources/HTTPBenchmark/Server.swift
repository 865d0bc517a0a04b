import Foundation
import Hummingbird
import Logging
import NIOCore

/// What both clients call, in a process of its own, so that its CPU is not theirs.
enum Server {
    static let body = #"{"id":7,"name":"Ann","email":"ann@example.com","tags":["a","b","c"],"score":1.5}"#

    /// Serves, after printing the port, until the process is killed.
    static func run() async throws {
        let app = Application(
            responder: CallbackResponder<BasicRequestContext> { _, _ in
                Response(
                    status: .ok, headers: [.contentType: "application/json"],
                    body: ResponseBody(byteBuffer: ByteBuffer(string: body)))
            },
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in
                FileHandle.standardOutput.write(Data("\(channel.localAddress?.port ?? 0)\n".utf8))
            },
            logger: Logger(label: "server") { _ in SwiftLogNoOpLogHandler() })
        try await app.run()
    }

    /// Runs this program again as a server while `body` runs.
    static func serving(_ body: @Sendable (Int) async throws -> Void) async throws {
        let (server, output) = (Process(), Pipe())
        server.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
        server.arguments = ["serve"]
        server.standardOutput = output
        try server.run()
        defer { server.terminate() }
        let text = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        guard let port = Int(text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw BenchmarkError("the server did not start")
        }
        try await body(port)
    }
}

struct BenchmarkError: Error {
    let text: String
    init(_ text: String) { self.text = text }
}
