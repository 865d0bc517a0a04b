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
        case .events: deliveries.signal.set()
        case .renewal: Task { await renewLeases() }
        case .grace: if slots.isStopping { releaseAttempts() }
        }
    }

    /// Ends the attempts whose time is over: the failure is recorded now, whatever their handlers do about the
    /// cancellation. Their slots stay taken until the handlers end, so that never more of them are alive than there are
    /// slots.
    private func timeOut() {
        let uptime = clock.uptime
        var next: Duration?
        for attempt in slots.attempts {
            guard let deadline = attempt.deadline else { continue }
            if deadline > uptime {
                next = min(next ?? deadline, deadline)
                continue
            }
            let recorder = StepTask()
            attempt.record(in: recorder)
            guard slots.overtake(attempt) else { continue }
            attempt.task.cancel()
            recorder.start { task in
                let outcome = AttemptOutcome.timeout(after: deadline - attempt.startedAt)
                let published = await self.publicationsInTime(of: attempt, outcome)
                _ = await self.conclude(attempt, outcome, publishing: published, in: task, hasSlot: false)
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
        guard slots.overtake(attempt) else { return false }
        attempt.task.cancel()
        stepLogger(attempt).info("the step was taken from this worker; its handler is cancelled, its result dropped")
        attempt.workflow.metrics.ended(.revoked, after: clock.uptime - attempt.startedAt)
        slots.remove(attempt)
        return true
    }

    /// Cancels every handler and gives the steps back to the store, with no attempt burnt. Waits no longer for handlers
    /// that were cancelled before and go on all the same.
    func releaseAttempts() {
        deliveries.cancel()
        let (attempts, overtaken) = slots.release()
        for attempt in overtaken {
            stepLogger(attempt).warning(
                "the handler has not ended although it was cancelled; the engine stops without it")
        }
        slots.giveBack(overtaken.count)
        for attempt in attempts {
            let isOurs = attempt.settle()
            attempt.cancel()
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
