/// What a store or the planner did wrong, in a sentence.
struct Violation: Error {
    let message: String
    init(_ message: String) { self.message = message }
}

func require(_ condition: Bool, _ message: @autoclosure () -> String) throws {
    if !condition { throw Violation(message()) }
}
