internal import DequeModule

/// The last runs that were cancelled. A step is claimed and started in two moments, and the news may come between them; it is kept for
/// longer than that takes, and not for ever.
struct RecentRuns: Sendable {
    static let limit = 1024
    private var runs: Set<RunID> = []
    private var order: Deque<RunID> = []

    func contains(_ run: RunID) -> Bool { !runs.isEmpty && runs.contains(run) }

    mutating func insert(_ run: RunID) {
        guard runs.insert(run).inserted else { return }
        order.append(run)
        if order.count > RecentRuns.limit, let oldest = order.popFirst() { runs.remove(oldest) }
    }
}
