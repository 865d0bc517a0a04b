import Stepsmith

/// A batch written by hand in the shape of generated code: as many workers as the input says; those it lists fail.
enum Parcels: Workflow {
    typealias Input = JSONObject
    typealias Output = Int

    enum Split: WorkflowStep {
        typealias Flow = Parcels
        typealias Result = JSONObject
        static let name = "split"
        static func validate(result: JSONValue, _ v: inout Validation) { _ = v.object(result) }
    }
    enum Send: WorkflowStep {
        typealias Flow = Parcels
        typealias Result = Int
        static let name = "send"
        static func validate(result: JSONValue, _ v: inout Validation) { v.integer(result) }
    }
    enum Count: WorkflowStep {
        typealias Flow = Parcels
        typealias Result = Int
        static let name = "count"
        static func validate(result: JSONValue, _ v: inout Validation) { v.integer(result) }
    }

    static let definition = WorkflowDefinition(
        namespace: "shop", name: "parcels", version: "2.1.0", fingerprint: "p0",
        steps: [
            StepDefinition("split", .batchable, worker: "send"),
            StepDefinition(
                "send", .batchWorker, dependsOn: ["split"],
                batch: BatchPolicy(batchSize: 1, parallelism: 1_000, cursorField: "n", failureStrategy: .continueOnFailure)),
            StepDefinition("count", .deferredConvergence, dependsOn: ["send"]),
        ])

    static func validate(input: JSONValue, _ v: inout Validation) { _ = v.object(input) }
    static func output(from results: StepResults) throws -> Int { try results.result(of: Count.self) }

    static let registered: any WorkflowRegistration = {
        var table = HandlerTable<Parcels>()
        table.addBatchable(Split.self) { call in
            BatchConfig(totalItems: try call.input(of: Parcels.self)["count"]?.intValue ?? 0, batchSize: 1)
        }
        table.add(Send.self) { call in
            let number = try call.batch().startCursor
            let failing = try call.input(of: Parcels.self)["failing"]?.arrayValue ?? []
            if failing.contains(.integer(number)) { throw PermanentError(code: "LOST", message: "Parcel \(number) is lost.") }
            return number
        }
        table.add(Count.self) { call in try call.batchResults(of: Send.self).count }
        return RegisteredWorkflow(table)
    }()
}
