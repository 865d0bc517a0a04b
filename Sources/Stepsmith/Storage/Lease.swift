/// Names a worker: one engine in one process.
public struct WorkerID: Hashable, Sendable, Codable, CustomStringConvertible {
    public let rawValue: String
    public init(_ rawValue: String) { self.rawValue = rawValue }
    public var description: String { rawValue }
}

/// A step held by a worker. The token is new for every claim of the step, which is what fences late answers.
public struct Lease: Hashable, Sendable {
    /// The run that the step belongs to.
    public var run: RunID
    /// The step's position in the run.
    public var position: Int
    /// Grows with every claim of the step, so that a late answer of an earlier one is told apart.
    public var token: Int

    public init(run: RunID, position: Int, token: Int) {
        self.run = run
        self.position = position
        self.token = token
    }
}
