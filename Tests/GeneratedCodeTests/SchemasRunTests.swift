import Foundation
import Stepsmith
import Testing

/// Schemas made of other schemas: golden `schemas.yaml` and `shared_types.yaml`, compiled into this test and run.
struct SchemasRunTests {
    private static let least: JSONObject = ["payment": ["method": "card", "number": "1234"], "id_or_name": 1]

    private static func object(_ members: JSONObject) -> JSONValue {
        var object = least
        for (key, value) in members { object[key] = value }
        return .object(object)
    }

    private static func failures(_ members: JSONObject) -> [String] {
        var validation = Validation()
        Schemas.validate(input: object(members), &validation)
        do {
            try validation.finish()
            return []
        } catch let error as ValidationError {
            return error.failures.map { "\($0.pointer) \($0.keyword)" }
        } catch {
            return ["\(error)"]
        }
    }

    // MARK: Values

    @Test func aConstantTellsTheAlternative() throws {
        let card = try Schemas.Input(json: SchemasRunTests.object([:]))
        #expect(card.payment == .card(Schemas.Card(number: "1234")))
        let cash = try Schemas.Input(json: SchemasRunTests.object(["payment": ["method": "cash", "rounded": true]]))
        #expect(cash.payment == .cash(Schemas.Input.Payment.Cash(rounded: true)))
        #expect(
            throws: RecordError(
                pointer: "/payment/method", expected: #"one of "card", "transfer", "cash""#, found: "a string of 6 characters")
        ) {
            try Schemas.Input(json: SchemasRunTests.object(["payment": ["method": "barter"]]))
        }
    }

    @Test func theFirstThatValidates() throws {
        #expect(try Schemas.Input(json: SchemasRunTests.object([:])).idOrName == .integer(1))
        #expect(try Schemas.Input(json: SchemasRunTests.object(["id_or_name": "x"])).idOrName == .string("x"))
        #expect(throws: RecordError.self) { try Schemas.Input(json: SchemasRunTests.object(["id_or_name": ""])) }
        #expect(try Schemas.Input(json: SchemasRunTests.object(["number": "17"])).number == .string("17"))
        #expect(try Schemas.Input(json: SchemasRunTests.object(["number": 15])).number == .integer(15))
    }

    @Test func aDiscriminatorTellsTheAlternative() throws {
        let circle: JSONValue = ["kind": "Circle", "radius": 2]
        let rectangle: JSONValue = ["kind": "rect", "width": 2, "height": 3.5]
        let input = try Schemas.Input(json: SchemasRunTests.object(["figure": circle, "figures": [rectangle, circle]]))
        #expect(input.figure == .circle(Schemas.Circle(kind: "Circle", radius: 2)))
        #expect(input.figures?.first == .rectangle(Schemas.Rectangle(kind: "rect", width: 2, height: 3.5)))
    }

    @Test func mergedObjects() throws {
        let input = try Schemas.Input(
            json: SchemasRunTests.object([
                "customer": ["name": "Ada", "since": "2024-01-01T00:00:00Z", "boss": ["name": "Bo"]], "reviewer": ["name": "Cy"],
            ]))
        #expect(input.customer?.name == "Ada" && input.customer?.boss?.name == "Bo")
        #expect(input.reviewer == Schemas.Person(name: "Cy"))
        #expect(input.customer?.since == Date(timeIntervalSince1970: 1_704_067_200))
    }

    @Test func recursion() throws {
        let json: JSONValue = ["operator": "+", "operands": [1, ["operator": "*", "operands": [2, 3], "fallback": 4]]]
        let input = try Schemas.Input(json: SchemasRunTests.object(["expression": json]))
        guard case .operation(let sum)? = input.expression, case .operation(let product) = sum.operands[1] else {
            Issue.record("no operation")
            return
        }
        #expect(sum.operator == .plus && sum.operands[0] == .number(1) && product.fallback == .number(4))
        #expect(try input.json()["expression"] == json)
    }

    @Test func typesOfAnotherFile() throws {
        let json: JSONValue = ["amount": 19.99, "currency": "EUR", "parts": [["amount": 1, "currency": "USD"]]]
        let input = try Schemas.Input(json: SchemasRunTests.object(["price": json, "weight": 2]))
        let price: SharedTypes.Money? = input.price
        #expect(price?.parts == [SharedTypes.Money(amount: 1, currency: .usd)] && input.currency == SharedTypes.Currency.eur)
        try price?.validate()
        #expect(throws: ValidationError.self) { try SharedTypes.Money(amount: 19.995, currency: .eur).validate() }
    }

    // MARK: Null and absent

    @Test func absentAndNullAreToldApart() throws {
        for member in ["note", "remark", "owner", "reviewer", "number"] {
            let absent = try Schemas.Input(json: SchemasRunTests.object([:]))
            var null = try Schemas.Input(json: SchemasRunTests.object([member: .null]))
            #expect(absent.nullMembers == [] && null.nullMembers.contains(member) && absent != null)
            #expect(try absent.json()[member] == nil && null.json()[member] == .null)
            null.nullMembers.remove(member)
            #expect(null == absent)
        }
        var input = try Schemas.Input(json: SchemasRunTests.object(["note": nil]))
        input.note = "text"
        #expect(try input.json()["note"] == "text")
    }

    // MARK: Round trips

    @Test(
        arguments: [
            [:], ["id_or_name": "x"], ["number": nil], ["number": 10], ["number": "007"], ["size": "large"],
            ["contact": ["email": "a@example.com", "country": "DE"]], ["headers": ["a-b": "c"]],
            ["labels": ["name": "x", "x-a": 1]],
            ["pair": ["a", 1]], ["window": ["unit": "percent", "value": 99, "more": [1, nil]]], ["window": ["value": 200]],
            ["closed": ["name": "x", "age": 12, "boss": ["name": "y", "any": 1]]],
            ["prices": [["amount": 0.07, "currency": "USD"]], "currency": "USD"],
        ] as [JSONObject])
    func roundTrip(_ members: JSONObject) throws {
        #expect(SchemasRunTests.failures(members) == [])
        let input = try Schemas.Input(json: SchemasRunTests.object(members))
        let json = try input.json()
        let again = try Schemas.Input(json: json)
        #expect(try again == input && again.json() == json)
        for (key, value) in members where key != "closed" { #expect(json[key] == value) }
        let coded = try JSONDecoder().decode(Schemas.Input.self, from: JSONEncoder().encode(input))
        #expect(coded == input)
    }

    // MARK: Rules

    @Test(
        arguments: [
            (["payment": ["method": "card", "number": "12"]], ["/payment/number pattern"]),
            (["payment": ["method": "barter"]], ["/payment/method oneOf"]), (["payment": [:]], ["/payment/method required"]),
            (["payment": 1], ["/payment type"]), (["id_or_name": ""], ["/id_or_name anyOf"]), (["number": 7], ["/number oneOf"]),
            (["figure": ["kind": "rect", "radius": 1]], ["/figure/width required", "/figure/height required"]),
            (["figures": []], ["/figures contains"]),
            (["customer": ["name": "Adelaide"]], ["/customer/since required", "/customer/name maxLength"]),
            (["customer": ["name": 1, "since": "x"]], ["/customer/name type", "/customer/since format"]),
            (["reviewer": [:]], ["/reviewer/name required"]), (["size": "medium"], ["/size enum"]),
            (["expression": ["operator": "-", "operands": []]], ["/expression anyOf"]), (["contact": [:]], ["/contact anyOf"]),
            (["contact": ["phone": "1"]], ["/contact/country dependentRequired"]),
            (["headers": ["A": "x", "b": 1]], ["/headers/A pattern", "/headers/b type"]),
            (["labels": ["x-a": "y", "y": 1]], ["/labels/x-a type", "/labels/y additionalProperties"]),
            (["pair": [1, "x", 3]], ["/pair/0 type", "/pair/1 type", "/pair/2 false"]),
            (["window": ["unit": "percent", "value": 101]], ["/window/value maximum"]),
            (["window": ["unit": "x"]], ["/window/value required"]),
            (["closed": ["name": "x", "age": 13, "other": 1]], ["/closed/age not", "/closed/other unevaluatedProperties"]),
            (["price": ["amount": 0.001, "currency": "XXX"]], ["/price/amount multipleOf", "/price/currency enum"]),
            (["weight": 0], ["/weight exclusiveMinimum"]), (["note": 1], ["/note type"]),
        ] as [(JSONObject, [String])])
    func rules(_ members: JSONObject, _ expected: [String]) {
        #expect(SchemasRunTests.failures(members) == expected)
    }

    /// What is valid in a schema that holds itself, and what is not, is found however deep.
    @Test func deepValues() {
        var deep: JSONValue = 1
        for _ in 0..<100 { deep = ["operator": "+", "operands": [deep]] }
        #expect(SchemasRunTests.failures(["expression": deep]) == [])
        deep = "wrong"
        for _ in 0..<100 { deep = ["operator": "+", "operands": [deep]] }
        #expect(SchemasRunTests.failures(["expression": deep]) == ["/expression anyOf"])
    }
}
