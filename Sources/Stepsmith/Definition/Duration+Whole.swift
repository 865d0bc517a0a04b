extension Duration {
    /// Whole microseconds, rounded towards zero and held at the ends of 64 bits.
    package var wholeMicroseconds: Int64 { whole(unitsPerSecond: 1_000_000) }

    /// Whole nanoseconds, rounded towards zero and held at the ends of 64 bits, which is 292 years.
    package var wholeNanoseconds: Int64 { whole(unitsPerSecond: 1_000_000_000) }

    /// As logs say it: `150 ms`.
    package var inMilliseconds: String { "\(whole(unitsPerSecond: 1_000)) ms" }

    private func whole(unitsPerSecond units: Int64) -> Int64 {
        let (seconds, attoseconds) = components
        let (scaled, overflow) = seconds.multipliedReportingOverflow(by: units)
        let (sum, carried) = scaled.addingReportingOverflow(attoseconds / (1_000_000_000_000_000_000 / units))
        if overflow || carried { return seconds < 0 ? .min : .max }
        return sum
    }
}
