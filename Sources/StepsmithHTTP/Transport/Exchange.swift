internal import AsyncHTTPClient
internal import NIOCore
internal import NIOHTTP1
internal import Stepsmith

/// One call on the wire: the request, redirects, and the body of what answers at last.
struct Exchange {
    private let client: HTTPClient
    private let original: Call
    private let maxResponseBytes: Int
    private let clock: any EngineClock

    init(_ client: HTTPClient, _ call: Call, of api: APIClient) {
        self.client = client
        original = call
        maxResponseBytes = api.maxResponseBytes
        clock = api.clock
    }

    /// Throws `PermanentError`, `RetryableError` or `CancellationError`.
    func response() async throws -> APIResponse {
        var call = original
        var visited = [Exchange.key(call)]
        while true {
            let answer = try await transport(call) { try await client.execute(call.request, deadline: .distantFuture) }
            let status = Int(answer.status.code)
            if (200..<300).contains(status) || call.acceptedStatuses.contains(status) {
                let headers = APIHeaders(answer.headers.map { ($0.name, $0.value) })
                let body = try await wholeBody(of: answer, call)
                return APIResponse(status: status, headers: headers, body: body, request: call.description)
            }
            guard RedirectTarget.isRedirect(status), let location = answer.headers.first(name: "Location") else {
                throw StatusFailure.error(
                    answer.status, headers: answer.headers, excerpt: await beginning(of: answer), call, now: clock.now)
            }
            call = try redirected(call, status, location)
            if visited.count > RedirectTarget.limit {
                throw refused(call, "is one redirect more than the \(RedirectTarget.limit) that are followed")
            }
            if visited.contains(Exchange.key(call)) { throw refused(call, "leads in a circle") }
            visited.append(Exchange.key(call))
        }
    }

    // MARK: Redirects

    private static func key(_ call: Call) -> String { call.method.rawValue + " " + call.url }

    private func redirected(_ call: Call, _ status: Int, _ location: String) throws -> Call {
        do throws(RedirectTarget.Refusal) {
            return call.redirected(status: status, to: try RedirectTarget(location, from: call.url))
        } catch {
            throw PermanentError(
                code: .redirectRefused,
                message: "\(call) answered \(status) with a redirect \(error.text), which is not followed.")
        }
    }

    private func refused(_ call: Call, _ problem: String) -> PermanentError {
        PermanentError(code: .redirectRefused, message: "\(call) \(problem).")
    }

    // MARK: Bodies

    private func wholeBody(of answer: HTTPClientResponse, _ call: Call) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        if let text = answer.headers.first(name: "Content-Length"), let length = Int(text), call.method != .HEAD {
            if length > maxResponseBytes { throw tooLarge(call) }
            bytes.reserveCapacity(length)
        }
        return try await transport(call) {
            for try await part in answer.body {
                if part.readableBytes > maxResponseBytes - bytes.count { throw tooLarge(call) }
                bytes.append(contentsOf: part.readableBytesView)
            }
            // A cancelled body may just end.
            try Task.checkCancellation()
            return bytes
        }
    }

    private func tooLarge(_ call: Call) -> PermanentError {
        PermanentError(
            code: .responseTooLarge,
            message: "\(call) answered with more than the \(maxResponseBytes) bytes that the client takes. Raise "
                + "maxResponseBytes on a copy of it, or ask for less.")
    }

    /// What there is of the body of a failure, which matters less than the failure. A short one is read to its end, so
    /// that the connection can be used again.
    private func beginning(of answer: HTTPClientResponse) async -> [UInt8] {
        var bytes: [UInt8] = []
        do {
            for try await part in answer.body {
                bytes.append(contentsOf: part.readableBytesView.prefix(Exchange.drainLimit - bytes.count))
                if bytes.count == Exchange.drainLimit { break }
            }
        } catch {
            return bytes
        }
        return bytes
    }

    private static let drainLimit = 16_384

    /// Says of the transport's errors what they mean for the step.
    private func transport<T>(_ call: Call, _ body: () async throws -> T) async throws -> T {
        do {
            return try await body()
        } catch let error as PermanentError {
            throw error
        } catch {
            if Task.isCancelled { throw CancellationError() }
            throw TransportFailure.error(error, call)
        }
    }
}
