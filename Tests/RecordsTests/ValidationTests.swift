import Foundation
import Testing

@testable import Stepsmith

struct ValidationTests {
    private func failures(of changes: JSONObject, removing: [String] = []) throws -> [ValidationFailure] {
        var object = try #require(try JSONValue(parsing: Order.text).objectValue)
        for (name, value) in changes { object[name] = value }
        for name in removing { object[name] = nil }
        var validation = Validation()
        Order.validate(.object(object), &validation)
        do {
            try validation.finish()
            return []
        } catch {
            return try #require(error as? ValidationError).failures
        }
    }

    @Test func theSampleIsValid() throws {
        #expect(try failures(of: [:]).isEmpty)
        #expect(
            try failures(
                of: ["total": 1e308, "coupon": "ab", "count": 1.0], removing: ["note", "prices", "parts", "extra"]
            )
            .isEmpty)
    }

    @Test(
        arguments: [
            (["count": 1.5], "/count", "type"), (["coupon": "a"], "/coupon", "minLength"),
            (["note": nil], "/note", "type"),
            (["status": "x"], "/status", "enum"), (["items": []], "/items", "minItems"),
            (["items": [1]], "/items/0", "type"),
            (["items": [["sku": "A", "quantity": 0]]], "/items/0/quantity", "minimum"),
            (["items": [["sku": "A", "quantity": 1, "~/": 1]]], "/items/0/~0~1", "additionalProperties"),
            (["items": [["sku": "A", "quantity": 1], ["sku": "A"]]], "/items/1/quantity", "required"),
            (["total": 19.999], "/total", "multipleOf"), (["label": "A"], "/label", "format"),
            (["prices": [:]], "/prices", "minProperties"),
            (["prices": ["~1/": 0]], "/prices/~01~1", "exclusiveMinimum"),
            (["parts": ["a/b": ["sku": "a", "quantity": 1]]], "/parts/a~1b/sku", "pattern"),
            (["x~/y": 10], "/x~0~1y", "maximum"),
            (["": "x"], "/", "type"),
        ] as [(JSONObject, String, String)])
    func pointers(_ changes: JSONObject, _ pointer: String, _ keyword: String) throws {
        let failures = try failures(of: changes)
        #expect(failures.map(\.pointer) == [pointer])
        #expect(failures.map(\.keyword) == [keyword])
    }

    @Test func theRootHasAnEmptyPointer() throws {
        var validation = Validation()
        Order.validate([], &validation)
        let error = #expect(throws: ValidationError.self) { try validation.finish() }
        #expect(error?.failures.map(\.pointer) == [""])
        #expect(error?.description == "the value: expected an object, found an array of 0 items (type)")
    }

    @Test func allFailuresAreReportedTogether() throws {
        let failures = try failures(
            of: [
                "items": [["sku": "a", "quantity": 0], ["x": 1]], "count": "x", "extra": 10,
                "parts": ["k": ["sku": "A", "quantity": 1], "l": 5], "priority": 0.5,
            ],
            removing: ["id", "label"])
        #expect(
            failures.map { $0.pointer + " " + $0.keyword } == [
                "/id required", "/label required", "/extra maximum", "/items/0/sku pattern",
                "/items/0/quantity minimum",
                "/items/1/sku required", "/items/1/quantity required", "/items/1/x additionalProperties", "/count type",
                "/priority type", "/parts/l type",
            ])
    }

    @Test func failuresHaveALimit() throws {
        let many = JSONValue.array(Array(repeating: 1, count: 5_000))
        let failures = try failures(of: ["items": many, "parts": "x"])
        #expect(failures.count == Validation.limit)
        #expect(failures.last?.pointer == "/items/\(Validation.limit - 1)")
    }

    @Test func aValueIsNeverEchoed() throws {
        let secret: JSONValue = "S3CR3T/~x"
        var object = JSONObject()
        for name in Order.known { object[name] = secret }
        object["items"] = [secret, ["sku": secret, "quantity": secret]]
        object["prices"] = ["a": secret]
        object["parts"] = ["a": secret, "b": ["sku": secret, "quantity": 1]]
        object["extra"] = secret
        object["note"] = "S3CR3T S3CR3T S3CR3T S3CR3T"
        var validation = Validation()
        Order.validate(.object(object), &validation)
        validation.enumeration(secret, ["a", 1])
        validation.type(secret, [.null, .integer])
        validation.uniqueItems([secret, secret])
        validation.maxProperties(["S3CR3T": secret], 0)
        validation.multipleOf(73_135_131, "2")
        validation.maximum(73_135_131, 5)
        validation.minimum(-73_135_131.5, 5)
        let error = try #require(#expect(throws: ValidationError.self) { try validation.finish() })
        #expect(error.failures.count > 20)
        for text in [error.description, "\(error)", String(reflecting: error)] {
            #expect(!text.contains("S3CR3T") && !text.contains("73135131"))
        }
        for name in [
            "id", "placed", "status", "items", "total", "count", "is_gift", "label", "prices", "parts", "extra",
        ] {
            var order = try #require(try JSONValue(parsing: Order.text).objectValue)
            order[name] = object[name]
            let error = #expect(throws: RecordError.self) { try Order(json: .object(order)) }
            #expect(error?.description.contains("S3CR3T") == false)
        }
    }

    @Test func recursiveRulesStopAtTheDepthOfJSON() throws {
        var value: JSONValue = []
        for _ in 0..<2_000 { value = [value] }
        var validation = Validation()
        Nested.validate(value, &validation)
        let error = #expect(throws: ValidationError.self) { try validation.finish() }
        #expect(error?.failures.map(\.keyword) == ["depth"])
        var shallow: JSONValue = []
        for _ in 0..<500 { shallow = [shallow] }
        validation = Validation()
        Nested.validate(shallow, &validation)
        #expect(validation.isValid)
    }

    @Test func aLongListOfValuesIsCut() throws {
        var validation = Validation()
        validation.oneOf("x", (0..<100).map { "value\($0)" } + [String(repeating: "y", count: 500)])
        let error = try #require(#expect(throws: ValidationError.self) { try validation.finish() })
        #expect(error.description.contains("\"value19\", …") && !error.description.contains("value20"))
    }

    private enum Nested {
        static func validate(_ value: JSONValue, _ v: inout Validation) {
            if let x = v.array(value) { v.items(x, Nested.validate) }
        }
    }
}
