import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A server that sends given bytes to whoever has sent a request's head: for answers that no good server gives.
struct RawServer: Sendable {
    struct Answer: Sendable {
        var text: String
        var closes = false
        /// Otherwise the first bytes are answered, whatever they are.
        var waitsForHead = true
    }

    let port: Int
    var url: String { "http://127.0.0.1:\(port)" }
    /// Happens for each head that came in whole.
    let received: Event
    /// Happens for each connection that ended.
    let closed: Event
    /// The heads, as text.
    let heads: Box<[String]>

    static func serving<Result>(
        _ answer: Answer, tls: NIOSSLContext? = nil, _ body: (RawServer) async throws -> Result
    ) async throws -> Result {
        let (received, closed, heads) = (Event(), Event(), Box<[String]>([]))
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
                    try channel.pipeline.syncOperations.addHandler(
                        AnsweringHandler(answer: answer, received: received, closed: closed, heads: heads))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let server = RawServer(port: channel.localAddress?.port ?? 0, received: received, closed: closed, heads: heads)
        do {
            let result = try await body(server)
            try await channel.close().get()
            return result
        } catch {
            try await channel.close().get()
            throw error
        }
    }
}

private final class AnsweringHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let answer: RawServer.Answer
    private let received: Event
    private let closed: Event
    private let heads: Box<[String]>
    private var text = ""

    init(answer: RawServer.Answer, received: Event, closed: Event, heads: Box<[String]>) {
        self.answer = answer
        self.received = received
        self.closed = closed
        self.heads = heads
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        text += String(buffer: unwrapInboundIn(data))
        guard text.contains("\r\n\r\n") || !answer.waitsForHead else { return }
        heads.change { $0.append(text) }
        text = ""
        let written = context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: answer.text)))
        if answer.closes {
            let loopBound = NIOLoopBound(context, eventLoop: context.eventLoop)
            written.whenComplete { _ in loopBound.value.close(promise: nil) }
        }
        received.happen()
    }

    func channelInactive(context: ChannelHandlerContext) { closed.happen() }
    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}

/// A value that several tasks change.
final class Box<Value: Sendable>: Sendable {
    private let state: Mutex<Value>
    init(_ value: Value) { state = Mutex(value) }
    var value: Value { state.withLock { $0 } }
    func change(_ body: (inout Value) -> Void) { state.withLock { body(&$0) } }
}
