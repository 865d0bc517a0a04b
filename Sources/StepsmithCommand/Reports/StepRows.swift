internal import Stepsmith

/// What a report shows of a run's steps: each of its own, but the workers of a large batch as one with those that need
/// a look.
struct StepRows {
    enum Row {
        case step(StepSnapshot)
        case batch(BatchRow)
        /// Of the batch above.
        case worker(StepSnapshot)
    }

    /// The workers of one batch.
    struct BatchRow {
        var definition: String
        var workers: [StepSnapshot]
        /// Failed workers first, then those that run or will be tried again: as many as are shown.
        var listed: [StepSnapshot]
        /// Failed workers that are not.
        var hiddenFailures: Int

        func count(_ states: StepState...) -> Int { workers.count { states.contains($0.state) } }
    }

    let rows: [Row]
    /// Workers that have no row of their own.
    let hidden: Set<String>
    /// A batch of more workers than this is summarised.
    static let limit = 20
    /// How many workers of a summarised batch are listed at most.
    static let listedLimit = 10

    init(_ steps: [StepSnapshot], all: Bool) {
        var rows: [Row] = []
        var hidden: Set<String> = []
        var index = 0
        while index < steps.count {
            let first = steps[index]
            // A batch's workers stand side by side.
            let isBatch = first.batch != nil
            let end = isBatch ? steps[index...].firstIndex { $0.definition != first.definition } ?? steps.count : index + 1
            let workers = steps[index..<end]
            if all || workers.count <= StepRows.limit {
                rows += workers.map { .step($0) }
            } else {
                let batch = StepRows.summary(Array(workers))
                hidden.formUnion(workers.map(\.name))
                hidden.subtract(batch.listed.map(\.name))
                rows.append(.batch(batch))
                rows += batch.listed.map { .worker($0) }
            }
            index = end
        }
        self.rows = rows
        self.hidden = hidden
    }

    private static func summary(_ workers: [StepSnapshot]) -> BatchRow {
        let failed = workers.filter { $0.state == .failed }
        let active = workers.filter { $0.state == .running || $0.state == .retrying }
        let listed = Array((failed + active).prefix(listedLimit))
        return BatchRow(
            definition: workers[0].definition, workers: workers, listed: listed,
            hiddenFailures: failed.count - listed.count { $0.state == .failed })
    }
}

extension StepRows.BatchRow {
    var state: StepState {
        if count(.failed) > 0 { return .failed }
        if count(.running) > 0 { return .running }
        if count(.retrying) > 0 { return .retrying }
        if count(.waiting, .ready) > 0 { return count(.waiting, .ready) == workers.count ? .waiting : .running }
        return count(.cancelled) > 0 ? .cancelled : .succeeded
    }

    /// `4,998 succeeded, 2 failed`.
    var counts: String {
        let order: [StepState] = [.succeeded, .resolved, .failed, .retrying, .running, .ready, .waiting, .skipped, .cancelled]
        return order.compactMap { state in
            let count = count(state)
            return count == 0 ? nil : "\(grouped(count)) \(state.rawValue)"
        }.joined(separator: ", ")
    }

    var startedAt: Timestamp? { workers.compactMap(\.startedAt).min() }
    /// Nil while a worker has not finished.
    var finishedAt: Timestamp? {
        workers.contains { !$0.state.isTerminal } ? nil : workers.compactMap(\.finishedAt).max()
    }
}
