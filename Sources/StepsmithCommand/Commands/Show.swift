internal import ArgumentParser
internal import Stepsmith

struct Show<App: WorkflowApplication>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "show", abstract: "Shows a run: steps, errors, results, history.")
    }

    @OptionGroup var store: StoreOption<App>
    @OptionGroup var run: RunArgument

    @Flag(help: "The workers of large batches one by one.")
    var all = false

    @Flag(help: "One object, for programs. Has everything.")
    var json = false

    func run() async throws {
        let console = Console.current
        let run = try await RunLookup(store: try await store.open()).snapshot(run.run)
        if json {
            console.print(try JSONFragment.run(run).text(lines: 2))
        } else {
            RunReport(run, detail: .full, listsAll: all).print(on: console)
        }
    }
}
