import Testing

/// Fields of an input whose properties this spec does not tell: it refers to another file.
struct InputFieldTypeTests {
    @Test func fieldsOfAnInputFromAnotherFile() throws {
        let generated = try Generated(
            """
            name: w
            namespace_name: n
            version: 1.0.0
            input_schema: { $ref: "../types.yaml#/definitions/Order" }
            steps:
              - { name: only, handler: { callable: x }, inputs: { total: order_total } }
            """)
        #expect(generated.lines(with: "typealias Input = ") == ["typealias Input = JSONValue"])
        #expect(generated.lines(with: "func only(total: JSONValue?, context: StepContext)").count == 1)
        #expect(generated.text.contains(#"total: input["order_total"]"#))
    }
}
