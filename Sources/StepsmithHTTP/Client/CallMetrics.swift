internal import Metrics
internal import Synchronization

/// swift-metrics of calls: `stepsmith_api_calls_total` and `stepsmith_api_call_duration_seconds`, by host, method and
/// outcome (`HTTP_200`, or the code of the error). Kept, because making one looks it up in the metrics system.
final class CallMetrics: Sendable {
    private struct Key: Hashable {
        let host: String
        let method: String
        let outcome: String
    }

    private struct Pair {
        let calls: Counter
        let duration: Timer
    }

    private let pairs = Mutex<[Key: Pair]>([:])

    func record(host: String, method: String, outcome: String, _ time: Duration) {
        let key = Key(host: host, method: method, outcome: outcome)
        let pair = pairs.withLock { pairs -> Pair in
            if let pair = pairs[key] { return pair }
            let dimensions = [("host", host), ("method", method), ("outcome", outcome)]
            let pair = Pair(
                calls: Counter(label: "stepsmith_api_calls_total", dimensions: dimensions),
                duration: Timer(
                    label: "stepsmith_api_call_duration_seconds", dimensions: dimensions, preferredDisplayUnit: .seconds))
            pairs[key] = pair
            return pair
        }
        pair.calls.increment()
        let (seconds, attoseconds) = time.components
        pair.duration.recordNanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }
}
