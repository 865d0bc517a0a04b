#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The engine's time, injected so that tests need not wait. Safe to use from any task.
///
/// Two times for two ends: `now` is what people and other machines call the time, and may jump; `uptime` only goes
/// forward, so timeouts, leases and delays within the process are measured by it.
public protocol EngineClock: Sendable {
    /// The time of day.
    var now: Timestamp { get }
    /// The time since a moment that does not change while the process lives, the same one for all processes of a machine that
    /// share a store. If a clock says nothing else, it follows `now`.
    var uptime: Duration { get }
    /// Suspends. Throws `CancellationError` when the task is cancelled.
    func sleep(for duration: Duration) async throws
    /// Suspends until `uptime` has reached `deadline`. Throws `CancellationError` when the task is cancelled first. If
    /// a clock says nothing else, it sleeps for what is left at the call.
    func sleep(until deadline: Duration) async throws
}

extension EngineClock {
    public var uptime: Duration { .microseconds(now.microseconds) }

    public func sleep(until deadline: Duration) async throws {
        let left = deadline - uptime
        if left > .zero { try await sleep(for: left) } else { try Task.checkCancellation() }
    }
}

/// Real time: the wall clock for timestamps, the continuous clock for waiting.
public struct SystemClock: EngineClock {
    public init() {}

    public var now: Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
    }

    /// Since the machine started, the time that it slept included.
    public var uptime: Duration {
        var time = timespec()
        #if canImport(Darwin)
            clock_gettime(CLOCK_MONOTONIC, &time)
        #else
            clock_gettime(CLOCK_BOOTTIME, &time)
        #endif
        return .seconds(Int64(time.tv_sec)) + .nanoseconds(Int64(time.tv_nsec))
    }

    public func sleep(for duration: Duration) async throws { try await sleep(until: uptime + duration) }

    public func sleep(until deadline: Duration) async throws {
        let left = deadline - uptime
        try await Task.sleep(until: ContinuousClock.now.advanced(by: left), clock: .continuous)
    }
}
