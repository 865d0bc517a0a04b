extension SQLiteStore {
    /// Leaves the file as a process does that is killed between two operations: nobody is told, and its locks are gone. For tests.
    ///
    /// - Parameter look: is called when this store counts as dead, before its connections close, the last of which tidies up as a
    ///   killed process does not.
    package func abandon(_ look: () throws -> Void = {}) throws {
        presence.abandon()
        defer { try? end(keepingPresence: true) }
        try look()
    }
}
