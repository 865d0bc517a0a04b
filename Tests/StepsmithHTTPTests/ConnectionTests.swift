import AsyncHTTPClient
import Hummingbird
import NIOCore
import Stepsmith
import StepsmithTesting
import Testing

@testable import StepsmithHTTP

@Suite("Connections and time", .timeLimit(.minutes(5)))
struct ConnectionTests {
    @Test("Nobody listens")
    func refused() async throws {
        let port = try SilentPort()
        let error = try await withAPI("http://127.0.0.1:\(port.number)/v1") { api in
            try await retryableFailure { try await api.post("/x", query: ["k": "secret"]) }
        }
        #expect(error.code == .connectionFailed)
        #expect(error.message == "POST /v1/x on 127.0.0.1:\(port.number) failed: Connection refused.")
    }

    @Test("A name that does not resolve")
    func unresolved() async throws {
        let error = try await withAPI("http://nobody.invalid") { api in
            try await retryableFailure { try await api.post("/x") }
        }
        #expect(error.code == .connectionFailed)
    }

    @Test(
        "A connection that breaks, and an answer that is none",
        arguments: [
            "", "HTTP/1.1 200 OK\r\nContent-Le", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"a\":",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"a\"",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            "SSH-2.0-OpenSSH_9.2\r\n", "HTTP/1.1 abc OK\r\n\r\n",
        ])
    func broken(answer: String) async throws {
        try await RawServer.serving(.init(text: answer, closes: true)) { server in
            let error = try await withAPI(server.url) { api in
                try await retryableFailure { let _: JSONValue = try await api.get("/x") }
            }
            #expect(error.code == .connectionFailed, "\(error)")
            #expect(error.message.hasPrefix("GET /x on 127.0.0.1:"))
        }
    }

    @Test("A status counts even if its body breaks off")
    func brokenFailure() async throws {
        let answer = "HTTP/1.1 404 Not Found\r\nContent-Length: 100\r\n\r\nno such"
        try await RawServer.serving(.init(text: answer, closes: true)) { server in
            let error = try await withAPI(server.url) { api in try await permanentFailure { try await api.post("/x") } }
            #expect(error.code == "HTTP_404" && error.message == "POST /x answered 404 Not Found: no such")
        }
    }

    @Test(
        "An answer that does not come, or does not end, is given up in time",
        arguments: ["", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"])
    func slow(answer: String) async throws {
        let clock = VirtualClock()
        try await RawServer.serving(.init(text: answer)) { server in
            try await withAPI(server.url, timeout: .seconds(7), clock: clock) { api in
                async let failure = retryableFailure { let _: JSONValue = try await api.get("/x", query: ["k": "secret"]) }
                await server.received.wait()
                await clock.waitForSleepers()
                clock.advance(by: .seconds(7))
                let error = try await failure
                #expect(error.code == .httpTimeout)
                #expect(error.message == "GET /x on 127.0.0.1:\(server.port) took longer than 7.0 seconds.")
                await server.closed.wait()
            }
        }
    }

    @Test("The time is for the whole call, redirects included")
    func slowRedirect() async throws {
        let (clock, arrived) = (VirtualClock(), Event())
        try await withServedAPI(timeout: .seconds(10), clock: clock) { request in
            if request.target == "/from" {
                clock.advance(by: .seconds(6))
                return .redirect(302, to: "/to")
            }
            arrived.happen()
            try await Event.cancellation()
            return .text("")
        } _: { api in
            async let failure = retryableFailure { let _: JSONValue = try await api.get("/from") }
            await arrived.wait()
            await clock.waitForSleepers()
            #expect(clock.nextTimer == .seconds(4))
            clock.advance(by: .seconds(4))
            let error = try await failure
            #expect(error.code == .httpTimeout)
        }
    }

    @Test("Calls of different lengths end each in its time, by one timer")
    func timers() async throws {
        let clock = VirtualClock()
        let deadlines = Deadlines(clock)
        let ended = Box<[Int]>([])
        let (first, third) = (Event(), Event())
        _ = deadlines.add(after: .seconds(3)) {
            ended.change { $0.append(3) }
            third.happen()
        }
        let removed = deadlines.add(after: .seconds(2)) { ended.change { $0.append(2) } }
        _ = deadlines.add(after: .seconds(1)) {
            ended.change { $0.append(1) }
            first.happen()
        }
        deadlines.remove(removed)
        // The timers that were replaced may still be there.
        await clock.waitForSleepers(within: .seconds(1))
        clock.advance(by: .seconds(1))
        await first.wait()
        #expect(ended.value == [1])
        await clock.waitForSleepers(within: .seconds(2))
        clock.advance(by: .seconds(2))
        await third.wait()
        #expect(ended.value == [1, 3])
    }

    @Test("By the system's clock, too")
    func realTime() async throws {
        try await RawServer.serving(.init(text: "")) { server in
            let error = try await withAPI(server.url, timeout: .milliseconds(20)) { api in
                try await retryableFailure { try await api.post("/x") }
            }
            #expect(error.code == .httpTimeout)
        }
    }

    @Test("A status counts even if the time is up before its body ends")
    func slowFailure() async throws {
        let (clock, arrived) = (VirtualClock(), Event())
        var configuration = SharedHTTPClient.defaultConfiguration
        configuration.http1_1ConnectionDebugInitializer = { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandler(ArrivalHandler(arrived), position: .first)
            }
        }
        let answer = "HTTP/1.1 404 Not Found\r\nContent-Length: 100\r\n\r\nno such"
        try await RawServer.serving(.init(text: answer)) { server in
            let error = try await withAPI(
                server.url, timeout: .seconds(7), clock: clock, configuration: configuration
            ) { api in
                async let failure = permanentFailure { try await api.post("/x") }
                await arrived.wait()
                await clock.waitForSleepers()
                clock.advance(by: .seconds(7))
                return try await failure
            }
            #expect(error.code == "HTTP_404")
        }
    }

    @Test("A cancelled task's call ends", arguments: ["", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"])
    func cancelled(answer: String) async throws {
        try await RawServer.serving(.init(text: answer)) { server in
            try await withAPI(server.url) { api in
                let task = Task { let _: JSONValue = try await api.get("/x") }
                await server.received.wait()
                task.cancel()
                await #expect(throws: CancellationError.self) { try await task.value }
                await server.closed.wait()
            }
        }
    }

    @Test("A task that is cancelled before sends nothing")
    func cancelledBefore() async throws {
        try await RawServer.serving(.init(text: "")) { server in
            try await withAPI(server.url) { api in
                let task = Task {
                    try? await Event.cancellation()
                    let _: JSONValue = try await api.get("/x")
                }
                task.cancel()
                await #expect(throws: CancellationError.self) { try await task.value }
            }
            #expect(server.received.count == 0)
        }
    }

    @Test("Many calls at once, and connections that are used again")
    func many() async throws {
        let connections = Box(0)
        var configuration = SharedHTTPClient.defaultConfiguration
        configuration.http1_1ConnectionDebugInitializer = { channel in
            connections.change { $0 += 1 }
            return channel.eventLoop.makeSucceededVoidFuture()
        }
        try await withServedAPI(configuration: configuration) { request in
            .text("[]", status: request.target.hasSuffix("7") ? 404 : 200)
        } _: { api in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<200 {
                    group.addTask {
                        let response = try await api.send(APIRequest(.get, "/\(number)", acceptedStatuses: [404]))
                        #expect(response.status == (number % 10 == 7 ? 404 : 200))
                    }
                }
                try await group.waitForAll()
            }
            let before = connections.value
            for number in 0..<20 {
                do { try await api.post("/\(number)") } catch let error as PermanentError { #expect(error.code == "HTTP_404") }
            }
            #expect(connections.value == before)
        }
    }
}

/// Tells when bytes have come in and were seen by every other handler.
private final class ArrivalHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    private let arrived: Event
    init(_ arrived: Event) { self.arrived = arrived }
    func channelReadComplete(context: ChannelHandlerContext) {
        context.fireChannelReadComplete()
        arrived.happen()
    }
}
