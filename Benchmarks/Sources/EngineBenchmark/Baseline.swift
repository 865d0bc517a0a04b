/// Something to compare a step with: calls of an actor, one after the other.
actor Counter {
    var count = 0
    func increment() { count += 1 }
}

func awaitActor(times: Int) async throws {
    let counter = Counter()
    for _ in 0..<times { await counter.increment() }
    guard await counter.count == times else { throw BenchmarkError("the actor was called another number of times") }
}
