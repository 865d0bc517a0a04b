import Logging

/// Keeps what is logged.
struct LogLines: Sendable {
    private let lines = Box<[(message: String, metadata: [String: String])]>([])

    var logger: Logger { Logger(label: "test") { _ in Handler(lines: lines) } }

    /// The metadata of lines with this message.
    func metadata(of message: String) -> [[String: String]] { lines.value.filter { $0.message == message }.map(\.metadata) }

    private struct Handler: LogHandler {
        let lines: Box<[(message: String, metadata: [String: String])]>
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.debug

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let all = metadata.merging(event.metadata ?? [:]) { $1 }.mapValues { "\($0)" }
            lines.change { $0.append(("\(event.message)", all)) }
        }
    }
}
