import ArgumentParser

/// An empty path comes from a script whose variable is not set. Joined to a name, it would lead to the root of the file system.
enum PathArguments {
    /// Throws a `ValidationError` when one of them is empty.
    static func refuseEmpty(_ paths: [String], of what: String) throws {
        if paths.contains("") { throw ValidationError("\(what) is empty: name a file or a folder, such as . for this one.") }
    }
}
