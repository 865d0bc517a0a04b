internal import ArgumentParser
internal import Stepsmith

struct Check<App: WorkflowApplication>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "check", abstract: "Tells which unfinished runs would not go on in this program.",
            discussion: """
                Before a new build goes where runs are under way: each unfinished run of the store is held against the workflows of \
                this build, its version, its steps, its input and its recorded results. Reads only. Exit status: 0 when all would go \
                on, 1 when any would not.
                """)
    }

    @OptionGroup var store: StoreOption<App>

    @Flag(help: "An array of objects, for programs.")
    var json = false

    func run() async throws {
        let console = Console.current
        let store = try await store.open()
        let check = RunCheck(try await App.workflows().map(\.registration), store)
        var found: [(run: RunSummary, problem: String)] = []
        var count = 0
        var before: RunID?
        while true {
            let page = try await store.runs(RunQuery(state: .running, limit: 500, before: before))
            for run in page {
                count += 1
                if let problem = try await check.problem(of: run) { found.append((run, problem)) }
            }
            guard let last = page.last, page.count == 500 else { break }
            before = last.id
        }
        if json {
            let objects = found.map { run, problem -> JSONFragment in
                .object([
                    ("id", .text(run.id.rawValue)), ("workflow", .text(run.workflow.description)), ("problem", .text(problem)),
                ])
            }
            console.print(try JSONFragment.array(objects).text(lines: 1))
        } else {
            for (run, problem) in found { console.print("\(run.id)  \(run.workflow)  \(problem.printable)") }
            console.note("\(count) unfinished, \(found.isEmpty ? "all" : String(count - found.count)) would go on.")
        }
        if !found.isEmpty { throw ExitCode(1) }
    }
}

/// What keeps a run from going on in a program.
struct RunCheck {
    private let registrations: [WorkflowIdentity: Registration]
    private let store: any WorkflowStore

    init(_ registrations: [Registration], _ store: any WorkflowStore) {
        self.registrations = Dictionary(registrations.map { ($0.definition.identity, $0) }) { first, _ in first }
        self.store = store
    }

    /// Nil when it would go on, and when it has ended meanwhile.
    func problem(of run: RunSummary) async throws -> String? {
        guard let registration = registrations[run.workflow] else { return missing(run.workflow) }
        let stored = try await store.fingerprint(of: run.workflow)
        guard let snapshot = try await store.snapshot(of: run.id) else { return nil }
        if let problem = mismatch(snapshot, registration) { return problem }
        if let stored, stored != registration.definition.fingerprint {
            return "the store has version \(run.workflow.version) with fingerprint \(stored), and this program has "
                + "\(registration.definition.fingerprint): raise the version"
        }
        return nil
    }

    private func missing(_ workflow: WorkflowIdentity) -> String {
        let others = registrations.keys.filter { $0.namespace == workflow.namespace && $0.name == workflow.name }
        if others.isEmpty { return "this program does not have the workflow" }
        let versions = others.map(\.version).sorted().joined(separator: ", ")
        return "this program has version \(versions) only, so another worker has to take it"
    }

    private func mismatch(_ run: RunSnapshot, _ registration: Registration) -> String? {
        let known = Set(registration.definition.steps.map(\.name))
        let stored = Set(run.steps.map(\.definition))
        if let step = run.steps.first(where: { !known.contains($0.definition) }) {
            return "the workflow has no step \(step.definition) any more"
        }
        if let step = registration.definition.steps.first(where: { !stored.contains($0.name) }) {
            return "the run does not have the step \(step.name)"
        }
        if let problem = refusal(run.input, registration.checkInput) { return "its input is refused: \(problem)" }
        for step in run.steps {
            guard let result = step.result else { continue }
            if let problem = refusal(result, { try registration.checkResult($0, of: step.definition) }) {
                return "the recorded result of step \(step.name) is refused: \(problem)"
            }
        }
        return nil
    }

    private func refusal(_ text: [UInt8], _ check: (JSONValue) throws -> Void) -> String? {
        do {
            try check(try JSONValue(parsing: text))
            return nil
        } catch {
            return "\(error)"
        }
    }
}
