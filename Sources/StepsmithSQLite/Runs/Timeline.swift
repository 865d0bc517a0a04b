import Stepsmith

/// Deadlines in the file: times of day as if nobody had set the clock. All processes that have the file open go by one timeline, so that a
/// jump of the wall clock moves nothing that any of them waits for. It lasts until none is left; the next one begins another.
struct Timeline: Sendable, Equatable {
    /// The time of day, in microseconds since 1970, when the machine's uptime was zero.
    var anchor: Int64

    init(anchor: Int64) { self.anchor = anchor }

    init(beginningAt moment: InMemoryTables.Moment) { anchor = moment.now.microseconds - moment.uptime / 1000 }

    /// Microseconds, rounded up: nothing may come early.
    func time(ofUptime uptime: Int64) -> Int64 {
        if uptime == .max { return .max }
        let (sum, isTooLate) = anchor.addingReportingOverflow(uptime / 1000 + (uptime % 1000 > 0 ? 1 : 0))
        return isTooLate ? .max : sum
    }

    /// Nanoseconds.
    func uptime(ofTime time: Int64) -> Int64 {
        if time == .max { return .max }
        let (left, overflow) = time.subtractingReportingOverflow(anchor)
        if overflow { return time > anchor ? .max : 0 }
        let (nanoseconds, isTooLong) = left.multipliedReportingOverflow(by: 1000)
        return isTooLong ? (left > 0 ? .max : 0) : nanoseconds
    }
}
