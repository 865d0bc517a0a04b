import Testing

@testable import Stepsmith

struct JSONFuzzTests {
    private static let sample =
        #"{"a":[1,-2.5e+3,true,false,null,"x\u00e9\ud83d\ude00\n"],"é😀":{"":[[],{}]},"n":[0.1,1e-7,-0,9223372036854775807]}"#

    @Test func everyTruncationIsRefused() throws {
        let bytes = Array(JSONFuzzTests.sample.utf8)
        _ = try JSONValue(parsing: bytes)
        for count in 0..<bytes.count {
            let error = #expect(throws: JSONError.self) { try JSONValue(parsing: Array(bytes[..<count])) }
            #expect(error?.line == 1)
            #expect((1...count + 1).contains(error?.column ?? 0))
        }
    }

    /// Whatever the bytes, an error or a value; and a value survives writing, in each way of writing.
    @Test func mutationsNeverCrash() throws {
        let sample = Array(JSONFuzzTests.sample.utf8)
        let inserts = Array("[]{},:\"\\u0eE+-.1 \n\u{7F}".utf8) + [0x00, 0x80, 0xC3, 0xED, 0xF0, 0xFF]
        var random = SplitMix64(seed: 1914)
        var parsed = 0
        for _ in 0..<20_000 {
            var bytes = sample
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                let byte = inserts.randomElement(using: &random) ?? 0
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes.remove(at: place)
                case 1: bytes.insert(byte, at: place)
                case 2: bytes[place] = byte
                default: bytes.insert(contentsOf: bytes[..<place].suffix(6), at: place)
                }
            }
            guard let value = try? JSONValue(parsing: bytes) else { continue }
            parsed += 1
            #expect(try JSONValue(parsing: value.bytes()) == value)
            #expect(try JSONValue(parsing: value.text(pretty: true, sortedKeys: true)) == value)
        }
        // The sample must hold enough of both.
        #expect((500...19_000).contains(parsed))
    }

    @Test func randomDoublesSurvive() throws {
        var random = SplitMix64(seed: 754)
        for _ in 0..<20_000 {
            let double = Double(bitPattern: random.next())
            guard double.isFinite else { continue }
            guard case .number(let read) = try JSONValue(parsing: JSONValue.number(double).text()) else {
                Issue.record("\(double) did not come back as a number")
                continue
            }
            #expect(read.bitPattern == double.bitPattern)
        }
    }

    /// The quick way for short decimals must round as the standard library does.
    @Test func randomDecimalsAreReadExactly() throws {
        var random = SplitMix64(seed: 22)
        for _ in 0..<20_000 {
            let digits = String(random.next() >> UInt64.random(in: 0..<64, using: &random))
            let text =
                digits + "." + String(random.next() >> UInt64.random(in: 30..<64, using: &random))
                + "e\(Int.random(in: -40...40, using: &random))"
            #expect(try JSONValue(parsing: text).doubleValue == Double(text), "\(text)")
        }
    }
}
