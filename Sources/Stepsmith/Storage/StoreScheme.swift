/// A kind of store that a program opens when it is given an address such as `sqlite:runs.db`: what stands before the
/// colon, and how to open what stands after it.
///
/// A module with a store offers one, so that whoever opens stores by their address needs no other module than those that
/// the program has chosen. Safe to use from any task.
public struct StoreScheme: Sendable {
    /// What addresses begin with, without the colon.
    public let name: String
    /// How an address looks, for people: `sqlite:PATH`.
    public let usage: String
    /// Whether runs outlive the process that opened the store.
    public let isDurable: Bool
    private let opening: @Sendable (_ location: String) async throws -> any WorkflowStore

    /// - Parameter open: is called for each opening, with what follows the colon.
    public init(
        _ name: String, usage: String, isDurable: Bool = true,
        open: @escaping @Sendable (_ location: String) async throws -> any WorkflowStore
    ) {
        self.name = name
        self.usage = usage
        self.isDurable = isDurable
        opening = open
    }

    /// Throws what opening the store throws.
    public func open(_ location: String) async throws -> any WorkflowStore { try await opening(location) }

    /// `memory:`, a new `InMemoryStore` at each opening.
    public static let memory = StoreScheme("memory", usage: "memory:", isDurable: false) { location in
        if !location.isEmpty { throw StoreAddressError(message: "memory: is a whole address; nothing follows the colon.") }
        return InMemoryStore()
    }
}

/// Where a store is: a scheme of those that a program has, and what that scheme makes of the rest.
public struct StoreAddress: Sendable {
    public let scheme: StoreScheme
    public let location: String

    /// Throws `StoreAddressError`, naming what there is, for text that begins with none of the schemes.
    public init(_ text: String, among schemes: [StoreScheme]) throws(StoreAddressError) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let scheme = schemes.first(where: { $0.name == parts[0] }) else {
            let known = schemes.map(\.usage).joined(separator: ", ")
            // What follows the colon may hold a password.
            let what = parts.count == 2 ? "No store of this program begins with \(parts[0]):" : "A store's address has a scheme"
            throw StoreAddressError(message: "\(what); there are: \(known.isEmpty ? "none" : known).")
        }
        self.scheme = scheme
        location = String(parts[1])
    }

    /// Throws what the scheme throws.
    public func open() async throws -> any WorkflowStore { try await scheme.open(location) }
}

/// An address that names no store of this program.
public struct StoreAddressError: Error, Hashable, Sendable, CustomStringConvertible {
    public var message: String

    public init(message: String) { self.message = message }

    public var description: String { message }
}
