import Testing

@testable import Stepsmith

@Suite("Batches")
struct BatchTests {
    @Test(
        "Items are cut into ranges of one size, the last one short, and no more ranges than workers",
        arguments: [
            // Items, size, most workers; ranges, their size, the last one's size.
            (25, 10, nil, 3, 10, 5), (20, 10, nil, 2, 10, 10), (1, 10, nil, 1, 10, 1), (25, 10, 2, 2, 13, 12),
            (10, 1, 4, 4, 3, 1), (1000, 1, 3, 3, 334, 332), (100, 10, 100, 10, 10, 10), (5, 10, 1, 1, 10, 5),
            (.max, .max, nil, 1, .max, .max), (.max, 1, 1, 1, .max, .max),
        ] as [(Int, Int, Int?, Int, Int, Int)])
    func ranges(_ row: (items: Int, size: Int, most: Int?, count: Int, each: Int, last: Int)) throws {
        let ranges = try #require(BatchRanges(cutting: row.items, by: row.size, maxWorkers: row.most))
        #expect(ranges.count == row.count && ranges.size == row.each)
        let last = ranges[ranges.count - 1]
        #expect(last.endCursor == row.items && last.endCursor - last.startCursor == row.last)
        #expect(ranges[0].startCursor == 0)
    }

    @Test("No items are no ranges; a number or a size that makes no sense is nothing")
    func none() {
        #expect(BatchRanges(cutting: 0, by: 10, maxWorkers: 3)?.count == 0)
        #expect(BatchRanges(cutting: -1, by: 10, maxWorkers: nil) == nil)
        #expect(BatchRanges(cutting: 5, by: 0, maxWorkers: nil) == nil)
    }

    @Test(
        "A worker's name has its number, of three digits or more", arguments: [(0, "w_001"), (998, "w_999"), (9999, "w_10000")])
    func names(_ index: Int, _ name: String) {
        #expect(BatchRange(index: index, count: 10_000, startCursor: 0, endCursor: 1, batchSize: 1).stepName(of: "w") == name)
    }

    @Test(
        "A definition whose batches cannot be told apart is refused",
        arguments: [
            (
                [StepDefinition("a", .batchable, worker: "w"), StepDefinition("b", .batchable, worker: "w")],
                "both cut batches for w"
            ),
            ([StepDefinition("a", .batchable, worker: "w"), StepDefinition("w_001", dependsOn: ["a"])], "w_001 is called"),
        ])
    func refused(_ steps: [StepDefinition], _ message: String) {
        let mould = StepDefinition("w", .batchWorker, dependsOn: ["a"])
        #expect {
            _ = try WorkflowGraph(
                WorkflowDefinition(namespace: "t", name: "t", version: "1", fingerprint: "f", steps: steps + [mould]))
        } throws: {
            "\($0)".contains(message)
        }
    }
}
