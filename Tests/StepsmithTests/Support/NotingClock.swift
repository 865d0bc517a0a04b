import Stepsmith
import StepsmithTesting

/// Virtual time that tells when someone begins to sleep for a certain time.
struct NotingClock: EngineClock {
    let slept = Event()
    private let clock: VirtualClock
    private let noted: Duration

    init(_ clock: VirtualClock, _ noted: Duration) {
        self.clock = clock
        self.noted = noted
    }

    var now: Timestamp { clock.now }

    func sleep(for duration: Duration) async throws {
        if duration == noted { slept.happen() }
        try await clock.sleep(for: duration)
    }
}
