internal import Stepsmith

/// Looks at a run whenever it changes, and now and then, until it is finished.
struct RunFollower {
    let store: any WorkflowStore
    let id: RunID
    let clock: any EngineClock
    /// Changes that come faster than this are looked at together.
    private static let pace = Duration.milliseconds(50)
    /// How often to look without being told: for a clock that is shown, and for changes that another process makes to
    /// a store that does not tell of them.
    private static let interval = Duration.seconds(1)

    /// Gives back the run as it ended. Throws `RunError.unknownRun`, `CancellationError`, and what `look` throws.
    func follow(_ look: (RunSnapshot) throws -> Void) async throws -> RunSnapshot {
        let (news, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let updates = store.updates(of: id, .steps)
        let listening = Task {
            for await _ in updates { continuation.yield() }
            continuation.yield()
        }
        let ticking = Task { [clock] in
            while true {
                try await clock.sleep(for: RunFollower.interval)
                continuation.yield()
            }
        }
        defer {
            listening.cancel()
            ticking.cancel()
        }
        continuation.yield()
        for await _ in news {
            let begin = clock.uptime
            guard let run = try await store.snapshot(of: id) else { throw RunError.unknownRun(id) }
            try look(run)
            if run.state.isFinished { return run }
            // Reading a large run takes its time, and is not all that the machine has to do.
            let spent = clock.uptime - begin
            try await clock.sleep(for: max(RunFollower.pace, spent * 4))
        }
        throw CancellationError()
    }
}
