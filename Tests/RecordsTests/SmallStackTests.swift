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
