import Foundation
import Stepsmith
import Testing

/// What recurses with a value must fit, at the limit of levels, on the smallest stack that a platform gives a thread.
struct SmallStackTests {
    @Test func theDeepestText() async {
        let text = String(repeating: "[{\"a\":", count: 256) + "1" + String(repeating: "}]", count: 256)
        let isFine = await onSmallStack { () -> Bool in
            guard let value = try? JSONValue(parsing: text), let copy = try? JSONValue(parsing: value.bytes()) else {
                return false
            }
            var validation = Validation()
            anything(value, &validation)
            return value == copy && value.hashValue == copy.hashValue && validation.isValid
        }
        #expect(isFine)
    }

    @Test func deeperValuesMadeByHand() async {
        let outcome = await onSmallStack { () -> (String, [String]) in
            var value: JSONValue = 1
            for _ in 0..<600 { value = ["a": value] }
            let keywords = failures { anything(value, &$0) }.map(\.keyword)
            do throws(JSONError) {
                _ = try value.bytes()
                return ("written", keywords)
            } catch {
                return (error.message, keywords)
            }
        }
        #expect(outcome.0 == "the value is nested more than 512 levels deep")
        #expect(outcome.1 == ["depth"])
    }

    @Test func recordsMadeByHand() async {
        let depths = [1, JSONLimits.recordLevels, JSONLimits.recordLevels + 1, 600]
        let written = await onSmallStack { () -> [Bool?] in
            depths.map { depth in
                let record = Chain(links: depth)
                do {
                    return try Chain(json: record.json()) == record
                } catch {
                    return (error as? RecordError)?.expected == "at most 256 levels" ? nil : false
                }
            }
        }
        #expect(written == [true, true, nil, nil])
    }

    @Test func recordsInArraysAndMapsMadeByHand() throws {
        // Three levels a link.
        #expect(throws: Never.self) { try Tree(links: JSONLimits.recordLevels / 3).json() }
        let error = #expect(throws: RecordError.self) { try Tree(links: JSONLimits.recordLevels / 3 + 2).json() }
        #expect(error?.found == "more" && error?.pointer.hasPrefix("/below/0/x/below/0/x") == true)
        #expect(throws: EncodingError.self) { try JSONEncoder().encode(Tree(links: 1_000)) }
    }

    /// Rules within rules take more stack than the value has levels, so such values may be less deep.
    @Test func alternativesWithinAlternatives() async {
        let outcomes = await onSmallStack { () -> [[String]] in
            [50, 120, 500].map { levels in
                var value: JSONValue = 1
                for _ in 0..<levels { value = ["a": value] }
                return Array(Set(failures { choice(value, &$0) }.map(\.keyword)))
            }
        }
        #expect(outcomes == [[], [], ["anyOf"]])
    }

    @Test func textThatNeverCloses() async {
        let refused = await onSmallStack { () -> [Bool] in
            ["[", "{\"a\":", "[{\"a\":"].map { (try? JSONValue(parsing: String(repeating: $0, count: 100_000))) == nil }
        }
        #expect(refused == [true, true, true])
    }
}

/// The rules of a schema that refers to itself.
private func anything(_ value: JSONValue, _ v: inout Validation) {
    if let array = value.arrayValue { v.items(array, anything) }
    if let object = value.objectValue { v.additional(object, anything) }
}

/// An integer, or an object of such.
private func choice(_ value: JSONValue, _ v: inout Validation) {
    v.anyOf(
        value,
        [
            { (value: JSONValue, v: inout Validation) -> Void in v.integer(value) },
            { (value: JSONValue, v: inout Validation) -> Void in
                v.nested(value) { (value: JSONValue, v: inout Validation) -> Void in
                    guard let o = v.object(value) else { return }
                    if let m = v.member(o, "a") { v.nested(m, choice) }
                }
            },
        ])
}

/// A record that holds another, in the shape of generated code.
private struct Chain: Record {
    private var storage: Boxed<Chain?>
    var next: Chain? {
        get { storage.value }
        set { storage.value = newValue }
    }

    init(links: Int) {
        storage = Boxed(nil)
        for _ in 1..<max(links, 1) {
            var outer = self
            outer.next = self
            self = outer
        }
    }
    init(from r: RecordReader) throws { storage = Boxed(try r.optional("next")) }
    func write(to w: inout RecordWriter) throws { try w.optional("next", next) }
    static func validate(_ value: JSONValue, _ v: inout Validation) {}
}

private struct Tree: Record {
    var below: [[String: Tree]] = []

    init(links: Int) {
        for _ in 1..<links {
            var outer = self
            outer.below = [["x": self]]
            self = outer
        }
    }
    init(from r: RecordReader) throws { below = try r.value("below") }
    func write(to w: inout RecordWriter) throws { try w.value("below", below) }
    static func validate(_ value: JSONValue, _ v: inout Validation) {}
}
