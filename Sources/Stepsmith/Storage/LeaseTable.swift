/// The leases that are held, and when to look for one that has ended. Looking costs as much as there are steps running, and happens
/// no more often than a lease can end; holding and dropping, which every step does, cost the same however many there are.
struct LeaseTable: Sendable {
    private var ends: [Lease: Timestamp] = [:]
    /// No lease ends before this.
    private var earliest: Timestamp?

    var nextEnd: Timestamp? { ends.isEmpty ? nil : earliest }

    mutating func hold(_ lease: Lease, until end: Timestamp) {
        ends[lease] = end
        earliest = earliest.map { min($0, end) } ?? end
    }

    mutating func drop(_ lease: Lease) { ends[lease] = nil }

    mutating func drop(run: RunID) {
        for lease in ends.keys where lease.run == run { ends[lease] = nil }
    }

    /// Drops and gives back the leases that have ended, oldest first.
    mutating func takeEnded(at now: Timestamp) -> [Lease] {
        guard let earliest, earliest <= now else { return [] }
        let ended = ends.filter { $0.value <= now }.sorted { $0.value < $1.value }.map(\.key)
        for lease in ended { ends[lease] = nil }
        self.earliest = ends.values.min()
        return ended
    }
}
