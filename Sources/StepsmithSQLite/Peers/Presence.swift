@preconcurrency import Dispatch
import Stepsmith
import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// One store that has the file open, as other processes see it: a lock that vanishes with its process, however that ends, and a socket
/// that wakes it. Both are small files beside the database; those of killed processes are cleaned up by whoever notices.
final class Presence: Sendable {
    let lockPath: String
    let socketPath: String
    private let lock: Int32
    private let socket: Int32
    private let source: any DispatchSourceRead
    private let state = Mutex(State())

    private struct State {
        /// `processes.id`; 0 until the store has joined.
        var id = 0
        var timeline = Timeline(anchor: 0)
        var onRing: (@Sendable () -> Void)?
        var isReleased = false
    }

    var id: Int {
        get { state.withLock { $0.id } }
        set { state.withLock { $0.id = newValue } }
    }

    /// What it goes by since it joined.
    var timeline: Timeline {
        get { state.withLock { $0.timeline } }
        set { state.withLock { $0.timeline = newValue } }
    }

    /// - Parameter path: of the database, absolute.
    init(beside path: String) throws {
        let name = String(UInt64.random(in: .min ... .max), radix: 36)
        lockPath = "\(path)-worker-\(name).lock"
        lock = open(lockPath, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if lock < 0 { throw SQLiteStoreError.notWritable(path: lockPath, reason: SystemError.text) }
        if flock(lock, LOCK_EX | LOCK_NB) != 0 {
            let reason = SystemError.text
            Presence.discard(lock, lockPath)
            throw SQLiteStoreError.notWritable(path: lockPath, reason: reason)
        }
        let beside = "\(path)-worker-\(name).wake"
        // The name of a socket is short.
        socketPath = beside.utf8.count < 100 ? beside : "/tmp/stepsmith-\(name).wake"
        do {
            socket = try DatagramSocket.open(at: socketPath)
        } catch {
            Presence.discard(lock, lockPath)
            throw error
        }
        source = DispatchSource.makeReadSource(fileDescriptor: socket, queue: DispatchQueue(label: "stepsmith.wake"))
        source.setEventHandler { [weak self] in self?.hear() }
        source.setCancelHandler { [socket] in close(socket) }
        source.activate()
    }

    deinit { release() }

    /// What happens when another process has committed; several rings may be one.
    func onRing(_ handler: (@Sendable () -> Void)?) { state.withLock { $0.onRing = handler } }

    private func hear() {
        DatagramSocket.drain(socket)
        state.withLock { $0.onRing }?()
    }

    /// Wakes others. One that has so much to hear that its queue is full is awake anyway.
    func ring(_ paths: [String]) {
        for path in paths { DatagramSocket.send(from: socket, to: path) }
    }

    /// From here on this store counts as gone.
    func release() {
        guard end() else { return }
        unlink(socketPath)
        Presence.discard(lock, lockPath)
    }

    /// The same as the end of its process would do it: the files stay.
    func abandon() {
        if end() { close(lock) }
    }

    /// False when that was done before.
    private func end() -> Bool {
        let isFirst = state.withLock { state in
            defer { state.isReleased = true }
            return !state.isReleased
        }
        if isFirst { source.cancel() }
        return isFirst
    }

    private static func discard(_ lock: Int32, _ path: String) {
        unlink(path)
        close(lock)
    }

    /// Whether the process that made this lock still lives.
    static func isAlive(_ lockPath: String) -> Bool {
        let file = open(lockPath, O_RDONLY | O_CLOEXEC)
        // Without permission to look, nobody is declared dead.
        if file < 0 { return errno != ENOENT }
        defer { close(file) }
        return flock(file, LOCK_SH | LOCK_NB) != 0
    }

    /// What a dead process has left.
    static func clean(_ lockPath: String, _ socketPath: String) {
        unlink(socketPath)
        unlink(lockPath)
    }
}

enum SystemError {
    /// The last error of the C library, in its words.
    static var text: String { String(cString: strerror(errno)) }
}
