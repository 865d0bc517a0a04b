internal import Synchronization

/// The engine's randomness, injected so that tests and simulations repeat exactly.
public final class RandomSource: Sendable {
    private let generator: Mutex<any RandomNumberGenerator & Sendable>

    public init(_ generator: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()) {
        self.generator = Mutex(generator)
    }

    func next() -> UInt64 { generator.withLock { $0.next() } }

    /// In -1…1.
    func variation() -> Double { Double(next() >> 11) / Double(1 << 52) - 1 }
}
