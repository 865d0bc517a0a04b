import Stepsmith

/// What planning needs of a definition, as JSON text: enough to show, cancel or settle a run in a program that has not registered its
/// workflow.
enum DefinitionText {
    static func text(of graph: WorkflowGraph) throws -> String {
        let definition = graph.definition
        let json: JSONValue = [
            "failure_policy": .string(definition.failurePolicy.rawValue), "steps": .array(definition.steps.map(json)),
        ]
        return String(decoding: try json.bytes(), as: UTF8.self)
    }

    static func text(of names: [String]) throws -> String {
        String(decoding: try JSONValue.array(names.map(JSONValue.string)).bytes(), as: UTF8.self)
    }

    static func names(in text: String) throws -> [String] {
        guard let names = try JSONValue(parsing: text).arrayValue?.compactMap(\.stringValue) else {
            throw DamagedFile("the positions of a workflow are no JSON array of names")
        }
        return names
    }

    static func graph(of text: String, identity: WorkflowIdentity, fingerprint: String) throws -> WorkflowGraph {
        let json = try JSONValue(parsing: text)
        let policy = json["failure_policy"]?.stringValue.flatMap(FailurePolicy.init) ?? .stop
        guard let steps = json["steps"]?.arrayValue else { throw DamagedFile("workflow \(identity) has no steps") }
        return try WorkflowGraph(
            WorkflowDefinition(
                namespace: identity.namespace, name: identity.name, version: identity.version, fingerprint: fingerprint,
                failurePolicy: policy, steps: try steps.map(step)))
    }

    private static func json(_ step: StepDefinition) -> JSONValue {
        var json: JSONObject = JSONObject()
        json["name"] = .string(step.name)
        json["kind"] = .string(step.kind.rawValue)
        if !step.dependencies.isEmpty { json["after"] = .array(step.dependencies.map(JSONValue.string)) }
        json["max_delay"] = .integer(Int(clamping: step.retry.maximum.wholeMicroseconds))
        if let worker = step.worker { json["worker"] = .string(worker) }
        if let batch = step.batch {
            json["batch"] = [
                "size": .integer(batch.batchSize), "parallelism": .integer(batch.parallelism),
                "cursor": .string(batch.cursorField), "on_failure": .string(batch.failureStrategy.rawValue),
            ]
        }
        return .object(json)
    }

    private static func step(_ json: JSONValue) throws -> StepDefinition {
        guard let name = json["name"]?.stringValue, let kind = json["kind"]?.stringValue.flatMap(StepKind.init) else {
            throw DamagedFile("a step of a workflow has no name or kind")
        }
        var batch: BatchPolicy?
        if let policy = json["batch"] {
            batch = BatchPolicy(
                batchSize: policy["size"]?.intValue ?? 1, parallelism: policy["parallelism"]?.intValue ?? 1,
                cursorField: policy["cursor"]?.stringValue ?? "",
                failureStrategy: policy["on_failure"]?.stringValue.flatMap(BatchPolicy.FailureStrategy.init) ?? .failFast)
        }
        return StepDefinition(
            name, kind, dependsOn: json["after"]?.arrayValue?.compactMap(\.stringValue) ?? [],
            retry: RetryPolicy(maximum: .microseconds(json["max_delay"]?.intValue ?? .max)),
            worker: json["worker"]?.stringValue, batch: batch)
    }
}

/// What the file says cannot be.
struct DamagedFile: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
