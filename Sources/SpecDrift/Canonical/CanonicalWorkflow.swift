/// A workflow as callers, handlers and stored runs know it. What `schema-lock.json` holds, and what versions are compared by.
public struct CanonicalWorkflow: Codable, Equatable, Sendable {
    public var namespace: String
    public var name: String
    public var version: String
    /// `Fingerprint.of(_:)`: what stores tell definitions of one version apart by.
    public var fingerprint: String
    public var input: CanonicalSchema?
    /// Every definition that a schema refers to, by its label.
    public var definitions: [String: CanonicalSchema]
    /// In the order written.
    public var steps: [Step]
    public var failurePolicy: String
    /// What environments change, each as a text.
    public var environments: [String: [String]]

    /// Namespace and name, which stay the same from one version to the next.
    public var identity: String { namespace + "/" + name }

    public struct Step: Codable, Equatable, Sendable {
        public var name: String
        public var kind: String
        public var callable: String
        public var swiftName: String?
        /// In the order written, which is that of the handler's arguments.
        public var dependencies: [Argument]
        /// Nil when the handler takes the whole input.
        public var inputs: [Argument]?
        public var result: CanonicalSchema?
        public var events: [Event]
        public var retry: String
        public var timeoutSeconds: Int?
        /// The name of the batch worker that a batchable step's ranges run on.
        public var worker: String?
        public var batch: String?
        public var api: String?
        /// The keys of `handler.initialization` with the types of their values.
        public var configuration: [String: String]?
    }

    /// A step depended on or a field of the input, with the label of the handler's argument where one was chosen.
    public struct Argument: Codable, Equatable, Sendable {
        public var label: String?
        public var name: String
    }

    public struct Event: Codable, Equatable, Sendable {
        public var name: String
        public var condition: String
        public var delivery: String
        public var payload: CanonicalSchema?
    }

    public func step(_ name: String) -> Step? { steps.first { $0.name == name } }
}
