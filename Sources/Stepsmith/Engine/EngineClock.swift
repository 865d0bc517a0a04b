#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The engine's time, injected so that tests need not wait.
public protocol EngineClock: Sendable {
    var now: Timestamp { get }
    /// Suspends. Throws `CancellationError` when the task is cancelled.
    func sleep(for duration: Duration) async throws
}

/// Real time: the wall clock for timestamps, the continuous clock for waiting.
public struct SystemClock: EngineClock {
    public init() {}

    public var now: Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
    }

    public func sleep(for duration: Duration) async throws {
        try await Task.sleep(for: duration, clock: .continuous)
    }
}
