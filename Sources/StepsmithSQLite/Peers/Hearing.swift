import GRDB
import Stepsmith
import Synchronization

/// Tells this process's listeners what other processes have committed.
final class Hearing: Sendable {
    private let pool: DatabasePool
    private let listeners: StoreListeners
    /// Up to which commit it has told.
    private let revision = Mutex<Int64>(0)

    init(_ pool: DatabasePool, _ listeners: StoreListeners) {
        self.pool = pool
        self.listeners = listeners
    }

    /// Hears what is committed from now on.
    func begin(_ presence: Presence) {
        let last = try? pool.read { database in
            let statement = try PreparedStatement(.lastRevision, cachedIn: database)
            return try statement.first { statement.int64(0) }
        }
        revision.withLock { $0 = (last ?? nil) ?? 0 }
        presence.onRing { [weak self, id = presence.id] in self?.hear(own: id) }
    }

    private func hear(own: Int) {
        let news = revision.withLock { revision in
            // A ring that finds nothing, or finds the file busy, costs a wake-up: workers look again by themselves.
            (try? pool.read { try Hearing.news(since: &revision, own: own, $0) }) ?? News(hasWork: true)
        }
        listeners.announce(news)
    }

    private static func news(since revision: inout Int64, own: Int, _ database: Database) throws -> News {
        var news = News()
        var last = revision
        var changes: [CommitRecord.Change] = []
        let commits = try PreparedStatement(.commitsSince, cachedIn: database)
        commits.bind(1, revision)
        try commits.forEachRow {
            last = commits.int64(0)
            if commits.int(1) == own { return }
            if commits.bool(2) { news.hasWork = true }
            changes += try CommitRecord(commits.bytes(3)).changes
        }
        let run = try PreparedStatement(.findRunByNumber, cachedIn: database)
        for change in changes {
            run.bind(1, change.run)
            guard let head = try run.first({ try RunHead(run) }) else { continue }
            news.changed.append(News.Change(run: head.id, state: head.state))
            if change.isCancelled { news.cancelled.append(head.id) }
        }
        // What could not be read to its end is told the next time.
        revision = last
        return news
    }
}
