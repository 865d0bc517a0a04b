import Stepsmith
import Synchronization

/// What a shop keeps outside its workflows: a catalogue, stock, a payment ledger and an order book. Each write takes the step's
/// idempotency key, so that a step that runs twice has the effect of one.
final class Shop: Sendable {
    struct Product: Sendable {
        let name: String
        let priceCents: Int
    }

    static let catalogue: [String: Product] = [
        "MU-001": Product(name: "Mug, blue", priceCents: 1290),
        "MU-002": Product(name: "Mug, large", priceCents: 1590),
        "TS-010": Product(name: "T-shirt, organic cotton", priceCents: 2490),
        "BK-100": Product(name: "Notebook, dotted", priceCents: 890),
    ]

    /// Value added tax in per mille, by country.
    static let taxPerMille: [String: Int] = ["DE": 190, "FR": 200, "SE": 250, "CH": 81, "US": 0]

    private struct State {
        var stock: [String: Int]
        var reservations: [String: [Reservation]] = [:]
        var charges: [String: Int] = [:]
    }

    struct Reservation: Sendable {
        let sku: String
        let quantity: Int
        let remaining: Int
    }

    struct OutOfStock: Error {
        let sku: String
        let wanted: Int
        let left: Int
    }

    private let state: Mutex<State>

    init(stock: [String: Int] = ["MU-001": 40, "MU-002": 12, "TS-010": 100, "BK-100": 3]) {
        state = Mutex(State(stock: stock))
    }

    /// Takes all quantities or none. The same key gives back the first answer.
    func reserve(_ wanted: [(sku: String, quantity: Int)], key: String) throws -> [Reservation] {
        try state.withLock { state in
            if let earlier = state.reservations[key] { return earlier }
            var stock = state.stock
            var made: [Reservation] = []
            for (sku, quantity) in wanted {
                let left = stock[sku] ?? 0
                guard left >= quantity else { throw OutOfStock(sku: sku, wanted: quantity, left: left) }
                stock[sku] = left - quantity
                made.append(Reservation(sku: sku, quantity: quantity, remaining: left - quantity))
            }
            state.stock = stock
            state.reservations[key] = made
            return made
        }
    }

    /// Charges once for a key.
    func charge(_ cents: Int, key: String) {
        state.withLock { state in
            if state.charges[key] == nil { state.charges[key] = cents }
        }
    }

    var chargedCents: Int { state.withLock { $0.charges.values.reduce(0, +) } }
    func stock(of sku: String) -> Int { state.withLock { $0.stock[sku] ?? 0 } }

    /// A short id that is the same for every attempt of one step: FNV-1a over its idempotency key.
    static func id(_ prefix: String, for key: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in key.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return prefix + "_" + String(hash, radix: 36)
    }
}
