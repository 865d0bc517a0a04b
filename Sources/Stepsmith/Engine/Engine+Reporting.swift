internal import Logging

extension Engine {
    /// Carries what names the attempt. Made only when there is something to say.
    func stepLogger(_ attempt: Attempt) -> Logger {
        var logger = self.logger
        logger[metadataKey: "workflow"] = .string(attempt.workflow.identity.description)
        logger[metadataKey: "run"] = .string(attempt.lease.run.rawValue)
        logger[metadataKey: "step"] = .string(attempt.step.name)
        logger[metadataKey: "attempt"] = .stringConvertible(attempt.number)
        return logger
    }

    func report(_ change: StepChange, _ attempt: Attempt, _ duration: Duration) {
        let metrics = attempt.workflow.metrics
        switch change {
        case .succeeded:
            metrics.ended(.succeeded, after: duration)
            if logger.logLevel <= .debug {
                stepLogger(attempt).debug("step succeeded", metadata: ["duration": "\(duration)"])
            }
        case .failed(let failure), .abandoned(let failure):
            metrics.ended(.failed, after: duration)
            stepLogger(attempt).error(
                "step failed", metadata: ["code": "\(failure.code)", "error": "\(failure.message)"])
        case .retrying(let failure, let delay):
            metrics.ended(.retrying, after: duration)
            stepLogger(attempt).warning(
                "step will be tried again",
                metadata: ["code": "\(failure.code)", "error": "\(failure.message)", "in": "\(delay.inMilliseconds)"])
        case .ready, .lost:
            metrics.ended(.released, after: duration)
        }
    }

    /// - Parameter attempt: the one whose end was the run's.
    func report(_ run: FinishedRun, _ attempt: Attempt) {
        attempt.workflow.metrics.finished(run.state)
        if logger.logLevel > .info { return }
        logger.info(
            "run \(run.state.rawValue)",
            metadata: ["run": "\(run.id)", "workflow": "\(attempt.workflow.identity)"])
    }
}
