public import Stepsmith

extension StoreScheme {
    /// `sqlite:PATH`: a `SQLiteStore` in that file, created if it is not there.
    public static let sqlite = StoreScheme("sqlite", usage: "sqlite:PATH") { path in
        if path.isEmpty { throw StoreAddressError(message: "sqlite: needs the path of a file, such as sqlite:runs.sqlite.") }
        return try SQLiteStore(path: path)
    }
}
