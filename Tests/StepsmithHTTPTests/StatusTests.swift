import Hummingbird
import Stepsmith
import StepsmithHTTP
import StepsmithTesting
import Testing

@Suite("What a status means", .timeLimit(.minutes(5)))
struct StatusTests {
    @Test("2xx is success", arguments: [200, 201, 202, 203, 206, 299])
    func success(status: Int) async throws {
        let response = try await withServedAPI { _ in
            .text(#"{"a":1}"#, status: status)
        } _: {
            try await $0.get("/x")
        }
        #expect(response.status == status)
        #expect(try response.json() == ["a": 1])
    }

    @Test("204 is success without a body", arguments: [204, 205])
    func noContent(status: Int) async throws {
        try await withServedAPI { _ in
            Response(status: .init(code: status))
        } _: { api in
            try await api.delete("/x")
            try await api.post("/x", body: ["a": 1])
            let optional: JSONObject? = try await api.get("/x")
            #expect(optional == nil)
            let value: JSONValue = try await api.put("/x")
            #expect(value == .null)
            let error = try await permanentFailure { let _: JSONObject = try await api.get("/x") }
            #expect(error.code == .invalidResponse)
            #expect(error.message == "GET /x answered \(status), but the body is empty, and JSONObject is expected.")
        }
    }

    @Test("4xx is permanent", arguments: [400, 401, 402, 403, 404, 405, 409, 410, 412, 418, 422, 428, 431, 451, 499])
    func permanent(status: Int) async throws {
        let error = try await withServedAPI(path: "/v1") { _ in
            .text(#"{"error":"no"}"#, status: status)
        } _: { api in
            try await permanentFailure { let _: JSONObject = try await api.get("/users/\(7)", query: ["token": "secret"]) }
        }
        #expect(error.code == ErrorCode(rawValue: "HTTP_\(status)"))
        #expect(error.message.hasPrefix("GET /v1/users/7 answered \(status)"))
        #expect(error.message.hasSuffix(#": {"error":"no"}"#))
        #expect(!error.message.contains("secret"))
    }

    @Test("A 3xx that leads nowhere is permanent", arguments: [300, 301, 302, 303, 304, 305, 306, 307, 308, 399])
    func notRedirected(status: Int) async throws {
        let error = try await withServedAPI { _ in
            Response(status: .init(code: status))
        } _: { api in
            try await permanentFailure { try await api.post("/x") }
        }
        #expect(error.code == ErrorCode.http(status))
    }

    @Test(
        "408, 425, 429 and 5xx are retryable",
        arguments: [408, 425, 429, 500, 501, 502, 503, 504, 505, 507, 508, 511, 599])
    func retryable(status: Int) async throws {
        let error = try await withServedAPI { _ in
            .text("busy", status: status, type: "text/plain")
        } _: { api in
            try await retryableFailure { try await api.patch("/x", body: [1, 2]) }
        }
        #expect(error.code == ErrorCode.http(status) && error.retryAfter == nil)
        #expect(error.message.hasPrefix("PATCH /x answered \(status)") && error.message.hasSuffix(": busy"))
    }

    @Test("A request may accept other statuses")
    func accepted() async throws {
        try await withServedAPI { request in
            .text("{}", status: request.target == "/a" ? 404 : 409)
        } _: { api in
            let response = try await api.send(APIRequest(.get, "/a", acceptedStatuses: [404]))
            #expect(response.status == 404)
            let error = try await permanentFailure { _ = try await api.send(APIRequest(.get, "/b", acceptedStatuses: [404])) }
            #expect(error.code == "HTTP_409")
        }
    }

    @Test(
        "Retry-After in both forms",
        arguments: [
            ("120", .seconds(120)), ("0", .zero), (" 7 ", .seconds(7)), ("Tue, 01 Jan 2030 00:01:30 GMT", .seconds(90)),
            ("Tue, 01 Jan 2019 00:01:30 GMT", .zero), ("-5", nil), ("soon", nil), ("1.5", nil), ("", nil),
        ] as [(String, Duration?)])
    func retryAfter(value: String, delay: Duration?) async throws {
        // A clock that stands at 2030-01-01T00:00:00Z.
        let clock = VirtualClock()
        for status in [429, 503] {
            let error = try await withServedAPI(clock: clock) { _ in
                .text("", status: status, headers: ["Retry-After": value])
            } _: { api in
                try await retryableFailure { try await api.post("/x") }
            }
            #expect(error.retryAfter == delay)
        }
    }

    @Test("A failure's body is shown bounded, whole characters only, and harmless")
    func excerpt() async throws {
        let body = "a\u{0}b\r\n\u{1B}[31m\u{202E}" + String(repeating: "ü", count: 5000)
        let error = try await withServedAPI { _ in
            .text(body, status: 400)
        } _: { api in
            try await permanentFailure { try await api.post("/x") }
        }
        #expect(error.message.hasPrefix("POST /x answered 400 Bad Request: a\\u{0}b\\r\\n\\u{1B}[31m\\u{202E}üü"))
        #expect(error.message.hasSuffix("ü…"))
        #expect(error.message.utf8.count < 560)
    }
}
