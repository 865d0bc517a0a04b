import Stepsmith
import Testing

/// Objects of a few members are searched, larger ones have an index: both sizes must behave alike.
struct JSONObjectTests {
    @Test(arguments: [3, 12, 13, 200])
    func setReplaceAndRemove(_ size: Int) {
        var object = JSONObject()
        var model: [(String, Int)] = []
        for index in 0..<size {
            object["k\(index)"] = .integer(index)
            model.append(("k\(index)", index))
        }
        object["k1"] = .integer(100)
        model[1].1 = 100
        expect(object, model)
        #expect(object["missing"] == nil)
        #expect(object.removeValue(forKey: "missing") == nil)
        var random = SplitMix64(seed: UInt64(size))
        while !model.isEmpty {
            let place = Int.random(in: 0..<model.count, using: &random)
            let (key, value) = model.remove(at: place)
            #expect(object.removeValue(forKey: key) == .integer(value))
            expect(object, model)
        }
        object["again"] = true
        #expect(object.keys == ["again"])
        object["again"] = nil
        #expect(object.isEmpty)
    }

    private func expect(_ object: JSONObject, _ model: [(String, Int)]) {
        #expect(object.count == model.count)
        #expect(object.keys == model.map { $0.0 })
        #expect(object.map { $0.value } == model.map { .integer($0.1) })
        for (key, value) in model { #expect(object[key] == .integer(value)) }
    }

    @Test(arguments: [0, 20])
    func keysAreTheirScalars(_ others: Int) {
        var object = JSONObject()
        for index in 0..<others { object["k\(index)"] = 0 }
        object["é"] = 1
        object["e\u{301}"] = 2
        // Equivalent, and of as many bytes: the Ångström sign and A with a ring above, combined.
        object["\u{212B}"] = 3
        object["A\u{30A}"] = 4
        #expect(object.count == others + 4)
        #expect(object["é"] == 1 && object["e\u{301}"] == 2 && object["\u{212B}"] == 3 && object["A\u{30A}"] == 4)
    }

    @Test func orderDoesNotMatterToEquality() {
        var forward = JSONObject()
        var backward = JSONObject()
        for index in 0..<30 {
            forward["k\(index)"] = .integer(index)
            backward["k\(29 - index)"] = .number(Double(29 - index))
        }
        #expect(forward == backward && forward.hashValue == backward.hashValue)
        backward["k3"] = 0
        #expect(forward != backward)
        #expect(forward.keys != backward.keys)
    }

    @Test(
        arguments: [
            (1, 1.0, true), (0, -0.0, true), (1, true, false), (0, false, false), (0, nil, false), ("1", 1, false),
            ("é", "e\u{301}", false),
            ("\u{212B}", "A\u{30A}", false), ([1, 2], [2, 1], false), ([1, [2.0]], [1.0, [2]], true),
            (["a": 1, "b": 2], ["b": 2.0, "a": 1], true),
            (["a": nil], [:], false), (.integer(9_007_199_254_740_993), .number(9_007_199_254_740_992), false),
            (.integer(.max), .number(9_223_372_036_854_775_808), false), (.number(1e300), .number(1e300), true),
        ] as [(JSONValue, JSONValue, Bool)])
    func equalityIsThatOfJSON(_ a: JSONValue, _ b: JSONValue, _ equal: Bool) {
        #expect((a == b) == equal)
        #expect((b == a) == equal)
        if equal { #expect(a.hashValue == b.hashValue) }
        #expect(Set([a, b]).count == (equal ? 1 : 2))
    }
}
