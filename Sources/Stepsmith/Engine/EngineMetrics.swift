internal import Metrics

/// swift-metrics: `stepsmith_steps_total` by outcome, and `stepsmith_step_duration_seconds`.
struct EngineMetrics: Sendable {
    private let counters: [String: Counter]
    private let timer = Timer(label: "stepsmith_step_duration_seconds", preferredDisplayUnit: .seconds)

    init() {
        var counters: [String: Counter] = [:]
        for outcome in ["succeeded", "failed", "retrying", "released", "revoked"] {
            counters[outcome] = Counter(label: "stepsmith_steps_total", dimensions: [("outcome", outcome)])
        }
        self.counters = counters
    }

    func stepEnded(_ outcome: String, after duration: Duration) {
        counters[outcome]?.increment()
        timer.recordNanoseconds(duration.wholeMicroseconds.multipliedReportingOverflow(by: 1000).partialValue)
    }
}
