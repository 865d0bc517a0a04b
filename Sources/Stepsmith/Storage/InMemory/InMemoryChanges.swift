/// The runs that have changed, for a store that writes down what the tables hold. A run lists itself once, however much of it changes.
package final class InMemoryChanges {
    package private(set) var runs: [InMemoryRun] = []

    package init() {}

    func add(_ run: InMemoryRun) { runs.append(run) }

    /// The runs' own notes are forgotten one by one.
    package func clear() { runs.removeAll(keepingCapacity: true) }
}

/// What has changed of a run.
package struct InMemoryRunChanges {
    /// The run's own state.
    package fileprivate(set) var isItself = false
    package fileprivate(set) var hasBatches = false
    package fileprivate(set) var positions: [Int32] = []
    fileprivate var isListed = false
}

extension InMemoryRun {
    /// A row, noted as changed when it is written to.
    subscript(position: Int) -> InMemoryRow {
        get { rows[position] }
        _modify {
            note(position)
            yield &rows[position]
        }
    }

    /// Notes a change of a row that the row itself does not tell, such as of its lease.
    package func note(_ position: Int) {
        guard changes != nil, !rows[position].isNoted else { return }
        rows[position].isNoted = true
        noted.positions.append(Int32(position))
        list()
    }

    func noteItself() {
        guard changes != nil, !noted.isItself else { return }
        noted.isItself = true
        list()
    }

    func noteBatches() {
        guard changes != nil, !noted.hasBatches else { return }
        noted.hasBatches = true
        list()
    }

    private func list() {
        if noted.isListed { return }
        noted.isListed = true
        changes?.add(self)
    }

    /// What was noted is written down, history included; it is forgotten here.
    package func forgetChanges() {
        for position in noted.positions { rows[Int(position)].isNoted = false }
        noted.positions.removeAll(keepingCapacity: true)
        noted.isItself = false
        noted.hasBatches = false
        noted.isListed = false
        historyCount += history.count
        history.removeAll(keepingCapacity: true)
    }
}
