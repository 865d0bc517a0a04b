import Stepsmith
import Testing

/// Values and rules that a careless implementation would take hours or gigabytes over.
struct HostileValueTests {
    /// At most 1,000 digits are read: more is nothing that a schema could mean.
    @Test func longFactors() {
        let factor = "0." + String(repeating: "0", count: 500) + String(repeating: "7", count: 450)
        #expect(failures { $0.multipleOf(1.7976931348623157e308, factor) }.count == 1)
        #expect(failures { $0.multipleOf(1e308, String(repeating: "1", count: 100_000)) }.count == 1)
    }

    @Test(arguments: ["0", "-0.0", "x", "", "1e9223372036854775807", "1e-9223372036854775808", "1e", "1.2.3"])
    func factorsThatAreNone(_ factor: String) {
        #expect(failures { $0.multipleOf(12.0, factor) }.map(\.keyword) == ["multipleOf"])
    }

    @Test func explosivePatterns() {
        let text = String(repeating: "a", count: 20_000)
        #expect(failures { $0.pattern(text + "!", "^(a+)+$") }.count == 1)
        #expect(failures { $0.pattern(text, "(a|a)*b") }.count == 1)
    }

    @Test func patternsAreMatchedFromManyTasks() async {
        let count = await withTaskGroup(of: Int.self) { group in
            for task in 0..<8 {
                group.addTask {
                    var count = 0
                    for number in 0..<200 { count += failures { $0.pattern("x\(task)", "^x\(number % 20)$") }.count }
                    return count
                }
            }
            return await group.reduce(0, +)
        }
        #expect(count == 8 * 190)
    }

    @Test func manyUniqueItems() {
        let items = (0..<50_000).map { JSONValue.array([.integer($0), .string("x")]) }
        #expect(failures { $0.uniqueItems(items) }.isEmpty)
        #expect(failures { $0.uniqueItems(items + [items[777]]) }.count == 1)
    }

    @Test func longStringsAndNumbers() throws {
        let value = JSONValue.string(String(repeating: "é\"\n0123456789", count: 100_000))
        #expect(try JSONValue(parsing: value.bytes()) == value)
        let digits = String(repeating: "1", count: 1_000_000)
        #expect(throws: JSONError.self) { try JSONValue(parsing: digits) }
        #expect(try JSONValue(parsing: "0." + digits) == .number(1.0 / 9))
        #expect(throws: JSONError.self) { try JSONValue(parsing: "1e" + digits) }
        #expect(try JSONValue(parsing: "1e-" + digits) == 0)
    }

    @Test func longLists() {
        let many = (0..<10_000).map { String(repeating: "x", count: 200) + String($0) }
        #expect(
            failures { $0.enumeration(1, many.map { .string($0) }) }.first.map { $0.expected.utf8.count < 2_000 }
                == true)
    }
}
