import Stepsmith

/// A moment, and what other moments are in the file: times of day there, the process's uptime in memory, so that a jump of the wall
/// clock moves nothing that a living process waits for.
extension InMemoryTables.Moment {
    /// Microseconds since 1970, rounded up: nothing may come early.
    func timeOfDay(ofUptime uptime: Int64) -> Int64 {
        if uptime == .max { return .max }
        let (left, overflow) = uptime.subtractingReportingOverflow(self.uptime)
        if overflow { return .max }
        let (sum, isTooLate) = now.microseconds.addingReportingOverflow(left / 1000 + (left % 1000 > 0 ? 1 : 0))
        return isTooLate ? .max : sum
    }

    /// Nanoseconds.
    func uptime(ofTimeOfDay time: Int64) -> Int64 {
        if time == .max { return .max }
        let (left, overflow) = time.subtractingReportingOverflow(now.microseconds)
        if overflow { return time > now.microseconds ? .max : 0 }
        let (nanoseconds, isTooLong) = left.multipliedReportingOverflow(by: 1000)
        let (sum, isTooLate) = uptime.addingReportingOverflow(nanoseconds)
        return isTooLong || isTooLate ? (left > 0 ? .max : 0) : sum
    }
}
