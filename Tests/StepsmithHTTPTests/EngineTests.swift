import Hummingbird
import Stepsmith
import StepsmithTesting
import Testing

@testable import StepsmithHTTP

@Suite("Engines and their HTTP client", .timeLimit(.minutes(5)))
struct HTTPEngineTests {
    @Test("A step calls its API, by the endpoint that the engine's configuration gives")
    func endpoint() async throws {
        let output = try await TestServer.serving { request in
            .text(try JSONValue.string(request.target).text())
        } _: { server in
            let engine = try Fetching.engine(endpoint: server.url + "/staging") { api, _ in
                try await api.get("/users/\("a/b")")
            }
            return try await engine.whileRunning { engine in
                try await engine.start(Fetching.self, input: [:]).output()
            }
        }
        #expect(output == "/staging/users/a%2Fb")
    }

    @Test("The client lives while an engine runs that uses it, and serves them all")
    func sharing() async throws {
        let call: @Sendable (APIClient, StepContext) async throws -> JSONValue = { api, _ in try await api.get("/x") }
        try await TestServer.serving { _ in
            .text("1")
        } _: { server in
            let http = SharedHTTPClient()
            let first = try Fetching.engine(endpoint: server.url, http: http, call)
            let second = try Fetching.engine(endpoint: server.url, http: http, call)
            let api = try APIClient(baseURL: server.url, http: http)
            try await Self.expectNoClient(api)
            try await first.whileRunning { first in
                try await second.whileRunning { second in
                    try await Self.expectOne(second)
                    try await Self.expectOne(first)
                }
                // The second has gone, the client has not.
                try await Self.expectOne(first)
                let value: JSONValue = try await api.get("/x")
                #expect(value == 1)
            }
            try await Self.expectNoClient(api)
            // And again.
            try await second.whileRunning { second in
                try await Self.expectOne(second)
            }
            try await Self.expectNoClient(api)
        }
    }

    private static func expectOne(_ engine: Engine) async throws {
        let output = try await engine.start(Fetching.self, input: [:]).output()
        #expect(output == 1)
    }

    private static func expectNoClient(_ api: APIClient) async throws {
        let error = try await permanentFailure { let _: JSONValue = try await api.get("/x") }
        #expect(error.code == .httpClientNotRunning && error.message.contains("no engine runs"))
    }

    @Test("A shutdown too many does no harm")
    func unbalanced() async throws {
        let http = SharedHTTPClient()
        await http.shutdown()
        try await http.start()
        try await TestServer.serving { _ in
            .text("1")
        } _: { server in
            let value: JSONValue = try await APIClient(baseURL: server.url, http: http).get("/")
            #expect(value == 1)
        }
        await http.shutdown()
    }

    @Test("Calls under way when the client is shut down end, and may be tried again")
    func shutdownDuringCall() async throws {
        try await RawServer.serving(.init(text: "")) { server in
            let http = SharedHTTPClient()
            try await http.start()
            let api = try APIClient(baseURL: server.url, http: http)
            async let failure = retryableFailure { let _: JSONValue = try await api.get("/x") }
            await server.received.wait()
            await http.shutdown()
            let error = try await failure
            #expect(error.code == .connectionFailed)
        }
    }

    @Test("The process has one that anyone may start, as in a handler's own tests")
    func withoutEngine() async throws {
        try await SharedHTTPClient.shared.start()
        try await TestServer.serving { _ in
            .text("1")
        } _: { server in
            let value: JSONValue = try await APIClient(baseURL: server.url).get("/")
            #expect(value == 1)
        }
        await SharedHTTPClient.shared.shutdown()
    }

    @Test("What Retry-After says is when the step is tried again")
    func retryAfter() async throws {
        let (clock, visits) = (VirtualClock(), Box(0))
        try await TestServer.serving { _ in
            visits.change { $0 += 1 }
            return visits.value == 1 ? .text("", status: 429, headers: ["Retry-After": "42"]) : .text("2")
        } _: { server in
            let engine = try Fetching.engine(endpoint: server.url, clock: clock) { api, _ in try await api.get("/x") }
            try await engine.whileRunning { engine in
                let run = try await engine.start(Fetching.self, input: [:])
                for await _ in engine.store.updates(of: run.id) {
                    guard let due = try await run.snapshot().steps[0].dueAt, due > clock.now else { continue }
                    #expect(due.since(clock.now) == .seconds(42))
                    clock.advance(by: .seconds(42))
                }
                let output = try await run.output()
                #expect(output == 2)
                let step = try #require(try await run.snapshot().step("fetch"))
                #expect(step.attempts == 2)
            }
        }
    }

    @Test("A permanent failure ends the run, with the call in its message")
    func permanent() async throws {
        try await TestServer.serving { _ in
            .text("no such user", status: 404, type: "text/plain")
        } _: { server in
            let engine = try Fetching.engine(endpoint: server.url) { api, _ in try await api.get("/users/\(7)") }
            try await engine.whileRunning { engine in
                let run = try await engine.start(Fetching.self, input: [:]).finished()
                let step = try #require(run.step("fetch"))
                #expect(step.attempts == 1 && step.failure?.code == "HTTP_404")
                #expect(step.failure?.message == "GET /users/7 answered 404 Not Found: no such user")
            }
        }
    }

    @Test("A bad endpoint fails the step, and names it with both URLs")
    func badEndpoint() async throws {
        let engine = try Fetching.engine(endpoint: "localhost") { _, _ in nil }
        try await engine.whileRunning { engine in
            let run = try await engine.start(Fetching.self, input: [:]).finished()
            let failure = try #require(run.step("fetch")?.failure)
            #expect(failure.code == .invalidBaseURL && !failure.isRetryable)
            for part in ["Step fetch", "\"https://api.example.com/v1\"", "\"localhost\"", "https://"] {
                #expect(failure.message.contains(part))
            }
        }
    }

    @Test("A cancelled run's call ends")
    func cancelled() async throws {
        try await RawServer.serving(.init(text: "")) { server in
            let url = server.url
            let engine = try Fetching.engine(endpoint: url) { api, _ in try await api.get("/x") }
            let (received, closed) = (server.received, server.closed)
            let state = try await engine.whileRunning { engine in
                let run = try await engine.start(Fetching.self, input: [:])
                await received.wait()
                try await run.cancel()
                await closed.wait()
                return try await run.outcome()
            }
            #expect(state == .cancelled)
        }
    }

    @Test("One line a call at debug, with how it ended and what names the attempt; no query")
    func logging() async throws {
        let log = LogLines()
        try await TestServer.serving { request in
            .text("{}", status: request.target.hasPrefix("/a") ? 200 : 404)
        } _: { server in
            let engine = try Fetching.engine(endpoint: server.url, logger: log.logger) { api, _ in
                _ = try await api.get("/a", query: ["k": "secret"])
                return try await api.put("/b?k=secret")
            }
            try await engine.whileRunning { engine in
                _ = try await engine.start(Fetching.self, input: [:]).finished()
            }
            let lines = log.metadata(of: "api call")
            let seen = lines.map { line in ["step", "attempt", "method", "path", "outcome"].map { line[$0] ?? "none" } }
            #expect(seen == [["fetch", "1", "GET", "/a", "HTTP_200"], ["fetch", "1", "PUT", "/b", "HTTP_404"]])
            #expect(lines.allSatisfy { $0["duration"] != nil && $0["host"] == "127.0.0.1:\(server.port)" })
            #expect(!"\(lines)".contains("secret"))
        }
    }

    @Test("The step's idempotency key goes where it is asked for, the same at each attempt")
    func idempotencyKey() async throws {
        let (clock, keys) = (VirtualClock(), Box<[String]>([]))
        try await TestServer.serving { request in
            keys.change { $0.append(request.header("idempotency-key") ?? "none") }
            return .text("1", status: keys.value.count == 1 ? 503 : 200)
        } _: { server in
            let engine = try Fetching.engine(endpoint: server.url, clock: clock) { api, context in
                try await api.post("/charges", body: [1], idempotencyKey: context.idempotencyKey)
            }
            try await engine.whileRunning { engine in
                let run = try await engine.start(Fetching.self, input: [:])
                for await _ in engine.store.updates(of: run.id) {
                    if let due = try await run.snapshot().steps[0].dueAt, due > clock.now {
                        clock.advance(by: due.since(clock.now))
                    }
                }
                #expect(keys.value == ["\(run.id)/fetch", "\(run.id)/fetch"])
            }
        }
    }
}
