internal import Synchronization

/// One timer for everything an engine waits for: a single task that sleeps until the earliest moment, however many
/// steps run.
///
/// A moment that turns out to be needless is cheaper than a timer for each step: it fires, nothing is due, and it is
/// set anew.
final class Alarm: Sendable {
    /// What a moment is for.
    enum Purpose: Int, CaseIterable, Sendable {
        /// A retry is due, or a lease of another worker may have run out.
        case dispatch
        /// Leases have to be renewed.
        case renewal
        /// An attempt runs out of time.
        case timeout
        /// A durable event may have to be delivered.
        case events
        /// The time to finish after a shutdown is over.
        case grace
    }

    private struct State {
        /// By purpose.
        var moments = [Duration?](repeating: nil, count: Purpose.allCases.count)
        var sleeper: Task<Void, Never>?

        var earliest: Duration? { moments.compactMap(\.self).min() }
    }

    private let clock: any EngineClock
    private let state = Mutex(State())
    private let changed = Signal()

    init(clock: any EngineClock) { self.clock = clock }

    /// Fires at `moment`, in the clock's uptime, or earlier if it is set to fire earlier for the same purpose.
    func set(_ purpose: Purpose, at moment: Duration) {
        let (isEarliest, sleeper) = state.withLock { state -> (Bool, Task<Void, Never>?) in
            if let known = state.moments[purpose.rawValue], known <= moment { return (false, nil) }
            let earliest = state.earliest
            state.moments[purpose.rawValue] = moment
            if let earliest, earliest <= moment { return (false, nil) }
            return (true, state.sleeper)
        }
        guard isEarliest else { return }
        changed.set()
        sleeper?.cancel()
    }

    /// Forgets every moment.
    func clear() {
        state.withLock { $0.moments = [Duration?](repeating: nil, count: Purpose.allCases.count) }
    }

    /// Calls `fire` for each moment that is reached, until the task is cancelled.
    func run(_ fire: (Purpose) -> Void) async {
        while !Task.isCancelled {
            guard let earliest = state.withLock({ $0.earliest }) else {
                await changed.wait()
                continue
            }
            await sleep(until: earliest)
            for purpose in reached() { fire(purpose) }
        }
    }

    private func reached() -> [Purpose] {
        let uptime = clock.uptime
        return state.withLock { state in
            Purpose.allCases.filter { purpose in
                guard let moment = state.moments[purpose.rawValue], moment <= uptime else { return false }
                state.moments[purpose.rawValue] = nil
                return true
            }
        }
    }

    /// Returns earlier when an earlier moment is set.
    private func sleep(until moment: Duration) async {
        if clock.uptime >= moment { return }
        let sleeper = Task { [clock] in _ = try? await clock.sleep(until: moment) }
        let isLate = state.withLock { state in
            state.sleeper = sleeper
            return state.earliest.map { $0 < moment } ?? false
        }
        if isLate { sleeper.cancel() }
        await withTaskCancellationHandler {
            await sleeper.value
        } onCancel: {
            sleeper.cancel()
        }
        state.withLock { $0.sleeper = nil }
    }
}
