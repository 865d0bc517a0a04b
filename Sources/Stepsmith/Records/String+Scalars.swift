extension String {
    /// Equality as JSON has it, scalar by scalar. Swift's `==` also calls canonically equivalent strings equal.
    ///
    /// Made of calls that are quick without optimization too.
    func hasSameScalars(as other: String) -> Bool {
        let count = utf8.count
        if count != other.utf8.count || self != other { return false }
        // As many UTF-16 as UTF-8 units: ASCII, which nothing else is equivalent to.
        return count == utf16.count || utf8.elementsEqual(other.utf8)
    }
}

/// A member's name by its UTF-8 bytes.
struct MemberName: Hashable, Sendable {
    let text: String
    static func == (a: MemberName, b: MemberName) -> Bool { a.text.hasSameScalars(as: b.text) }
    // Equal bytes have an equal String hash, since String hashes its normalized form.
    func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
