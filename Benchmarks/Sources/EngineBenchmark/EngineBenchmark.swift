import Measuring

/// What the in-memory engine costs for each step. Repetitions go round all loads, so that a busy moment of the machine hits each.
@main
struct EngineBenchmark {
    static let repetitions = 5
    static let actorCalls = 1_000_000

    static func main() async throws {
        let loads = [
            EngineLoad(Linear4.self, runs: 8000, inFlight: 32),
            EngineLoad(Linear1000.self, runs: 32, inFlight: 32),
            EngineLoad(FanOut1000.self, runs: 32, inFlight: 32),
            EngineLoad(Linear4Timed.self, runs: 8000, inFlight: 32),
            EngineLoad(Linear4.self, runs: 4000, inFlight: 1),
            EngineLoad(Linear1000.self, runs: 16, inFlight: 1),
            EngineLoad(FanOut1000.self, runs: 16, inFlight: 1),
            EngineLoad(FanOut100.self, runs: 160, inFlight: 1),
            EngineLoad(FanOut9998.self, runs: 2, inFlight: 1),
            EngineLoad(batch: Batch10.self, runs: 1_600, inFlight: 1),
            EngineLoad(batch: Batch100.self, runs: 160, inFlight: 1),
            EngineLoad(batch: Batch10000.self, runs: 2, inFlight: 1),
        ].filter { CommandLine.arguments.count < 2 || "\($0.name) x\($0.inFlight)".contains(CommandLine.arguments[1]) }
        var costs: [[Cost]] = Array(repeating: [], count: loads.count)
        var actor: [Cost] = []
        for repetition in 0...repetitions {
            let call = try await measure(steps: actorCalls) { try await awaitActor(times: actorCalls) }
            // The first round warms up.
            if repetition > 0 { actor.append(call) }
            for (index, load) in loads.enumerated() {
                let cost = try await load.cost()
                if repetition > 0 { costs[index].append(cost) }
            }
        }
        report(loads, costs.map(median), median(actor))
    }

    private static func report(_ loads: [EngineLoad], _ costs: [Cost], _ actor: Cost) {
        print(
            "In-memory engine, medians of \(repetitions); costs are per step; ratios are of CPU (and wall) per step to linear 4's,"
        )
        print("or a batch's to that of 100 workers, with as many runs in flight.")
        print(row(["", "in flight", "steps/s", "wall µs", "CPU µs", "to its base", "to an actor call"]))
        for (load, cost) in zip(loads, costs) {
            var toBaseline = ""
            if let index = loads.firstIndex(where: { $0.name == load.baseline && $0.inFlight == load.inFlight }) {
                toBaseline = "\(decimal(cost.cpu / costs[index].cpu, 2))× (\(decimal(cost.wall / costs[index].wall, 2))×)"
            }
            print(
                row([
                    load.name, "\(load.inFlight)", decimal(1 / cost.wall, 0), decimal(cost.wall * 1e6, 2),
                    decimal(cost.cpu * 1e6, 2), toBaseline, "\(decimal(cost.cpu / actor.cpu, 0))×",
                ]))
        }
        print(row(["actor call", "1", decimal(1 / actor.wall, 0), decimal(actor.wall * 1e6, 3), decimal(actor.cpu * 1e6, 3)]))
    }

    private static func row(_ cells: [String]) -> String {
        let widths = [20, 10, 10, 9, 9, 16, 17]
        return zip(cells, widths).enumerated().map { index, cell in
            let padding = String(repeating: " ", count: max(0, cell.1 - cell.0.count))
            return index == 0 ? cell.0 + padding : padding + cell.0
        }.joined()
    }
}
