/// A text told from others scalar by scalar, as YAML and JSON tell keys and values apart. Swift calls strings equal that
/// are canonically equivalent, such as `é` written as one scalar and as two.
package struct ExactText: Hashable, Sendable {
    package let text: String

    package init(_ text: String) { self.text = text }

    package static func == (a: ExactText, b: ExactText) -> Bool { a.text.hasSameScalars(as: b.text) }

    // Texts of the same scalars have the same hash, since String hashes a normalized form.
    package func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

extension String {
    /// Whether both texts are the same scalar by scalar.
    package func hasSameScalars(as other: String) -> Bool {
        if self != other { return false }
        let count = utf8.count
        if count != other.utf8.count { return false }
        // As many UTF-16 as UTF-8 units: ASCII, which nothing of the same length is equivalent to.
        return count == utf16.count || utf8.elementsEqual(other.utf8)
    }

    /// Puts texts in an order that tells canonically equivalent ones apart, too.
    package func isBefore(_ other: String) -> Bool {
        if self != other { return self < other }
        return utf8.lexicographicallyPrecedes(other.utf8)
    }
}
