import GRDB
import Stepsmith

extension Ledger {
    /// Makes this store known to other processes, after clearing away what dead ones have left.
    func join() throws {
        try readPeers()
        try removeDead()
        if presence.id == 0 {
            if let peer = peers.first { timeline = peer.timeline } else { try beginTimeline() }
            let statement = try statements[.join]
            statement.bind(1, presence.lockPath)
            statement.bind(2, presence.socketPath)
            statement.bind(3, timeline.anchor)
            try statement.run()
            presence.id = Int(database.lastInsertedRowID)
            presence.timeline = timeline
        }
        timeline = presence.timeline
        tables.holder = presence.id
        news.isRecorded = true
    }

    /// Nobody else is there. Deadlines of those before say nothing on another timeline: whom events were handed out to is dead, and
    /// deliveries that were put off are tried again at once.
    private func beginTimeline() throws {
        timeline = Timeline(beginningAt: moment)
        try statements[.freeEvents].run()
    }

    func leave() throws {
        let statement = try statements[.leave]
        statement.bind(1, presence.id)
        try statement.run()
        news.isRecorded = true
    }

    /// Learns what other processes have committed since this one's last transaction. Costs one look when they have not.
    func refresh() throws {
        let statement = try statements.dataVersion
        let version = try statement.first { statement.int64(0) }
        if version == dataVersion { return }
        let isFirst = dataVersion == nil
        dataVersion = version
        nextNumber = nil
        try readPeers()
        if isFirst {
            let statement = try statements[.lastRevision]
            revision = try statement.first { statement.int64(0) } ?? 0
        } else {
            try takeCommits()
        }
    }

    private func takeCommits() throws {
        var whole: [Int: CommitRecord.Change] = [:]
        var hasGap = false
        let statement = try statements[.commitsSince]
        statement.bind(1, revision)
        try statement.forEachRow {
            if statement.int64(0) != revision + 1 { hasGap = true }
            revision = statement.int64(0)
            for change in try CommitRecord(statement.bytes(3)).changes {
                var merged = whole[change.run] ?? CommitRecord.Change(run: change.run)
                merged.isWhole = merged.isWhole || change.isWhole
                merged.positions += change.positions
                merged.historyCount = change.historyCount
                whole[change.run] = merged
            }
        }
        // This process has slept for so long that the others have forgotten what it missed.
        if hasGap { return forgetRuns() }
        for change in whole.values.sorted(by: { $0.run < $1.run }) { try take(change) }
        for identity in cursors.keys { cursors[identity]?.isComplete = false }
    }

    private func readPeers() throws {
        var found: [Peer] = []
        let statement = try statements[.processes]
        try statement.forEachRow {
            let peer = Peer(
                id: statement.int(0), lockPath: statement.text(1), socketPath: statement.text(2),
                timeline: Timeline(anchor: statement.int64(3)))
            if peer.id != presence.id { found.append(peer) }
        }
        peers = found
    }

    /// Ends the leases of processes that are gone.
    func endLeasesOfDead() throws {
        let holders = tables.leases.holders.subtracting([presence.id])
        if holders.isEmpty { return }
        try removeDead()
        let gone = holders.subtracting(peers.map(\.id))
        if !gone.isEmpty { tables.leases.end(heldBy: gone, at: moment.uptime) }
    }

    private func removeDead() throws {
        let dead = peers.filter { !Presence.isAlive($0.lockPath) }
        for peer in dead {
            let statement = try statements[.leave]
            statement.bind(1, peer.id)
            try statement.run()
            Presence.clean(peer.lockPath, peer.socketPath)
            peers.removeAll { $0.id == peer.id }
        }
    }

    /// Tells other processes which runs this transaction has changed. Nobody else, no record.
    func writeCommit() throws {
        if peers.isEmpty || (touched.isEmpty && !news.hasWork) { return }
        revision += 1
        let statement = try statements[.addCommit]
        statement.bind(1, revision)
        statement.bind(2, presence.id)
        statement.bind(3, news.hasWork)
        statement.bind(4, CommitRecord(touched, cancelled: news.cancelled).bytes)
        try statement.run()
        news.isRecorded = true
        guard revision % 256 == 0 else { return }
        let trim = try statements[.trimCommits]
        trim.bind(1, revision - 4096)
        try trim.run()
    }
}
