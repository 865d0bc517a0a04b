#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// What some work cost, for each of its steps.
package struct Cost: Sendable {
    /// Seconds of the clock on the wall.
    package var wall: Double
    /// Seconds of CPU, user and system, all threads together.
    package var cpu: Double
}

package func measure(steps: Int, _ body: @Sendable () async throws -> Void) async throws -> Cost {
    let clock = ContinuousClock()
    let cpu = processTime()
    let start = clock.now
    try await body()
    let wall = (clock.now - start) / .seconds(1)
    return Cost(wall: wall / Double(steps), cpu: (processTime() - cpu) / Double(steps))
}

/// Each by itself: the median of the wall and that of the CPU may come from different repetitions.
package func median(_ costs: [Cost]) -> Cost {
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

/// A number with a fixed count of decimal places.
package func decimal(_ value: Double, _ places: Int) -> String {
    guard value.isFinite else { return "-" }
    var scale = 1
    for _ in 0..<places { scale *= 10 }
    let scaled = Int((value * Double(scale)).rounded())
    if places == 0 { return "\(scaled)" }
    let fraction = String(scaled % scale)
    return "\(scaled / scale)." + String(repeating: "0", count: places - fraction.count) + fraction
}
