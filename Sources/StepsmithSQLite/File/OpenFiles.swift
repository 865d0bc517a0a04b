import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A file that this process has open as a store. Whoever closes a file in the same process takes SQLite's locks on it away, after which
/// another process believes itself alone and deletes the WAL: https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled
/// So nobody but SQLite opens a file that is open.
final class OpenFile: Sendable {
    private struct Identity: Hashable {
        let device: UInt64
        let inode: UInt64

        init?(_ path: String) {
            var status = stat()
            if stat(path, &status) != 0 { return nil }
            device = UInt64(truncatingIfNeeded: status.st_dev)
            inode = UInt64(truncatingIfNeeded: status.st_ino)
        }
    }

    private static let counts = Mutex<[Identity: Int]>([:])
    private static let opening = Mutex(())

    private let identity: Identity?

    /// The connections that the holder of this has opened have to be closed before it is let go.
    init(_ path: String) {
        identity = Identity(path)
        if let identity { OpenFile.counts.withLock { $0[identity, default: 0] += 1 } }
    }

    deinit {
        guard let identity else { return }
        OpenFile.counts.withLock { counts in
            let count = counts[identity, default: 1] - 1
            counts[identity] = count > 0 ? count : nil
        }
    }

    static func isOpen(_ path: String) -> Bool {
        Identity(path).map { identity in counts.withLock { $0[identity] != nil } } ?? false
    }

    /// One store at a time is opened: between looking at a file and having it open nobody else looks at it.
    static func whileNobodyElseOpens<Value>(_ body: () throws -> Value) rethrows -> Value {
        try opening.withLock { _ in try body() }
    }
}
