import Hummingbird
import Stepsmith
import Testing

@testable import StepsmithHTTP

@Suite("Redirects", .timeLimit(.minutes(5)))
struct RedirectTests {
    /// Redirects `/from`, and answers with method, target, body, content type and idempotency key otherwise.
    private static func redirecting<Result: Sendable>(
        _ status: Int, to location: String, _ body: @escaping @Sendable (APIClient) async throws -> Result
    ) async throws -> Result {
        try await withServedAPI { request in
            if request.target.hasPrefix("/from") { return .redirect(status, to: location) }
            let parts = [
                request.method.rawValue, request.target, try await request.text(), request.header("content-type") ?? "none",
                request.header("idempotency-key") ?? "none", request.header("x-key") ?? "none",
            ]
            return .text(try JSONValue.array(parts.map { .string($0) }).text())
        } _: {
            try await body($0)
        }
    }

    @Test("A GET is followed by every kind", arguments: [301, 302, 303, 307, 308])
    func get(status: Int) async throws {
        let seen: [String] = try await Self.redirecting(status, to: "/to?a=b#c") { api in
            try await api.get("/from", headers: ["X-Key": "k"])
        }
        #expect(seen == ["GET", "/to?a=b", "", "none", "none", "k"])
    }

    @Test("307 and 308 repeat a POST, the others fetch the result", arguments: [301, 302, 303, 307, 308])
    func post(status: Int) async throws {
        let seen: [String] = try await Self.redirecting(status, to: "/to") { api in
            try await api.post("/from", body: ["a": 1], idempotencyKey: "i")
        }
        let isRepeated = status >= 307
        #expect(
            seen == (isRepeated ? ["POST", "/to", #"{"a":1}"#, "application/json", "i"] : ["GET", "/to", "", "none", "none"])
                + ["none"])
    }

    @Test("Only 303 turns a PUT or a DELETE into a GET", arguments: [301, 302, 303, 307, 308])
    func put(status: Int) async throws {
        let seen: [String] = try await Self.redirecting(status, to: "/to") { try await $0.put("/from", body: [1]) }
        #expect(seen.prefix(3) == (status == 303 ? ["GET", "/to", ""] : ["PUT", "/to", "[1]"]))
        let deleted: [String] = try await Self.redirecting(status, to: "/to") { try await $0.delete("/from") }
        #expect(deleted[0] == (status == 303 ? "GET" : "DELETE"))
    }

    @Test("To another host is refused", arguments: ["http://localhost:PORT/x", "//localhost:PORT/x", "http://127.0.0.1:1/"])
    func otherHost(location: String) async throws {
        let visits = Box(0)
        try await TestServer.serving { request in
            visits.change { $0 += 1 }
            let port = request.head.authority?.split(separator: ":").last ?? ""
            return .redirect(302, to: location.replacing("PORT", with: port))
        } _: { server in
            let error = try await withAPI(server.url) { api in try await permanentFailure { try await api.post("/from") } }
            #expect(error.code == .redirectRefused && error.message.hasPrefix("POST /from answered 302 with a redirect to "))
        }
        #expect(visits.value == 1)
    }

    @Test("A circle ends, and so does a chain", arguments: ["/from", "/from?"])
    func circles(location: String) async throws {
        let visits = Box(0)
        let error = try await withServedAPI { request in
            visits.change { $0 += 1 }
            return .redirect(307, to: location == "/from" ? location : "/from?\(visits.value)")
        } _: { api in
            try await permanentFailure { let _: JSONValue = try await api.get("/from") }
        }
        #expect(error.code == .redirectRefused)
        #expect(visits.value == (location == "/from" ? 1 : 6))
        #expect(error.message.contains(location == "/from" ? "in a circle" : "more than the 5"), "\(error.message)")
    }

    @Test("A failure after a redirect names both requests")
    func failure() async throws {
        let error = try await withServedAPI { request in
            request.target == "/from" ? .redirect(303, to: "/to?k=secret") : .text("", status: 404)
        } _: { api in
            try await permanentFailure { try await api.post("/from") }
        }
        #expect(error.message == "POST /from, redirected to GET /to, answered 404 Not Found.")
    }

    @Test(
        "Where a redirect may lead",
        arguments: [
            ("http://h/a/b", "c", "http://h/a/c"), ("http://h/a/b", "/c?d#e", "http://h/c?d"),
            ("http://h/a/b", "?x", "http://h/a/b?x"),
            ("http://h/a/b", "../c", "http://h/c"), ("http://h/a", "//h/c", "http://h/c"), ("http://h/a", "HTTP://H:80/c", "ok"),
            ("http://h:80/a", "https://h/c", "https://h/c"), ("https://h/a", "https://h:443/c", "ok"),
            ("https://[::1]:8443/a", "https://[::1]:8443/c", "ok"),
            ("http://h/a", "http://h/ü b", "http://h/%C3%BC%20b"),
        ])
    func allowed(current: String, location: String, expected: String) throws {
        let target = try RedirectTarget(location, from: current)
        #expect(target.url == expected || expected == "ok", "\(target.url)")
    }

    @Test(
        "Where it may not",
        arguments: [
            ("https://h/a", "http://h/a"), ("https://h/a", "http://h:443/a"), ("https://h/a", "https://g/a"),
            ("https://h/a", "https://h.evil/a"), ("https://h/a", "https://h@evil/a"), ("https://h/a", "//evil/a"),
            ("https://h/a", "https://evil\\@h/a"), ("https://h/a", "https://user:pw@h/a"), ("https://h/a", "https://h:444/a"),
            ("https://h/a", "ftp://h/a"), ("https://h/a", "file:///etc/passwd"), ("https://h/a", "javascript:alert(1)"),
            ("https://h/a", "https:///a"), ("https://h/a", "http://[::1]/"),
        ])
    func refused(current: String, location: String) {
        #expect(throws: RedirectTarget.Refusal.self) { try RedirectTarget(location, from: current) }
    }
}
