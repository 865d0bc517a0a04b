import Stepsmith

extension RunModel {
    /// How the run would end if nothing but its handlers' scripts decided, and no failure stopped anything: made without
    /// looking at what the store did, except for steps that were given up for having lost their workers.
    private func forecast() -> RunModel {
        let forecast = RunModel(NewRun(id: id, workflow: workflow.graph.identity, input: input), of: workflow)
        var isChanged = true
        while isChanged {
            isChanged = false
            for place in forecast.places where forecast[place].isOpen && forecast.statuses[place.definition] == .started {
                let isGivenUp = self.place(of: forecast[place].name).map { self[$0].failure == .leaseLost } ?? false
                forecast.end(place, isGivenUp: isGivenUp)
                isChanged = true
            }
            forecast.settle()
        }
        return forecast
    }

    private func end(_ place: Place, isGivenUp: Bool) {
        let policy = definition(place.definition).retry
        let script = workflow.script(of: place.definition, range: place.worker)
        var failures = 0
        while true {
            switch script.outcome(after: failures) {
            case .succeeds(let directive) where !script.killsWorker && !isGivenUp && isPossible(directive, place.definition):
                self[place].directive = directive
                self[place].fact = .succeeded
                return
            case .fails(let failure) where failure.isRetryable && policy.isRetryable && failures + 1 < policy.maxAttempts:
                failures += 1
            default:
                self[place].fact = .failed
                return
            }
        }
    }

    /// Compares the run, which is over, with the forecast.
    func checkForecast() throws {
        if isTouched || state == .cancelled { return }
        let forecast = forecast()
        let willFail = forecast.places.contains { forecast[$0].fact == .failed }
        try require(state == (willFail ? .failed : .succeeded), "\(id) is \(state), which its handlers' scripts rule out")
        let isComplete = policy == .continue && !batches.values.contains { $0.isStopped }
        for place in places {
            let (name, fact) = (self[place].name, self[place].fact)
            if fact == .open, !isComplete { continue }
            guard let foreseen = forecast.place(of: name).map({ forecast[$0].fact }) else {
                throw Violation("\(id) has a step \(name), which its handlers' scripts rule out")
            }
            let isSame =
                fact == foreseen && (place.worker != nil || statuses[place.definition] == forecast.statuses[place.definition])
            try require(isSame, "\(id) \(name) is \(statuses[place.definition]), which its handlers' scripts rule out")
        }
    }
}
