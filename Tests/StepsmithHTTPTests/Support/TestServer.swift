import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// A Hummingbird server on loopback, on a port of its own.
struct TestServer: Sendable {
    let port: Int
    var url: String { "http://127.0.0.1:\(port)" }

    /// Serves while `body` runs.
    static func serving<Result: Sendable>(
        _ respond: @escaping @Sendable (Request) async throws -> Response,
        _ body: @escaping @Sendable (TestServer) async throws -> Result
    ) async throws -> Result {
        let (ports, port) = AsyncStream<Int>.makeStream()
        let app = Application(
            responder: CallbackResponder<BasicRequestContext> { request, _ in try await respond(request) },
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in port.yield(channel.localAddress?.port ?? 0) },
            logger: Logger(label: "server") { _ in SwiftLogNoOpLogHandler() })
        return try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask {
                defer { port.finish() }
                do { try await app.run() } catch is CancellationError {}
                return nil
            }
            guard let number = await ports.first(where: { _ in true }) else {
                _ = try await group.next()
                throw CancellationError()
            }
            group.addTask { try await body(TestServer(port: number)) }
            defer { group.cancelAll() }
            while let result = try await group.next() {
                if let result { return result }
            }
            throw CancellationError()
        }
    }
}

extension Response {
    static func text(
        _ text: String, status: Int = 200, type: String? = "application/json", headers: [String: String] = [:]
    ) -> Response {
        var fields = HTTPFields()
        if let type { fields[.contentType] = type }
        for (name, value) in headers { if let name = HTTPField.Name(name) { fields[name] = value } }
        return Response(
            status: .init(code: status), headers: fields, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    static func redirect(_ status: Int, to location: String) -> Response {
        .text("", status: status, type: nil, headers: ["Location": location])
    }
}

extension Request {
    func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }
    /// As it came over the wire, with the query.
    var target: String { head.path ?? "" }
    func text() async throws -> String { String(buffer: try await body.collect(upTo: 1 << 20)) }
}
