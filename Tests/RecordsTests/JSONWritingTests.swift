import Testing

@testable import Stepsmith

struct JSONWritingTests {
    @Test(
        arguments: [
            (nil, "null"), (true, "true"), (false, "false"), (0, "0"), (.integer(.min), "-9223372036854775808"),
            (.integer(.max), "9223372036854775807"), (2.0, "2.0"), (0.1, "0.1"), (-0.0, "-0.0"), (1e300, "1e+300"),
            ([], "[]"),
            ([:], "{}"),
            ([1, [2]], "[1,[2]]"), (["b": 1, "a": nil], "{\"b\":1,\"a\":null}"), ("", "\"\""),
            ("é😀/\u{7F}\u{2028}", "\"é😀/\u{7F}\u{2028}\""),
            ("\"\\\u{08}\t\n\u{0C}\r\0\u{1F}\u{0B}", "\"\\\"\\\\\\b\\t\\n\\f\\r\\u0000\\u001f\\u000b\""),
            (["a\"\n": 1], "{\"a\\\"\\n\":1}"),
        ] as [(JSONValue, String)])
    func compact(_ value: JSONValue, _ text: String) throws {
        #expect(try value.text() == text)
        #expect(try value.bytes() == Array(text.utf8))
        #expect(try JSONValue(parsing: text) == value)
    }

    @Test func everyScalarOfTheFirstPlaneSurvives() throws {
        var all = ""
        for code in UInt32(0)...0xFFFF {
            if let scalar = Unicode.Scalar(code) { all.unicodeScalars.append(scalar) }
        }
        #expect(try JSONValue(parsing: JSONValue.string(all).bytes()) == .string(all))
    }

    @Test func pretty() throws {
        let value: JSONValue = ["b": [1, []], "a": [:], "c": ["d": nil]]
        #expect(
            try value.text(pretty: true)
                == """
                {
                  "b": [
                    1,
                    []
                  ],
                  "a": {},
                  "c": {
                    "d": null
                  }
                }
                """)
    }

    @Test func sortsKeysByTheirBytesAtEveryLevel() throws {
        let value: JSONValue = ["é": 1, "b": ["z": 1, "y": 2], "Z": 3, "aa": 4, "a": 5, "": 6]
        #expect(try value.text(sortedKeys: true) == "{\"\":6,\"Z\":3,\"a\":5,\"aa\":4,\"b\":{\"y\":2,\"z\":1},\"é\":1}")
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func refusesWhatIsNotJSON(_ number: Double) {
        let value: JSONValue = ["a/b": [1, .number(number)]]
        let error = #expect(throws: JSONError.self) { try value.text() }
        #expect(error?.pointer == "/a~1b/1" && error?.line == 0)
    }

    @Test func refusesADeepValue() throws {
        var value: JSONValue = []
        for _ in 0..<511 { value = [value] }
        #expect(try value.bytes().count == 1_024)
        #expect(throws: JSONError.self) { try JSONValue.array([value]).bytes() }
        #expect(throws: JSONError.self) { try JSONValue.object(["a": value]).text(pretty: true) }
    }

    @Test func equalityIsThatOfJSON() {
        #expect(JSONValue.integer(1) == .number(1) && JSONValue.integer(1).hashValue == JSONValue.number(1).hashValue)
        #expect(JSONValue.integer(1) != true && JSONValue.integer(0) != nil && JSONValue.string("1") != 1)
        #expect(JSONValue.string("é") != .string("e\u{301}"))
        #expect(JSONValue.object(["a": 1, "b": 2]) == .object(["b": 2, "a": 1]))
        #expect(Set<JSONValue>([["a": 1, "b": 2], ["b": 2.0, "a": 1.0]]).count == 1)
        #expect(JSONValue.object(["a": nil]) != [:])
        #expect(JSONValue.integer(9_007_199_254_740_993) != .number(9_007_199_254_740_992))
    }
}
