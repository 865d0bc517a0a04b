#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// What some work cost, for each of its steps.
struct Cost {
    /// Seconds of the clock on the wall.
    var wall: Double
    /// Seconds of CPU, user and system, all threads together.
    var cpu: Double
}

func measure(steps: Int, _ body: @Sendable () async throws -> Void) async throws -> Cost {
    let clock = ContinuousClock()
    let cpu = processTime()
    let start = clock.now
    try await body()
    let wall = (clock.now - start) / .seconds(1)
    return Cost(wall: wall / Double(steps), cpu: (processTime() - cpu) / Double(steps))
}

/// Each by itself: the median of the wall and that of the CPU may come from different repetitions.
func median(_ costs: [Cost]) -> Cost {
    Cost(wall: median(costs.map(\.wall)), cpu: median(costs.map(\.cpu)))
}

private func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return sorted.isEmpty ? 0 : (sorted[sorted.count / 2] + sorted[(sorted.count - 1) / 2]) / 2
}

private func processTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
