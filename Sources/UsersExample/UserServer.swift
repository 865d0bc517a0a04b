import HTTPTypes
import Hummingbird
import Logging
import Synchronization

/// The web service that the example calls: three users and their orders. It is busy at first.
struct UserServer: Sendable {
    struct User: ResponseEncodable, Sendable {
        let id: String
        let name: String
        let email: String
    }

    struct Order: Codable, Sendable {
        let id: String
        let total: Double
    }

    struct Orders: ResponseEncodable, Sendable {
        let orders: [Order]
    }

    static let users = [
        "u-1": User(id: "u-1", name: "Ana Alves", email: "ana@example.com"),
        "u-2": User(id: "u-2", name: "Ben Berg", email: "ben@example.com"),
    ]
    static let orders = ["u-1": [Order(id: "A-17", total: 42.5), Order(id: "A-03", total: 19.9)]]

    /// Answers that many requests with 503.
    let busyFor: Int

    /// Serves on a free port of this machine while `body` runs.
    func serving<Result: Sendable>(
        _ body: @escaping @Sendable (_ baseURL: String) async throws -> Result
    ) async throws -> Result {
        let (ports, port) = AsyncStream<Int>.makeStream()
        var logger = Logger(label: "users-server")
        // It is stopped by cancelling it, which it calls an error.
        logger.logLevel = .critical
        let app = Application(
            router: router, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in port.yield(channel.localAddress?.port ?? 0) }, logger: logger)
        return try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask {
                defer { port.finish() }
                try await app.run()
                return nil
            }
            group.addTask {
                for await number in ports { return try await body("http://127.0.0.1:\(number)/v1") }
                return nil
            }
            defer { group.cancelAll() }
            while let result = try await group.next() {
                if let result { return result }
            }
            throw CancellationError()
        }
    }

    private var router: Router<BasicRequestContext> {
        let left = Countdown(busyFor)
        let router = Router()
        router.add(middleware: BusyMiddleware(left: left))
        router.get("v1/users/{id}") { _, context in
            guard let user = UserServer.users[try context.parameters.require("id")] else { throw HTTPError(.notFound) }
            return user
        }
        router.get("v1/users/{id}/orders") { _, context in
            Orders(orders: UserServer.orders[try context.parameters.require("id")] ?? [])
        }
        return router
    }
}

private final class Countdown: Sendable {
    private let left: Mutex<Int>
    init(_ count: Int) { left = Mutex(count) }

    /// False once it has been called as often as there was left.
    func take() -> Bool {
        left.withLock { left in
            left -= 1
            return left >= 0
        }
    }
}

private struct BusyMiddleware: RouterMiddleware {
    typealias Context = BasicRequestContext
    let left: Countdown

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        if left.take() { return Response(status: .serviceUnavailable, headers: [.retryAfter: "0"]) }
        return try await next(request, context)
    }
}
