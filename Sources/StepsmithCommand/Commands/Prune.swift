internal import ArgumentParser
internal import Stepsmith

struct Prune<App: WorkflowApplication>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "prune", abstract: "Deletes runs that finished long ago, with all that belongs to them.")
    }

    @OptionGroup var store: StoreOption<App>

    @Option(help: ArgumentHelp("How long ago: 30d, 12h, 90m or 45s.", valueName: "age"))
    var olderThan: String

    /// So many at a time, so that others get their turn in between.
    private static var portion: Int { 1_000 }

    func validate() throws {
        if Duration(age: olderThan) == nil { throw misuse("--older-than takes a number with d, h, m or s, such as 30d.") }
    }

    func run() async throws {
        guard let age = Duration(age: olderThan) else { return }
        let store = try await store.open()
        var total = 0
        while true {
            let count = try await store.prune(finishedFor: age, limit: Self.portion)
            total += count
            if count < Self.portion { break }
        }
        Console.current.print("Deleted \(counted(total, "run")).")
    }
}
