import Foundation
import Hummingbird
import Stepsmith
import StepsmithHTTP
import Testing

@Suite("Paths, queries and headers", .timeLimit(.minutes(5)))
struct PathTests {
    /// A client of a server that answers with what it saw of the request's target.
    private static func echoing<Result: Sendable>(
        path: String = "", _ body: @escaping @Sendable (APIClient) async throws -> Result
    ) async throws -> Result {
        try await withServedAPI(path: path) { request in
            .text(try JSONValue.string(request.target).text())
        } _: {
            try await body($0)
        }
    }

    @Test(
        "A value stays in its segment, byte for byte",
        arguments: [
            "42", "a b", "?x=1", "#fragment", "a/b", "/", "//", "\\", "%2e", "%2e%2e", "%", "%zz", "a\nb\r\nc", "\u{0}", "é",
            "日本語", "👩‍👧", "a;b=c", "a:b@c", "a,b!$&'()*+=", "...", ".hidden", "x.", "~-_.", "..a", "{}", "\"<>^`|", "\u{7F}",
        ])
    func values(value: String) async throws {
        let target: String = try await Self.echoing { try await $0.get("/users/\(value)/orders") }
        let parts = target.split(separator: "/", omittingEmptySubsequences: false)
        #expect(parts.count == 4 && parts[1] == "users" && parts[3] == "orders", "\(target)")
        #expect(String(parts[2]).removingPercentEncoding == value)
        let isPlain = parts[2].utf8.allSatisfy { byte in
            "%-._~".utf8.contains(byte) || UnicodeScalar(byte).properties.isAlphabetic || (0x30...0x39).contains(byte)
        }
        #expect(isPlain, "\(target)")
    }

    @Test(
        "A value that could leave its segment even encoded is refused, and not shown",
        arguments: ["", ".", "..", "../admin", "..\\admin", "a/../../b", "a/./b", "x/..", "/.."])
    func refused(value: String) async throws {
        let error = try await Self.echoing { api in
            try await permanentFailure { let _: String = try await api.get("/users/\(value)/orders?a=b") }
        }
        #expect(error.code == .invalidRequest)
        #expect(error.message.contains("/users/{}/orders is") || error.message.contains("/users/{}/orders holds"))
    }

    @Test("A dot segment in pieces is one, too")
    func pieces() async throws {
        try await Self.echoing { api in
            for path: APIPath in ["/a/.\(".")", "/a/\(".").", "/a/\(".")\(".")/b", "/a/%2e\(".")", "\("..")/b"] {
                let error = try await permanentFailure { let _: String = try await api.get(path) }
                #expect(error.code == .invalidRequest)
            }
            // One that the programmer wrote is meant; an empty part of a segment leaves it what it is.
            let target: String = try await api.get("/a/v\("")1")
            #expect(target == "/a/v1")
        }
    }

    @Test("Values of other types")
    func types() async throws {
        try await Self.echoing { api in
            let id = try #require(UUID(uuidString: "E621E1F8-C36C-495A-93FC-0C247A3E6E5F"))
            let target: String = try await api.get("/\(7)/\(true)/\(1.5)/\(id)/\(Color.darkBlue)/\("ab".dropFirst())")
            #expect(target == "/7/true/1.5/e621e1f8-c36c-495a-93fc-0c247a3e6e5f/dark%20blue/b")
        }
    }

    private enum Color: String { case darkBlue = "dark blue" }

    @Test("Literals go as written, and what no URL may hold is encoded")
    func literals() async throws {
        try await Self.echoing { api in
            let cases: [(APIPath, String)] = [
                ("/a%2Fb/c;d=1,2/@me/$x", "/a%2Fb/c;d=1,2/@me/$x"), ("/a b/ü/\"", "/a%20b/%C3%BC/%22"), ("/50%", "/50%25"),
                ("a", "/a"), ("", "/"), ("/", "/"), ("/a/", "/a/"), ("/a//b", "/a//b"), ("/s?q=a+b&c=/?", "/s?q=a+b&c=/?"),
                ("?q=1", "/?q=1"), ("/[x]", "/%5Bx%5D"),
            ]
            for (path, expected) in cases {
                let target: String = try await api.get(path)
                #expect(target == expected)
            }
            for path: APIPath in ["/a#b", "https://evil.example/x", "http://\("evil.example")/x"] {
                let error = try await permanentFailure { let _: String = try await api.get(path) }
                #expect(error.code == .invalidRequest)
            }
        }
    }

    @Test("Values in a path's query, and query items")
    func queries() async throws {
        try await Self.echoing { api in
            let term = "a&b=c#d e+f/..?"
            let inPath: String = try await api.get("/s?q=\(term)&empty=\("")")
            #expect(inPath == "/s?q=a%26b%3Dc%23d%20e%2Bf%2F..%3F&empty=")
            let none: String? = nil
            let items: String = try await api.get(
                "/s?v=1", query: ["q": term, "page": 2, "all": true, "none": none, "nil": nil, "ü&": ""])
            #expect(items == "/s?v=1&q=a%26b%3Dc%23d%20e%2Bf%2F..%3F&page=2&all=true&%C3%BC%26=")
            let pairs: String = try await api.get("/s", query: [("tag", "b"), ("tag", "a")])
            #expect(pairs == "/s?tag=b&tag=a")
            let map: String = try await api.get("/s", query: APIQuery(["b": "2", "a": "1"]))
            #expect(map == "/s?a=1&b=2")
        }
    }

    @Test(
        "Base paths and paths are joined",
        arguments: [
            ("", "/x"), ("/", "/x"), ("/v1", "/v1/x"), ("/v1/", "/v1/x"), ("/v1//", "/v1/x"), ("/a b/%2F", "/a%20b/%2F/x"),
        ])
    func basePaths(base: String, expected: String) async throws {
        try await Self.echoing(path: base) { api in
            for path: APIPath in ["/x", "x"] {
                let target: String = try await api.get(path)
                #expect(target == expected)
            }
        }
    }

    @Test("Headers: of the client, of the call, and defaults")
    func headers() async throws {
        try await withServedAPI(headers: [("Accept", "application/vnd.x+json"), ("X-Key", "client")]) { request in
            .text(try ["accept", "x-key", "user-agent", "x-more"].map { request.header($0) ?? "none" }.json().text())
        } _: { api in
            let own: [String] = try await api.get("/")
            #expect(own == ["application/vnd.x+json", "client", "stepsmith", "none"])
            let call: [String] = try await api.get("/", headers: ["x-key": "ü\ttab", "X-More": "", "ACCEPT": "text/plain"])
            #expect(call == ["text/plain", "ü\ttab", "stepsmith", ""])
            var bare = api
            bare.headers = []
            let plain: [String] = try await bare.get("/")
            #expect(plain == ["application/json", "none", "stepsmith", "none"])
        }
    }

    @Test(
        "A header cannot smuggle in another",
        arguments: [
            ("X", "a\r\nX-Admin: 1"), ("X", "a\nb"), ("X", "a\rb"), ("X", "a\u{0}b"), ("X\r\nX-Admin", "1"), ("X: 1\nY", "1"),
            ("", "1"), ("X Y", "1"), ("Xü", "1"), ("X:", "1"),
        ])
    func injection(name: String, value: String) async throws {
        try await Self.echoing { api in
            let headers = APIHeaders([(name, value)])
            var other = api
            other.headers = headers
            let ofCall = try await permanentFailure { try await api.post("/x", headers: headers) }
            let ofClient = try await permanentFailure { try await other.post("/x") }
            for error in [ofCall, ofClient] {
                #expect(error.code == .invalidRequest)
                #expect(!error.message.contains { $0.isNewline } && !error.message.contains("X-Admin: 1"))
            }
        }
    }

    @Test("An idempotency key cannot smuggle in a header either")
    func idempotencyKey() async throws {
        let error = try await Self.echoing { api in
            try await permanentFailure { try await api.post("/x", idempotencyKey: "a\r\nb") }
        }
        #expect(error.code == .invalidRequest)
    }
}
