internal import ArgumentParser
internal import Stepsmith

/// Which store a command works on.
struct StoreOption<App: WorkflowApplication>: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The store: \(App.stores.map(\.usage).joined(separator: " or ")). Else STEPSMITH_STORE says it, else it is \(App.defaultStore).",
            valueName: "address"))
    var store: String?

    var address: StoreAddress {
        get throws {
            let environment = Console.current.environment["STEPSMITH_STORE"].flatMap { $0.isEmpty ? nil : $0 }
            do {
                return try StoreAddress(store ?? environment ?? App.defaultStore, among: App.stores)
            } catch {
                throw misuse(error.message)
            }
        }
    }

    /// The store, for a command that looks for runs which other processes have made.
    func open() async throws -> any WorkflowStore {
        let address = try address
        if !address.scheme.isDurable {
            let others = App.stores.filter(\.isDurable).map(\.usage)
            let advice = others.isEmpty ? "" : " Name another with --store or STEPSMITH_STORE: \(others.joined(separator: ", "))."
            Console.current.note("note: \(address.scheme.usage) holds no runs of other processes.\(advice)")
        }
        return try await address.open()
    }
}

/// A run that a command is about.
struct RunArgument: ParsableArguments {
    @Argument(help: ArgumentHelp("The run's id, or four characters or more that it alone begins or ends with.", valueName: "run"))
    var run: String
}
