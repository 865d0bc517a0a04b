import Foundation
import Stepsmith

/// What the generator writes for a schema with every kind of property, by hand.
struct Order: Record {
    var id: UUID
    var placed: Date
    var status: Status
    var items: [Item]
    var total: Double
    var count: Int
    var isGift: Bool
    var label: Data
    var note: String?
    var coupon: String?
    var priority: Int
    var prices: [String: Double]?
    var parts: [String: Item]?
    var additionalProperties: [String: Int]

    enum Status: String, RecordEnum, CaseIterable {
        case open
        case closed

        static func validate(_ value: JSONValue, _ v: inout Validation) {
            if let x = v.string(value) { v.oneOf(x, ["open", "closed"]) }
        }
    }

    struct Item: Record {
        var sku: String
        var quantity: Int

        init(sku: String, quantity: Int) {
            self.sku = sku
            self.quantity = quantity
        }

        init(from r: RecordReader) throws {
            sku = try r.string("sku")
            quantity = try r.int("quantity")
        }

        func write(to w: inout RecordWriter) throws {
            try w.string("sku", sku)
            try w.int("quantity", quantity)
        }

        static func validate(_ value: JSONValue, _ v: inout Validation) {
            guard let o = v.object(value) else { return }
            v.required(o, "sku", "quantity")
            v.noOthers(o, than: ["sku", "quantity"])
            if let m = v.member(o, "sku"), let x = v.string(m) { v.pattern(x, "^[A-Z]+$") }
            if let m = v.member(o, "quantity"), let x = v.integer(m) { v.minimum(x, 1) }
        }
    }

    static let known = [
        "id", "placed", "status", "items", "total", "count", "is_gift", "label", "note", "coupon", "priority", "prices",
        "parts",
    ]

    init(
        id: UUID, placed: Date, status: Status, items: [Item], total: Double, count: Int, isGift: Bool, label: Data,
        note: String? = nil, coupon: String?, priority: Int = 5, prices: [String: Double]? = nil,
        parts: [String: Item]? = nil,
        additionalProperties: [String: Int] = [:]
    ) {
        self.id = id
        self.placed = placed
        self.status = status
        self.items = items
        self.total = total
        self.count = count
        self.isGift = isGift
        self.label = label
        self.note = note
        self.coupon = coupon
        self.priority = priority
        self.prices = prices
        self.parts = parts
        self.additionalProperties = additionalProperties
    }

    init(from r: RecordReader) throws {
        id = try r.value("id")
        placed = try r.value("placed")
        status = try r.value("status")
        items = try r.value("items")
        total = try r.double("total")
        count = try r.int("count")
        isGift = try r.bool("is_gift")
        label = try r.value("label")
        note = try r.optionalString("note")
        coupon = try r.optionalString("coupon")
        priority = try r.int("priority", default: 5)
        prices = try r.optional("prices")
        parts = try r.optional("parts")
        additionalProperties = try r.additional(except: Order.known)
    }

    func write(to w: inout RecordWriter) throws {
        try w.value("id", id)
        try w.value("placed", placed)
        try w.value("status", status)
        try w.value("items", items)
        try w.double("total", total)
        try w.int("count", count)
        try w.bool("is_gift", isGift)
        try w.value("label", label)
        try w.optionalString("note", note)
        try w.nullable("coupon", coupon)
        try w.int("priority", priority)
        try w.optional("prices", prices)
        try w.optional("parts", parts)
        try w.additional(additionalProperties)
    }

    static func validate(_ value: JSONValue, _ v: inout Validation) {
        guard let o = v.object(value) else { return }
        v.required(o, "id", "placed", "status", "items", "total", "count", "is_gift", "label", "coupon")
        v.additional(o, except: known) { (value: JSONValue, v: inout Validation) -> Void in
            if let x = v.integer(value) { v.maximum(x, 9) }
        }
        if let m = v.member(o, "id"), let x = v.string(m) { v.format(x, .uuid) }
        if let m = v.member(o, "placed"), let x = v.string(m) { v.format(x, .dateTime) }
        if let m = v.member(o, "status") { v.nested(m, Status.validate) }
        if let m = v.member(o, "items"), let x = v.array(m) {
            v.minItems(x, 1)
            v.items(x, Item.validate)
        }
        if let m = v.member(o, "total"), let x = v.number(m) { v.multipleOf(x, "0.01") }
        if let m = v.member(o, "count") { v.integer(m) }
        if let m = v.member(o, "is_gift") { v.bool(m) }
        if let m = v.member(o, "label"), let x = v.string(m) { v.format(x, .byte) }
        if let m = v.member(o, "note"), let x = v.string(m) { v.maxLength(x, 20) }
        if let m = v.member(o, "coupon", nullable: true), let x = v.string(m) { v.minLength(x, 2) }
        if let m = v.member(o, "priority") { v.integer(m) }
        if let m = v.member(o, "prices"), let x = v.object(m) {
            v.minProperties(x, 1)
            v.additional(x) { (value: JSONValue, v: inout Validation) -> Void in
                if let x = v.number(value) { v.exclusiveMinimum(x, 0.0) }
            }
        }
        if let m = v.member(o, "parts"), let x = v.object(m) { v.additional(x, Item.validate) }
    }

    static let text =
        #"{"id":"2eb8aa08-aa98-11ea-b4aa-73b441d16380","placed":"2026-01-31T09:30:00.25Z","status":"open","#
        + #""items":[{"sku":"AB","quantity":2}],"total":19.99,"count":9007199254740993,"is_gift":true,"label":"Zm9v","#
        + #""note":"n","coupon":null,"priority":5,"prices":{"a":1.5},"parts":{"p/q~":{"sku":"C","quantity":1}},"extra":7}"#
}
