/// Why a file cannot be opened as a store. Nothing was written to it.
public enum SQLiteStoreError: Error, Hashable, Sendable, CustomStringConvertible {
    case isFolder(path: String)
    case missingFolder(path: String)
    /// The file, its folder, or a file that belongs beside it.
    case notWritable(path: String, reason: String)
    /// Some other file, or some other program's database.
    case notAStore(path: String, reason: String)
    case corrupt(path: String, reason: String)
    /// Written by a newer version of Stepsmith.
    case newerSchema(path: String, found: Int, known: Int)
    /// Other processes kept the file locked for too long.
    case busy(path: String)

    public var description: String {
        switch self {
        case .isFolder(let path): return "\(path) is a folder; a store is a file. Name a file in it."
        case .missingFolder(let path): return "There is no folder \(path) to keep a store in. Create it first."
        case .notWritable(let path, let reason):
            return "\(path) cannot be written to (\(reason)). A store needs to write to its file and to the folder it is in."
        case .notAStore(let path, let reason):
            return "\(path) is not a Stepsmith store: \(reason). It was left as it is; name another file."
        case .corrupt(let path, let reason):
            return
                "The store \(path) is damaged: \(reason). It was left as it is; restore it from a backup, or name another file."
        case .newerSchema(let path, let found, let known):
            return "The store \(path) was written by a newer Stepsmith (schema \(found), this program knows \(known)). "
                + "Use that version or a later one."
        case .busy(let path):
            return "Other processes keep the store \(path) locked. Try again, or see which processes have it open."
        }
    }
}
