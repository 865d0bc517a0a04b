internal import AsyncHTTPClient
internal import NIOCore
internal import NIOPosix
public import Stepsmith
internal import Synchronization

/// The process's one HTTP client, with its connections: made when the first engine starts that uses it, shut down when
/// the last one has ended.
///
/// Generated code gives it to the engine of each workflow that has a step with `api:`. To use an `APIClient` without an
/// engine, as in a handler's own tests, call `start` before and `shutdown` after. Safe to use from any task.
public final class SharedHTTPClient: HandlerResource {
    public static let shared = SharedHTTPClient()

    private struct State {
        var users = 0
        var client: HTTPClient?
    }

    private let configuration: HTTPClient.Configuration
    private let state = Mutex(State())
    let metrics = CallMetrics()
    /// Of calls by the system's clock.
    let deadlines = Deadlines(SystemClock())

    init(configuration: HTTPClient.Configuration = SharedHTTPClient.defaultConfiguration) { self.configuration = configuration }

    /// Counts one more engine.
    public func start() async throws {
        state.withLock { state in
            state.users += 1
            if state.client == nil {
                // The same sockets and the same TLS on every platform, so that failures are told apart the same way.
                state.client = HTTPClient(
                    eventLoopGroup: MultiThreadedEventLoopGroup.singleton, configuration: configuration)
            }
        }
    }

    /// Counts one engine less. The last closes the connections; calls still under way fail.
    public func shutdown() async {
        let last = state.withLock { state -> HTTPClient? in
            state.users = max(0, state.users - 1)
            if state.users > 0 { return nil }
            defer { state.client = nil }
            return state.client
        }
        // It throws for a client that is shut down already, which this one is not.
        try? await last?.shutdown()
    }

    /// Throws `PermanentError` (`HTTP_CLIENT_NOT_RUNNING`) when no engine runs.
    func client() throws -> HTTPClient {
        if let client = state.withLock({ $0.client }) { return client }
        throw PermanentError(
            code: .httpClientNotRunning,
            message: "There is no HTTP client, because no engine runs whose workflows have a step with api:. Call handlers "
                + "through a running engine, or SharedHTTPClient.shared.start() first and shutdown() after.")
    }

    static var defaultConfiguration: HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(10)), decompression: .disabled)
        // Redirects are followed, and spans made, by rules of our own: the client's spans would hold the query.
        configuration.tracing.tracer = nil
        // A service that cannot be reached is a matter of the step's retry policy, which gives its place to another step
        // meanwhile.
        configuration.connectionPool.retryConnectionEstablishment = false
        // The engine limits how much runs at once; a call must not wait for a connection until it fails.
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 256
        return configuration
    }
}
