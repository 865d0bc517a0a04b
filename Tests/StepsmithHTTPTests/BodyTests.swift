import Hummingbird
import NIOCore
import Stepsmith
import StepsmithHTTP
import Testing

@Suite("JSON in and out", .timeLimit(.minutes(5)))
struct BodyTests {
    private static let user = #"{"id":7,"name":"Ann","tags":["a","b"]}"#

    @Test("A response reads as a record, a value, an object, an array, an optional")
    func reading() async throws {
        try await withServedAPI { _ in
            .text(Self.user)
        } _: { api in
            let user: User = try await api.get("/users/7")
            #expect(user == User(id: 7, name: "Ann", tags: ["a", "b"]))
            let object: JSONObject = try await api.get("/users/7")
            #expect(object["name"] == "Ann")
            let value: JSONValue = try await api.delete("/users/7")
            #expect(value["id"] == 7)
            let optional: User? = try await api.put("/users/7")
            #expect(optional?.id == 7)
            let response = try await api.get("/users/7")
            #expect(response.body == Array(Self.user.utf8) && response.headers["CONTENT-type"] == "application/json")
            #expect(try response.decode(as: User.self).name == "Ann")
        }
        let list: [User] = try await withServedAPI { _ in
            .text("[\(Self.user)]")
        } _: {
            try await $0.get("/users")
        }
        #expect(list.count == 1)
    }

    @Test("A body is written from a record, a value or a map, by every method that takes one")
    func writing() async throws {
        try await withServedAPI { request in
            let body = try await request.text()
            return .text(
                try JSONValue.array([
                    .string(request.method.rawValue), .string(request.header("content-type") ?? "none"), .string(body),
                    .string(request.header("idempotency-key") ?? "none"),
                ]).text())
        } _: { api in
            let user = User(id: 7, name: "Ann", tags: [])
            let json = #"{"id":7,"name":"Ann","tags":[]}"#
            let posted: [String] = try await api.post("/users", body: user, idempotencyKey: "run/step")
            #expect(posted == ["POST", "application/json", json, "run/step"])
            let put: [String] = try await api.put("/users/7", body: try user.json())
            #expect(put == ["PUT", "application/json", json, "none"])
            let patched: [String] = try await api.patch("/users/7", body: ["name": "Ann"], idempotencyKey: "k")
            #expect(patched == ["PATCH", "application/json", #"{"name":"Ann"}"#, "k"])
            let empty: [String] = try await api.post("/users")
            #expect(empty == ["POST", "none", "", "none"])
            let null: [String] = try await api.post("/users", body: JSONValue.null)
            #expect(null == ["POST", "application/json", "null", "none"])
            let absent: [String] = try await api.post("/users", body: nil as User?)
            #expect(absent == empty)
            let form = try await api.send(
                APIRequest(
                    .post, "/form", headers: ["content-type": "application/x-www-form-urlencoded"], body: Array("a=b".utf8)))
            #expect(try form.decode() == ["POST", "application/x-www-form-urlencoded", "a=b", "none"])
            let error = try await permanentFailure { try await api.post("/users", body: ["a": Double.nan]) }
            #expect(error.code == .invalidRequest)
        }
    }

    @Test(
        "What is not JSON is refused as such",
        arguments: [
            ("<html>", "text/html; charset=utf-8", "is not JSON but text/html; charset=utf-8. It is: <html>"),
            (#"{"id":"#, "application/json", "is not valid JSON: line 1, column 7"),
            ("", "application/json", "is empty, and User is expected."),
            (#"{"id":"seven"}"#, "application/json", #"does not read as User: at "/id": expected an integer"#),
            ("[]", "application/json", "does not read as User"),
        ])
    func unreadable(body: String, type: String, problem: String) async throws {
        let error = try await withServedAPI { _ in
            .text(body, type: type)
        } _: { api in
            try await permanentFailure { let _: User = try await api.get("/users/\(7)", query: ["k": "secret"]) }
        }
        #expect(error.code == .invalidResponse)
        #expect(error.message.hasPrefix("GET /users/7 answered 200, but the body \(problem)"), "\(error.message)")
        #expect(!error.message.contains("secret"))
    }

    @Test(
        "JSON goes by several names, and by none",
        arguments: ["application/json; charset=utf-8", "APPLICATION/JSON", "application/problem+json", "text/json", nil])
    func contentTypes(type: String?) async throws {
        let user: User = try await withServedAPI { _ in
            .text(Self.user, type: type)
        } _: {
            try await $0.get("/")
        }
        #expect(user.id == 7)
    }

    @Test("A body that came compressed, though nobody asked for it, is not taken for JSON")
    func compressed() async throws {
        let error = try await withServedAPI { _ in
            .text("\u{1F}\u{8B}", headers: ["Content-Encoding": "gzip"])
        } _: { api in
            try await permanentFailure { let _: JSONValue = try await api.get("/") }
        }
        #expect(error.code == .invalidResponse && error.message.contains("content coding gzip"))
    }

    @Test("A response that says it is too large is not read")
    func tooLargeByLength() async throws {
        try await RawServer.serving(.init(text: "HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n")) { server in
            let error = try await withAPI(server.url, maxResponseBytes: 1000) { api in
                try await permanentFailure { let _: JSONValue = try await api.get("/") }
            }
            #expect(error.code == .responseTooLarge && error.message.contains("more than the 1000 bytes"))
            await server.closed.wait()
        }
    }

    @Test("A response that never ends is given up at the limit")
    func tooLargeByReading() async throws {
        let broken = Event()
        try await withServedAPI(maxResponseBytes: 100_000) { _ in
            Response(
                status: .ok,
                body: ResponseBody { writer in
                    defer { broken.happen() }
                    let part = ByteBuffer(repeating: UInt8(ascii: "1"), count: 10_000)
                    while true { try await writer.write(part) }
                })
        } _: { api in
            let error = try await permanentFailure { let _: JSONValue = try await api.get("/") }
            #expect(error.code == .responseTooLarge)
            // The server noticed that nobody reads.
            await broken.wait()
        }
    }

    @Test("A response of just the limit is taken", arguments: [true, false])
    func justAtLimit(isChunked: Bool) async throws {
        let text = #""\#(String(repeating: "x", count: 998))""#
        let value: JSONValue = try await withServedAPI(maxResponseBytes: 1000) { _ in
            if !isChunked { return .text(text) }
            return Response(
                status: .ok,
                body: ResponseBody { writer in
                    for byte in text.utf8 { try await writer.write(ByteBuffer(bytes: [byte])) }
                    try await writer.finish(nil)
                })
        } _: {
            try await $0.get("/")
        }
        #expect(value.stringValue?.count == 998)
    }

    @Test("A failure's endless body does not hide the failure")
    func endlessFailure() async throws {
        let error = try await withServedAPI { _ in
            Response(
                status: .notFound,
                body: ResponseBody { writer in
                    while true { try await writer.write(ByteBuffer(string: String(repeating: "no ", count: 1000))) }
                })
        } _: { api in
            try await permanentFailure { try await api.post("/") }
        }
        #expect(error.code == "HTTP_404" && error.message.utf8.count < 560)
    }
}

/// As generated code has it.
struct User: Record {
    var id: Int
    var name: String
    var tags: [String]

    init(id: Int, name: String, tags: [String]) {
        self.id = id
        self.name = name
        self.tags = tags
    }

    init(from reader: RecordReader) throws {
        id = try reader.int("id")
        name = try reader.string("name")
        tags = try reader.value("tags")
    }

    func write(to writer: inout RecordWriter) throws {
        try writer.int("id", id)
        try writer.string("name", name)
        try writer.value("tags", tags)
    }

    static func validate(_ value: JSONValue, _ validation: inout Validation) {}
}
