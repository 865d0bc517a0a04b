/// English plurals, well enough to name the items of an array: `line_items` holds `LineItem`s.
enum Singular {
    /// The singular, or nil when the name does not look like a plural.
    static func of(_ name: String) -> String? {
        let lower = name.lowercased()
        for (plural, singular) in irregular where lower.hasSuffix(plural) {
            // Only the part that changes: `Children` and `grandChildren` keep their first letter.
            return String(name.dropLast(plural.utf8.count - 1)) + String(singular.dropFirst())
        }
        if !lower.hasSuffix("s") || lower.utf8.count < 3 { return nil }
        for ending in ["ss", "us", "is", "news", "series", "species"] where lower.hasSuffix(ending) { return nil }
        if lower.hasSuffix("ies"), lower.utf8.count > 4 { return String(name.dropLast(3)) + "y" }
        for ending in ["sses", "shes", "ches", "xes", "zzes", "uses"] where lower.hasSuffix(ending) {
            return String(name.dropLast(2))
        }
        return String(name.dropLast())
    }

    private static let irregular: [(plural: String, singular: String)] = [
        ("children", "child"), ("people", "person"), ("movies", "movie"), ("cookies", "cookie"), ("indices", "index"),
        ("matrices", "matrix"), ("vertices", "vertex"), ("analyses", "analysis"), ("statuses", "status"),
        ("criteria", "criterion"),
        ("houses", "house"), ("causes", "cause"), ("caches", "cache"),
    ]
}
