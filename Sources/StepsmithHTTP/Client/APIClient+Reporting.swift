internal import Logging
internal import NIOHTTP1
internal import Stepsmith
internal import Tracing

extension APIClient {
    /// One line at debug, and metrics.
    func report(_ call: Call, _ outcome: ErrorCode, after duration: Duration) {
        http.metrics.record(host: call.host, method: call.method.rawValue, outcome: outcome.rawValue, duration)
        guard let logger = context?.logger, logger.logLevel <= .debug else { return }
        logger.debug(
            "api call",
            metadata: [
                "method": "\(call.method.rawValue)", "host": "\(call.host)", "path": "\(call.path)", "outcome": "\(outcome)",
                "duration": "\(duration)",
            ])
    }

    /// Makes a span and tells the service about it, if the process traces.
    func withSpan(_ call: Call, _ body: (Call) async throws -> APIResponse) async throws -> APIResponse {
        let tracer = InstrumentationSystem.tracer
        if tracer is NoOpTracer { return try await body(call) }
        return try await tracer.withAnySpan(call.method.rawValue, ofKind: .client) { span in
            span.attributes["http.request.method"] = call.method.rawValue
            span.attributes["server.address"] = base.host
            span.attributes["server.port"] = base.port
            span.attributes["url.scheme"] = base.scheme
            span.attributes["url.path"] = call.path
            var call = call
            tracer.inject(span.context, into: &call.headers, using: HeaderInjector())
            do {
                let response = try await body(call)
                span.attributes["http.response.status_code"] = response.status
                return response
            } catch {
                span.attributes["error.type"] = APIClient.code(of: error).rawValue
                span.setStatus(SpanStatus(code: .error))
                throw error
            }
        }
    }
}

private struct HeaderInjector: Injector {
    func inject(_ value: String, forKey key: String, into carrier: inout HTTPHeaders) {
        carrier.replaceOrAdd(name: key, value: value)
    }
}
