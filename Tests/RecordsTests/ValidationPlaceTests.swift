import Stepsmith
import Testing

/// The place that a rule reports, whatever was looked at before it.
struct ValidationPlaceTests {
    @Test func placesAreRestoredAfterwards() {
        let found = places { v in
            let inner: JSONValue = ["x": 1]
            guard let o = v.object(["a": inner, "b": [1, inner], "c": 1]) else { return }
            if let m = v.member(o, "a") {
                v.nested(m) { (value: JSONValue, v: inout Validation) -> Void in
                    guard let o = v.object(value) else { return }
                    if let m = v.member(o, "x") { v.string(m) }
                }
                v.fail("after nested", expected: "", found: "")
            }
            if let m = v.member(o, "b"), let x = v.array(m) {
                v.items(x) { (value: JSONValue, v: inout Validation) -> Void in
                    v.fail("item", expected: "", found: "")
                    if let o = value.objectValue, let m = v.member(o, "x") { v.string(m) }
                }
                v.fail("after items", expected: "", found: "")
                v.noOthers(o, than: ["a", "b"])
                v.additional(o, except: ["a", "b"]) { (value: JSONValue, v: inout Validation) -> Void in v.string(value)
                }
                v.fail("after others", expected: "", found: "")
            }
        }
        #expect(
            found == [
                "/a/x type", "/a after nested", "/b/0 item", "/b/1 item", "/b/1/x type", "/b after items",
                "/b/c additionalProperties", "/b/c type", "/b after others",
            ])
    }

    @Test func nullableMembersMayBeNull() {
        let object: JSONObject = ["a": nil]
        #expect(places { v in if let m = v.member(object, "a", nullable: true) { v.string(m) } } == [])
        #expect(places { v in if let m = v.member(object, "a") { v.string(m) } } == ["/a type"])
        #expect(places { $0.required(object, "a", "b", "c") } == ["/b required", "/c required"])
    }

    @Test func longNamesAreCut() {
        let object: JSONObject = [String(repeating: "/", count: 100_000): 1]
        let found = failures { $0.noOthers(object, than: []) }
        #expect(found.count == 1)
        #expect(found.allSatisfy { $0.pointer.utf8.count < 500 && $0.pointer.hasSuffix("~1…") })
    }
}
