import Foundation
import Testing

@testable import Stepsmith

struct RecordTests {
    @Test func readsEveryProperty() throws {
        let order = try Order(json: JSONValue(parsing: Order.text))
        #expect(order.id == UUID(uuidString: "2EB8AA08-AA98-11EA-B4AA-73B441D16380"))
        #expect(order.placed == Date(timeIntervalSince1970: 1_769_851_800.25))
        #expect(order.status == .open)
        #expect(order.items == [Order.Item(sku: "AB", quantity: 2)])
        #expect(order.total == 19.99)
        #expect(order.count == 9_007_199_254_740_993)
        #expect(order.isGift)
        #expect(order.label == Data("foo".utf8))
        #expect(order.note == "n")
        #expect(order.coupon == nil)
        #expect(order.prices == ["a": 1.5])
        #expect(order.parts == ["p/q~": Order.Item(sku: "C", quantity: 1)])
        #expect(order.additionalProperties == ["extra": 7])
        try order.validate()
    }

    @Test func writesWhatItRead() throws {
        let order = try Order(json: JSONValue(parsing: Order.text))
        #expect(try order.json().text() == Order.text)
    }

    @Test func absentProperties() throws {
        var object = try #require(try JSONValue(parsing: Order.text).objectValue)
        for name in ["note", "coupon", "priority", "prices", "parts", "extra"] { object[name] = nil }
        let order = try Order(json: .object(object))
        #expect(order.note == nil && order.prices == nil && order.parts == nil && order.additionalProperties.isEmpty)
        #expect(order.priority == 5)
        let written = try #require(try order.json().objectValue)
        // Nothing for an optional property, null for a nullable one, the default for what has one.
        #expect(written["note"] == nil && written["parts"] == nil)
        #expect(written["coupon"] == JSONValue.null && written["priority"] == 5)
        #expect(try Order(json: .object(written)) == order)
    }

    // MARK: Coders

    @Test func codersReadAndWriteTheSameJSON() throws {
        let order = try Order(json: JSONValue(parsing: Order.text))
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .secondsSince1970
        encoder.dataEncodingStrategy = .deferredToData
        for encoder in [JSONEncoder(), encoder] {
            let data = try encoder.encode(order)
            #expect(try JSONValue(parsing: Array(data)) == order.json())
        }
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .millisecondsSince1970
        decoder.dataDecodingStrategy = .deferredToData
        for decoder in [JSONDecoder(), decoder] {
            #expect(try decoder.decode(Order.self, from: Data(Order.text.utf8)) == order)
        }
        #expect(
            try JSONDecoder().decode([String: [Order]].self, from: JSONEncoder().encode(["a": [order]])) == [
                "a": [order]
            ])
    }

    /// A property list has neither null nor a type for whatever JSON is.
    @Test func propertyLists() throws {
        var order = try Order(json: JSONValue(parsing: Order.text))
        order.coupon = "c1"
        let data = try PropertyListEncoder().encode(order)
        #expect(try PropertyListDecoder().decode(Order.self, from: data) == order)
    }

    @Test func codersCarryAnyJSON() throws {
        let value: JSONValue = [
            nil, true, false, 0, 1, .integer(.max), .integer(.min), 0.5, 1e300, "", "é", [], [:], [[1, nil]],
            ["a": ["b": nil]],
        ]
        #expect(try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(value)) == value)
        #expect(
            try JSONDecoder().decode(JSONObject.self, from: Data("{\"b\":[1],\"a\":null}".utf8)) == [
                "a": nil, "b": [1],
            ])
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(JSONObject.self, from: Data("[]".utf8)) }
    }

    @Test func codersThrowTheirOwnErrors() throws {
        var object = try #require(try JSONValue(parsing: Order.text).objectValue)
        object["placed"] = "yesterday"
        let error = #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(Order.self, from: Data(JSONValue.object(object).bytes()))
        }
        guard case .dataCorrupted(let context)? = error else {
            Issue.record("another error")
            return
        }
        #expect(context.codingPath.map(\.stringValue) == ["placed"])
        #expect(context.debugDescription.contains("/placed") && !context.debugDescription.contains("yesterday"))
        object["placed"] = nil
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(Order.self, from: Data(JSONValue.object(object).bytes()))
        }
        var order = try Order(json: JSONValue(parsing: Order.text))
        order.total = .nan
        #expect(throws: EncodingError.self) { try JSONEncoder().encode(order) }
    }

    // MARK: Equality

    @Test func equality() throws {
        let order = try Order(json: JSONValue(parsing: Order.text))
        var other = order
        #expect(other == order)
        other.items[0].quantity = 3
        #expect(other != order)
        other = order
        other.note = nil
        #expect(other != order)
        other = order
        other.total = .nan
        #expect(other != other)
    }

    // MARK: Errors

    @Test(
        arguments: [
            ("id", "x", "/id"), ("placed", 5, "/placed"), ("placed", "2026-02-30T00:00:00Z", "/placed"),
            ("status", "unknown", "/status"),
            ("status", nil, "/status"),
            ("items", [["sku": "A", "quantity": 1], ["sku": "A", "quantity": 1.5]], "/items/1/quantity"),
            ("items", [["sku": "A"]], "/items/0/quantity"), ("items", [1], "/items/0"), ("items", [:], "/items"),
            ("total", "1", "/total"),
            ("count", 1e19, "/count"), ("count", nil, "/count"), ("is_gift", 1, "/is_gift"), ("label", "A", "/label"),
            ("note", 1, "/note"),
            ("priority", nil, "/priority"), ("priority", "p", "/priority"), ("prices", ["a/b~": "x"], "/prices/a~1b~0"),
            ("parts", ["q": ["sku": 1, "quantity": 1]], "/parts/q/sku"), ("x/y", "x", "/x~1y"),
        ] as [(String, JSONValue, String)])
    func errorsPointAtTheProperty(_ name: String, _ value: JSONValue, _ pointer: String) throws {
        var object = try #require(try JSONValue(parsing: Order.text).objectValue)
        object[name] = value
        let error = #expect(throws: RecordError.self) { try Order(json: .object(object)) }
        #expect(error?.pointer == pointer)
    }

    @Test(arguments: ["id", "placed", "status", "items", "total", "count", "is_gift", "label"])
    func missingProperties(_ name: String) throws {
        var object = try #require(try JSONValue(parsing: Order.text).objectValue)
        object[name] = nil
        let error = #expect(throws: RecordError.self) { try Order(json: .object(object)) }
        #expect(error == RecordError(pointer: "/\(name)", expected: "a value", found: "nothing"))
    }

    @Test func writingErrorsPointAtTheProperty() throws {
        var order = try Order(json: JSONValue(parsing: Order.text))
        order.prices = ["a/b": .infinity]
        #expect(#expect(throws: RecordError.self) { try order.json() }?.pointer == "/prices/a~1b")
        order.prices = nil
        order.additionalProperties = ["count": 1]
        #expect(#expect(throws: RecordError.self) { try order.json() }?.pointer == "/count")
        #expect(throws: EncodingError.self) { try JSONEncoder().encode(order) }
    }

    @Test func namesThatADictionaryTakesForOneAreRefused() {
        let object: JSONObject = ["é": 1, "e\u{301}": 2]
        #expect(throws: RecordError.self) { try [String: Int](json: .object(object)) }
    }

    private enum Accent: String, RecordEnum {
        case one = "\u{E9}"
    }

    private struct Spelled: Record {
        var one = 1
        var others: [String: Int] = [:]
        init(_ others: [String: Int]) { self.others = others }
        init(from r: RecordReader) throws {
            one = try r.int("\u{E9}")
            others = try r.additional(except: ["\u{E9}"])
        }
        func write(to w: inout RecordWriter) throws {
            try w.int("\u{E9}", one)
            try w.additional(others)
        }
        static func validate(_ value: JSONValue, _ v: inout Validation) {}
    }

    /// Two texts that Swift calls equal, and JSON does not.
    @Test func canonicallyEquivalentTextIsOtherText() throws {
        #expect(try Accent(json: "\u{E9}") == .one)
        #expect(throws: RecordError.self) { try Accent(json: "e\u{301}") }
        let both: JSONObject = ["\u{E9}": 1, "e\u{301}": 2]
        let record = try Spelled(json: .object(both))
        #expect(try record.one == 1 && record.others == ["e\u{301}": 2] && record.json() == .object(both))
        // Foundation's encoder would keep one of the two.
        #expect(throws: EncodingError.self) { try JSONEncoder().encode(record) }
        #expect(throws: RecordError.self) { try Spelled(["\u{E9}": 2]).json() }
    }

    @Test func scalars() throws {
        #expect(
            try Int(json: 3.0) == 3 && Int32(json: .integer(Int(Int32.min))) == .min
                && Int64(json: .integer(.max)) == .max)
        #expect(throws: RecordError.self) { try Int32(json: 2_147_483_648) }
        #expect(try Double(json: 3) == 3 && [Int?](json: [1, nil]) == [1, nil])
        #expect(try [Int?]([1, nil]).json() == [1, nil])
        #expect(
            UUID(uuidString: "2EB8AA08-AA98-11EA-B4AA-73B441D16380")?.json() == "2eb8aa08-aa98-11ea-b4aa-73b441d16380")
        for text in ["2eb8aa08aa9811eab4aa73b441d16380", "{2eb8aa08-aa98-11ea-b4aa-73b441d16380}", ""] {
            #expect(throws: RecordError.self) { try UUID(json: .string(text)) }
        }
    }
}
