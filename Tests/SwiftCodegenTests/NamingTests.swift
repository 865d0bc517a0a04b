import Testing

@testable import SwiftCodegen

struct NamingTests {
    @Test(arguments: [
        ("cart_items", "cartItems"), ("cart-items", "cartItems"), ("Cart Items", "cartItems"),
        ("cartItems", "cartItems"),
        ("CartItems", "cartItems"), ("CART_ITEMS", "cartItems"), ("SKU", "sku"), ("HTTPServer", "httpServer"),
        ("HTTP_server", "httpServer"), ("order.id", "orderId"), ("a/b\\c", "aBC"), ("_id", "_id"),
        ("__typename", "__typename"),
        ("_", "underscore"), ("___", "underscoreUnderscoreUnderscore"), ("", "empty"), (" ", "space"),
        (">=", "greaterEqual"), ("2fa", "_2fa"),
        ("line_2", "line2"), ("1.10", "_1_10"), ("11.0", "_11_0"), ("v1.0.0", "v1_0_0"), ("größe", "grU00F6U00DFE"),
        ("名前", "u540DU524D"), ("🚀", "u1F680"), ("a\u{202E}b", "aU202EB"), ("a\u{0}b", "aB"), ("\u{430}bc", "u0430Bc"),
        ("`x`", "x"), ("class", "class"), ("x\u{301}", "xU0301"),
    ])
    func lowerCamel(_ text: String, _ expected: String) {
        #expect(SwiftIdentifier.lowerCamel(text) == expected)
    }

    @Test(arguments: [
        ("cart_items", "CartItems"), ("validateCart", "ValidateCart"), ("SKU", "SKU"), ("ORDER_ITEM", "OrderItem"),
        ("2fa", "Value2fa"), ("_internal", "Internal"), ("", "Empty"), ("🚀 launch", "U1F680Launch"),
        ("3d/render", "Value3dRender"),
    ])
    func upperCamel(_ text: String, _ expected: String) {
        #expect(SwiftIdentifier.upperCamel(text, digitPrefix: "Value") == expected)
    }

    /// Identifiers made from any text are ones that Swift takes.
    @Test(arguments: HostileText.all)
    func anyTextMakesAnIdentifier(_ text: String) {
        for name in [SwiftIdentifier.lowerCamel(text), SwiftIdentifier.upperCamel(text, digitPrefix: "Value")] {
            #expect(SwiftIdentifier.isValid(name), "\(name)")
            #expect(name.utf8.allSatisfy { SwiftIdentifier.isLetterOrDigit($0) || $0 == 0x5F })
        }
    }

    @Test(arguments: [
        ("LineItems", "LineItem"), ("Addresses", "Address"), ("Categories", "Category"), ("Children", "Child"),
        ("People", "Person"),
        ("Boxes", "Box"), ("Statuses", "Status"), ("Branches", "Branch"), ("Warehouses", "Warehouse"), ("Ties", "Tie"),
    ])
    func singular(_ plural: String, _ expected: String) {
        #expect(Singular.of(plural) == expected)
    }

    @Test(arguments: ["Address", "Status", "Analysis", "Data", "Inventory", "Series", "Is"])
    func notPlural(_ name: String) {
        #expect(Singular.of(name) == nil)
    }

    @Test(arguments: ["default", "in", "is", "as", "class", "await", "get", "some", "any", "Type", "true", "inout"])
    func keywordsAreEscaped(_ name: String) {
        #expect(SwiftWords.escaped(name) == "`\(name)`")
    }

    @Test func otherNamesAreNot() {
        #expect(SwiftWords.escaped("cartItems") == "cartItems")
    }

    @Test(arguments: [
        ("größe", true), ("a1", true), ("_x", true), ("", false), ("1a", false), ("_", false), ("a b", false),
        ("a`", false), ("a\u{202E}", false),
    ])
    func chosenNames(_ text: String, _ isValid: Bool) {
        #expect(SwiftIdentifier.isValid(text) == isValid)
    }
}
