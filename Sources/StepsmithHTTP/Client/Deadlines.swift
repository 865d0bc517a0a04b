internal import Stepsmith
internal import Synchronization

/// Ends what takes too long, with one timer for all: calls are many, and few of them are ever late.
final class Deadlines: Sendable {
    private struct Waiter {
        let deadline: Duration
        let expire: @Sendable () -> Void
    }

    private struct State {
        var nextID = 0
        var waiters: [Int: Waiter] = [:]
        var timer: (wakesAt: Duration, task: Task<Void, Never>)?
    }

    private let clock: any EngineClock
    private let state = Mutex(State())

    init(_ clock: any EngineClock) { self.clock = clock }

    deinit { state.withLock { $0.timer?.task.cancel() } }

    /// Calls `expire` after that time, unless it is removed before. Gives back what to remove it by.
    func add(after duration: Duration, _ expire: @escaping @Sendable () -> Void) -> Int {
        let deadline = clock.uptime + duration
        return state.withLock { state in
            state.nextID += 1
            state.waiters[state.nextID] = Waiter(deadline: deadline, expire: expire)
            if let timer = state.timer, timer.wakesAt <= deadline { return state.nextID }
            setTimer(at: deadline, &state)
            return state.nextID
        }
    }

    /// The timer stays: the next call is likely to need it.
    func remove(_ id: Int) { state.withLock { $0.waiters[id] = nil } }

    private func setTimer(at moment: Duration?, _ state: inout State) {
        state.timer?.task.cancel()
        state.timer = moment.map { moment in
            let task = Task { [weak self, clock] in
                do { try await clock.sleep(until: moment) } catch { return }
                self?.fire()
            }
            return (moment, task)
        }
    }

    private func fire() {
        let now = clock.uptime
        let due = state.withLock { state in
            let due = state.waiters.filter { $0.value.deadline <= now }
            for id in due.keys { state.waiters[id] = nil }
            setTimer(at: state.waiters.values.map(\.deadline).min(), &state)
            return due
        }
        for waiter in due.values { waiter.expire() }
    }
}
