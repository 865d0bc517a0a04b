internal import Logging

extension Engine {
    /// Claims steps and starts them, until the engine stops; returns when the last has ended. Not to be run in a task that can be
    /// cancelled: steps are to be given back and results recorded even then.
    func dispatch() async {
        await withDiscardingTaskGroup { group in
            var wakes = slots.makeWakeIterator()
            while !slots.isStopping {
                for step in slots.takeHandedOver() { group.addTask { await self.work(from: step) } }
                let (claimed, nextDue) = await claim()
                for step in claimed { group.addTask { await self.work(from: step) } }
                let timer = nextDue.map { due in
                    Task { [clock, slots] in
                        try? await clock.sleep(for: due)
                        if !Task.isCancelled { slots.wake() }
                    }
                }
                await wakes.next()
                timer?.cancel()
            }
            let grace = configuration.shutdownGrace
            let deadline = Task { [clock, slots] in
                try? await clock.sleep(for: grace)
                if !Task.isCancelled { slots.releaseAttempts() }
            }
            while true {
                // A step that was finishing when the engine was stopped may have claimed more.
                for step in slots.takeHandedOver() { group.addTask { await self.work(from: step) } }
                if slots.busy == 0 { break }
                await wakes.next()
            }
            deadline.cancel()
        }
    }

    private func claim() async -> (steps: [ClaimedStep], nextDue: Duration?) {
        let free = slots.reserveFree(isDispatcher: true)
        if free == 0 { return ([], nil) }
        var request = claimRequest
        request.limit = free
        do {
            let claim = try await store.claim(request)
            if claim.steps.count == free { slots.noteFullClaim() }
            slots.giveBack(free - claim.steps.count)
            return (claim.steps, claim.nextDue)
        } catch {
            slots.giveBack(free)
            logger.error("claiming steps failed, trying again in a second", metadata: ["error": "\(error)"])
            return ([], .seconds(1))
        }
    }

    /// Renews the leases of running steps at a third of their length; a step whose lease is gone is cancelled.
    func renewLeases() async {
        while !Task.isCancelled {
            do {
                try await clock.sleep(for: configuration.lease / 3)
                let held = slots.leases
                if held.isEmpty { continue }
                let lost = try await store.renew(held, by: worker, for: configuration.lease)
                // A step that has ended since is not held any more either.
                let revoked = slots.revoke(lost)
                if revoked > 0 {
                    logger.warning("leases were lost; their handlers are cancelled", metadata: ["count": "\(revoked)"])
                }
            } catch is CancellationError {
                return
            } catch {
                logger.error("renewing leases failed", metadata: ["error": "\(error)"])
            }
        }
    }
}
