import GRDB
import Stepsmith
import Synchronization

/// Puts operations together: all that wait go into one transaction, so that however many there are, the disk is waited for once. Safe to
/// use from any task.
final class Writer: @unchecked Sendable {
    private struct Queue {
        var waiting: [Job] = []
        var isScheduled = false
        /// The last transaction was of several operations.
        var isCrowded = false
        var isClosed = false
    }

    private let queue = Mutex(Queue())
    private let pool: DatabasePool
    private let path: String
    private let announce: @Sendable (News) -> Void
    /// Used on the pool's writing queue alone.
    private var ledger: Ledger?

    init(
        _ pool: DatabasePool, path: String, makeLedger: @Sendable (Database) -> Ledger,
        announce: @escaping @Sendable (News) -> Void
    ) {
        self.pool = pool
        self.path = path
        self.announce = announce
        ledger = pool.writeWithoutTransaction { makeLedger($0) }
    }

    /// Throws what `body` throws as a `StoreError`, and `StoreError.unavailable` when the transaction fails.
    func perform<Answer: Sendable>(
        isRelaxed: Bool = false, _ body: @escaping @Sendable (Ledger) throws -> Answer
    ) async throws -> Answer {
        try await withCheckedThrowingContinuation { continuation in
            enqueue(Job(isRelaxed: isRelaxed, body) { continuation.resume(with: $0) })
        }
    }

    /// The same for a thread that may wait.
    func performAndWait<Answer: Sendable>(_ body: @escaping @Sendable (Ledger) throws -> Answer) throws -> Answer {
        let answer = Mutex<Result<Answer, any Error>?>(nil)
        pool.writeWithoutTransaction { _ in
            commit([Job(isRelaxed: false, body) { result in answer.withLock { $0 = result } }])
        }
        return try answer.withLock { $0 }?.get() ?? { throw closed }()
    }

    private func enqueue(_ job: Job) {
        let (isClosed, isFirst, isCrowded) = queue.withLock { queue in
            if queue.isClosed { return (true, false, false) }
            queue.waiting.append(job)
            defer { queue.isScheduled = true }
            return (false, !queue.isScheduled, queue.isCrowded)
        }
        if isClosed { return job.finish(closed) }
        guard isFirst else { return }
        // One that comes alone is sooner done on its caller's thread than another is woken. What has come meanwhile is for the writing
        // queue's own thread, so that no caller's is held for longer than its own operation takes.
        if !isCrowded {
            let isMore = pool.writeWithoutTransaction { _ in drain(atMost: 1) }
            if !isMore { return }
        }
        pool.asyncWriteWithoutTransaction { _ in _ = self.drain(atMost: .max) }
    }

    /// True when the last of so many transactions left operations waiting.
    private func drain(atMost count: Int) -> Bool {
        for _ in 0..<count {
            let jobs = queue.withLock { queue in
                defer { queue.waiting.removeAll(keepingCapacity: true) }
                return queue.waiting
            }
            commit(jobs)
            let isMore = queue.withLock { queue in
                queue.isCrowded = jobs.count > 1
                queue.isScheduled = !queue.waiting.isEmpty
                return queue.isScheduled
            }
            if !isMore { return false }
        }
        return true
    }

    private func commit(_ jobs: [Job]) {
        if jobs.isEmpty { return }
        guard let ledger else { return jobs.forEach { $0.finish(closed) } }
        do {
            let news = try ledger.commit(jobs)
            for job in jobs { job.finish(nil) }
            announce(news)
        } catch {
            let reason = StoreError.unavailable(Unavailability.text(error, path))
            for job in jobs { job.finish(reason) }
        }
    }

    /// Runs a statement between transactions.
    func maintain(_ sql: String) async throws {
        try await withCheckedThrowingContinuation { continuation in
            pool.asyncWriteWithoutTransaction { [path] database in
                continuation.resume(
                    with: Result { try database.execute(sql: sql) }
                        .mapError { StoreError.unavailable(Unavailability.text($0, path)) })
            }
        }
    }

    /// Takes nothing more, and lets go of the file once all that waits is answered.
    func close() {
        queue.withLock { $0.isClosed = true }
        pool.writeWithoutTransaction { _ in
            commit(
                queue.withLock { queue in
                    defer { queue.waiting.removeAll() }
                    return queue.waiting
                })
            ledger = nil
        }
    }

    private var closed: StoreError { .unavailable("The store \(path) was closed.") }
}

/// Why a transaction failed, and what to do.
enum Unavailability {
    static func text(_ error: any Error, _ path: String) -> String {
        guard let error = error as? DatabaseError else {
            return "The store \(path) is damaged: \(error). Restore it from a backup."
        }
        let reason = error.message ?? "\(error.resultCode)"
        let what = "The store \(path) recorded nothing: \(reason)."
        switch error.resultCode {
        case .SQLITE_FULL: return what + " Free space on its disk; work goes on once there is some."
        case .SQLITE_IOERR: return what + " See what is wrong with its disk; work goes on once it can be written again."
        case .SQLITE_BUSY, .SQLITE_LOCKED: return what + " Another process keeps it locked; see which has it open."
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_CANTOPEN: return what + " It must be writable, and so must its folder."
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: return what + " It is damaged; restore it from a backup."
        default: return what
        }
    }
}
