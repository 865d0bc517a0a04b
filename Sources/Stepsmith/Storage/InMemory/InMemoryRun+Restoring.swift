internal import DequeModule

/// A step's lease as someone wrote it down.
package struct InMemoryLease {
    package var worker: WorkerID
    package var request: Int
    /// In nanoseconds of the store's uptime.
    package var end: Int64
    package var holder: Int

    package init(worker: WorkerID, request: Int, end: Int64, holder: Int) {
        self.worker = worker
        self.request = request
        self.end = end
        self.holder = holder
    }
}

extension InMemoryRun {
    /// The run's own state. Batches make their workers' rows.
    package func restore(
        state: RunState, finishedAt: Timestamp?, isHalted: Bool, batches: [InMemoryBatch], cut: [Int: BatchRanges]
    ) {
        self.state = state
        self.finishedAt = finishedAt
        self.isHalted = isHalted
        self.cut = cut
        self.batches = batches
        for batch in batches {
            for _ in 0..<batch.group.ranges.count { rows.append(InMemoryRow(parents: 1)) }
        }
    }

    /// A row that differs from one that waits for all its dependencies.
    package func restore(_ row: InMemoryRow, at position: Int) {
        if rows.indices.contains(position) { rows[position] = row }
    }

    package func restore(_ history: some Sequence<InMemoryEvent>) { self.history.append(contentsOf: history) }

    /// Counts the rows, after the last of them.
    package func countRestored() {
        let moulds = Set(batches.map(\.mould))
        (running, queued, failures) = (0, 0, 0)
        for position in rows.indices where !moulds.contains(position) {
            enter(rows[position].state, isAside: rows[position].isAside)
        }
        for index in batches.indices { lineUp(index) }
    }

    /// The workers of a batch that wait for their turn, in the order of their ranges.
    private func lineUp(_ index: Int) {
        let batch = batches[index]
        for position in batch.first..<(batch.first + batch.group.started) {
            if rows[position].isAside {
                batches[index].aside.append(position)
            } else if rows[position].state == .waiting {
                batches[index].withdrawn.append(position)
            }
        }
    }

    /// The counterpart of `leave`.
    func enter(_ state: StepState, isAside: Bool) {
        switch state {
        case .running: running += 1
        case .ready: queued += 1
        case .retrying: if !isAside { queued += 1 }
        case .failed: failures += 1
        case .waiting, .succeeded, .skipped, .cancelled, .resolved: break
        }
    }

    /// Steps to be claimed, now or at a time.
    var waitingForClaim: [Int] {
        guard state == .running, !isHalted else { return [] }
        return rows.indices.filter { position in
            rows[position].state == .ready || (rows[position].state == .retrying && !rows[position].isAside)
        }
    }
}
