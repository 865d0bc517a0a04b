public import Stepsmith

/// What every `WorkflowStore` must do, as checks that any test framework can run:
///
///     @Test(arguments: StoreContract.all)
///     func keepsTheContract(_ rule: StoreContract) async throws {
///         let clock = VirtualClock()
///         try await rule.check(StoreFixture(InMemoryStore(clock: clock)) { clock.advance(by: $0) })
///     }
///
/// Each check needs a store of its own without runs. It throws `ContractViolation` for what the store does wrong, and what the store
/// throws. A rule about signals waits for the signal: give the test a time limit.
public struct StoreContract: Sendable, CustomStringConvertible {
    /// The rule in a sentence.
    public let name: String
    public let check: @Sendable (StoreFixture) async throws -> Void

    init(_ name: String, _ check: @escaping @Sendable (StoreFixture) async throws -> Void) {
        self.name = name
        self.check = check
    }

    public var description: String { name }

    public static let all: [StoreContract] =
        creating + listing + claiming + applying + deciding + batching + operating + goingOn + leasing + answering
        + publishing + signalling
}

/// A store to check, and how its time passes.
public struct StoreFixture: Sendable {
    public let store: any WorkflowStore
    /// Lets at least this much of the store's time pass, and little more.
    public let advance: @Sendable (Duration) async throws -> Void

    public init(_ store: any WorkflowStore, advance: @escaping @Sendable (Duration) async throws -> Void) {
        self.store = store
        self.advance = advance
    }
}

/// A rule that a store broke.
public struct ContractViolation: Error, CustomStringConvertible {
    public let description: String
}
