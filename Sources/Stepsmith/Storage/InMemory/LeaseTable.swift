/// The leases that are held now, in slots that are used again: as large as the number of steps running, however many
/// have run.
struct LeaseTable {
    struct Entry {
        var run: InMemoryRun
        var position: Int
        var worker: WorkerID
        /// The claim request that it came from.
        var request: Int
        /// In nanoseconds of the store's uptime.
        var end: Int64
    }

    private var slots: ContiguousArray<Entry?> = []
    private var free: ContiguousArray<Int32> = []
    /// No lease ends before this. It may be earlier than any: leases are renewed and given up without looking at the
    /// others.
    private(set) var earliestEnd = Int64.max

    mutating func insert(_ entry: Entry) -> Int32 {
        earliestEnd = min(earliestEnd, entry.end)
        if let slot = free.popLast() {
            slots[Int(slot)] = entry
            return slot
        }
        slots.append(entry)
        return Int32(slots.count - 1)
    }

    mutating func remove(_ slot: Int32) {
        slots[Int(slot)] = nil
        free.append(slot)
        if free.count == slots.count { earliestEnd = .max }
    }

    mutating func extend(_ slot: Int32, to end: Int64) {
        slots[Int(slot)]?.end = end
        earliestEnd = min(earliestEnd, end)
    }

    /// Leases over at `uptime`. Looks at all of them, so call it only when `earliestEnd` has passed.
    mutating func expired(at uptime: Int64) -> [Entry] {
        earliestEnd = slots.reduce(Int64.max) { earliest, entry in
            guard let entry, entry.end > uptime else { return earliest }
            return min(earliest, entry.end)
        }
        return slots.compactMap { entry in entry.flatMap { $0.end <= uptime ? $0 : nil } }
    }

    func held(by worker: WorkerID, from request: Int) -> [Entry] {
        slots.compactMap { entry in
            entry.flatMap { $0.worker == worker && $0.request == request ? $0 : nil }
        }
    }
}
