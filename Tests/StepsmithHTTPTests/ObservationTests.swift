import Hummingbird
import InMemoryTracing
import Stepsmith
import StepsmithHTTP
import Testing
import Tracing

@Suite("What can be seen of calls", .timeLimit(.minutes(5)))
struct ObservationTests {
    @Test("A span for each call, which the service is told about; no query, no body")
    func spans() async throws {
        let (tracer, parents) = (InMemoryTracer(), Box<[String]>([]))
        try await withServedAPI(path: "/v1") { request in
            parents.change { $0.append(request.header(InMemoryTracer.spanIDKey) ?? "none") }
            return .text("{}", status: request.target.hasPrefix("/v1/a") ? 200 : 404)
        } _: { api in
            try await withTracer(tracer) {
                try await tracer.withSpan("outer") { _ in
                    _ = try await api.get("/a", query: ["k": "secret"])
                    _ = try? await api.get("/b") as JSONValue
                }
            }
        }
        let spans = tracer.finishedSpans
        try #require(spans.map(\.operationName) == ["GET", "GET", "outer"])
        #expect(parents.value == [spans[0].spanID, spans[1].spanID])
        #expect(spans[0].parentSpanID == spans[2].spanID && spans[0].kind == .client)
        #expect(spans[0].attributes.get("url.path") == .string("/v1/a"))
        #expect(spans[0].attributes.get("server.address") == .string("127.0.0.1"))
        #expect(spans[0].attributes.get("http.response.status_code") == .int64(200))
        #expect(spans[1].attributes.get("error.type") == .string("HTTP_404") && spans[1].status?.code == .error)
        #expect(!"\(spans)".contains("secret"))
    }

    @Test("Without a tracer nothing is added to requests")
    func noTracer() async throws {
        let names: [String] = try await withServedAPI { request in
            .text(try request.headers.map { $0.name.canonicalName }.sorted().json().text())
        } _: {
            try await $0.get("/")
        }
        #expect(names == ["accept", "user-agent"])
    }
}
