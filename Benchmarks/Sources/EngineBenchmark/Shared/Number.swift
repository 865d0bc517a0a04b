import Stepsmith

/// The input and every result, as the generator writes a record of one integer.
struct Number: Record {
    var value: Int

    init(value: Int) { self.value = value }

    init(from r: RecordReader) throws {
        value = try r.value("value")
    }

    func write(to w: inout RecordWriter) throws {
        try w.value("value", value)
    }

    static func validate(_ value: JSONValue, _ v: inout Validation) {
        guard let o = v.object(value) else { return }
        v.required(o, "value")
        if let m = v.member(o, "value") { v.integer(m) }
    }
}
