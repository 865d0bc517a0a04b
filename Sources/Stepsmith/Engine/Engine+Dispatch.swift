internal import Logging

extension Engine {
    /// Claims steps and starts them, until the engine stops; returns when the last has ended.
    func dispatch() async {
        // A cancelled task has stopped the slots as well.
        while !slots.isStopping {
            await claim()
            await slots.waitForWake()
        }
        alarm.set(.grace, at: clock.uptime + configuration.shutdownGrace)
        await slots.idle()
    }

    private func claim() async {
        let free = slots.reserveFree(isDispatcher: true)
        if free == 0 { return }
        // Taken before the call, so that what the store counts from then is not late.
        let asked = clock.uptime
        do {
            let claim = try await store.claim(claimRequest(limit: free))
            slots.giveBack(free - claim.steps.count)
            for step in claim.steps { start(step) }
            // Another worker's lease may end without a word from it: so look again after the time of one, at the
            // latest.
            alarm.set(.dispatch, at: asked + min(claim.nextDue ?? configuration.lease, configuration.lease))
        } catch {
            slots.giveBack(free)
            logger.error("claiming steps failed, trying again in a second", metadata: ["error": "\(error)"])
            alarm.set(.dispatch, at: asked + .seconds(1))
        }
    }

    /// What the engine's one timer is for.
    func fire(_ purpose: Alarm.Purpose) {
        switch purpose {
        case .dispatch: slots.wake()
        case .timeout: timeOut()
        case .events: eventSignal.set()
        case .renewal: Task { await renewLeases() }
        case .grace: if slots.isStopping { releaseAttempts() }
        }
    }

    /// Ends the attempts whose time is over: the failure is recorded now, whatever their handlers do about the
    /// cancellation.
    private func timeOut() {
        let uptime = clock.uptime
        var next: Duration?
        for attempt in slots.attempts {
            guard let deadline = attempt.deadline else { continue }
            if deadline > uptime {
                next = min(next ?? deadline, deadline)
            } else if attempt.settle() {
                attempt.task.cancel()
                // The slot goes to a new task; the old one finds its attempt settled.
                StepTask().start { task in
                    let limit = attempt.deadline.map { $0 - attempt.startedAt } ?? .zero
                    let following = await self.conclude(attempt, .timeout(after: limit), in: task)
                    await self.work(from: following, of: attempt.workflow, in: task)
                }
            }
        }
        if let next { alarm.set(.timeout, at: next) }
    }

    /// Renews the leases of running steps at a third of their length; a step whose lease is gone is cancelled.
    private func renewLeases() async {
        let attempts = slots.attempts
        if attempts.isEmpty { return }
        do {
            let lost = try await store.renew(attempts.map(\.lease), by: worker, for: configuration.lease)
            let isLost = Set(lost)
            // A step that has ended since is not held any more either, and is no loss.
            let revoked = lost.isEmpty ? 0 : attempts.count { isLost.contains($0.lease) && revoke($0) }
            if revoked > 0 {
                logger.warning("leases were lost; their handlers are cancelled", metadata: ["count": "\(revoked)"])
            }
        } catch {
            logger.error("renewing leases failed, trying again", metadata: ["error": "\(error)"])
        }
        alarm.set(.renewal, at: clock.uptime + configuration.lease / 3)
    }

    /// Cancels the handlers of a run that was cancelled.
    func revoke(run: RunID) {
        for attempt in slots.cancel(run) { revoke(attempt) }
    }

    /// Cancels a handler whose step is another's now, or nobody's. There is nothing to record. False when the attempt
    /// has ended.
    @discardableResult
    private func revoke(_ attempt: Attempt) -> Bool {
        guard attempt.settle() else { return false }
        attempt.task.cancel()
        stepLogger(attempt).info("the step was taken from this worker; its handler is cancelled, its result dropped")
        attempt.workflow.metrics.ended(.revoked, after: clock.uptime - attempt.startedAt)
        slots.remove(attempt)
        slots.giveBack(1)
        slots.wake()
        return true
    }

    /// Cancels every handler and gives the steps back to the store, with no attempt burnt.
    func releaseAttempts() {
        cancelDeliveries()
        for attempt in slots.release() {
            let isOurs = attempt.settle()
            // One that has ended and is being recorded stops trying when the store does not answer.
            attempt.task.cancel()
            guard isOurs else { continue }
            attempt.workflow.metrics.ended(.released, after: clock.uptime - attempt.startedAt)
            slots.remove(attempt)
            Task { await giveBack(attempt.step, after: clock.uptime - attempt.startedAt) }
        }
    }

    /// A claimed step that this engine will not finish. Frees its slot.
    func giveBack(_ step: ClaimedStep, after duration: Duration = .zero) async {
        let outcome = Transition(position: step.lease.position, change: .ready)
        do {
            _ = try await store.apply(
                [Completion(lease: step.lease, transition: outcome, duration: duration)], claiming: claimRequest(limit: 0))
        } catch {
            logger.error("giving a step back failed; its lease will end", metadata: ["error": "\(error)"])
        }
        slots.giveBack(1)
    }
}
