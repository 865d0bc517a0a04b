/// The leases that are held now, in slots that are used again: as large as the number of steps running, however many
/// have run.
package struct LeaseTable {
    package struct Entry {
        var run: InMemoryRun
        var position: Int
        var worker: WorkerID
        /// The claim request that it came from.
        package var request: Int
        /// In nanoseconds of the store's uptime.
        package var end: Int64
        /// The process that holds it, where there are several.
        package var holder = 0
    }

    private var slots: ContiguousArray<Entry?> = []
    private var free: ContiguousArray<Int32> = []
    /// No lease ends before this. It may be earlier than any: leases are renewed and given up without looking at the
    /// others.
    package private(set) var earliestEnd = Int64.max

    package subscript(slot: Int32) -> Entry? { slots.indices.contains(Int(slot)) ? slots[Int(slot)] : nil }

    /// Who holds leases now.
    package var holders: Set<Int> {
        slots.reduce(into: []) { holders, entry in if let entry { holders.insert(entry.holder) } }
    }

    /// Has the leases of these end now: their processes are gone.
    package mutating func end(heldBy holders: Set<Int>, at uptime: Int64) {
        for slot in slots.indices {
            guard let entry = slots[slot], holders.contains(entry.holder), entry.end > uptime else { continue }
            slots[slot]?.end = uptime
            earliestEnd = min(earliestEnd, uptime)
        }
    }

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

    /// - Parameter holder: who extends it.
    package mutating func extend(_ slot: Int32, to end: Int64, holder: Int = 0) {
        slots[Int(slot)]?.end = end
        slots[Int(slot)]?.holder = holder
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

    package func held(by worker: WorkerID, from request: Int) -> [Entry] {
        slots.compactMap { entry in
            entry.flatMap { $0.worker == worker && $0.request == request ? $0 : nil }
        }
    }
}
