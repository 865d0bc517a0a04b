internal import ArgumentParser
internal import Stepsmith

struct Resolve<App: WorkflowApplication>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "resolve", abstract: "Settles a step by hand, and has its run go on as if the step had succeeded.",
            discussion: "If this program has the run's workflow, the result is checked against the step's result_schema.")
    }

    @OptionGroup var store: StoreOption<App>
    @OptionGroup var run: RunArgument

    @Argument(help: "The step, as `show` names it.")
    var step: String

    @Option(help: ArgumentHelp("A JSON file with its result, - for standard input; none without.", valueName: "file"))
    var result: String?

    func run() async throws {
        let console = Console.current
        let store = try await store.open()
        let run = try await RunLookup(store: store).snapshot(run.run)
        var text: [UInt8]?
        if let result {
            let registration = try await App.workflows().first { $0.definition.identity == run.workflow }?.registration
            let definition = run.step(step)?.definition ?? step
            text = try check(try JSONFile.read(result, console), of: definition, registration, console)
        }
        guard try await store.resolve(run.id, step: step, result: text) else {
            let state = run.step(step)?.state.rawValue ?? "not there yet"
            throw CommandFailure(
                "Step \(step.printable) cannot be settled: it is \(state), in a run that is \(run.state.rawValue).")
        }
        console.print("Step \(step.printable) of run \(run.id) is settled\(text == nil ? ", without a result" : "").")
    }

    /// The result as it is stored.
    private func check(
        _ text: [UInt8], of step: String, _ registration: Registration?, _ console: Console
    ) throws -> [UInt8] {
        do {
            let json = try JSONValue(parsing: text)
            if let registration {
                try registration.checkResult(json, of: step)
            } else {
                console.note("note: this program does not have the run's workflow, so the result is stored unchecked.")
            }
            return try json.bytes()
        } catch let error as JSONError {
            throw CommandFailure("The result is not valid JSON: \(error)")
        } catch let error as Stepsmith.ValidationError {
            throw CommandFailure("The result breaks the result_schema of step \(step.printable):" + list(error))
        } catch let error as RecordError {
            throw CommandFailure("The result does not read as the type of step \(step.printable): \(error)")
        }
    }
}
