/// The access level of generated declarations.
public enum AccessLevel: String, CaseIterable, Sendable {
    case `public`
    case package
    case `internal`

    var modifier: String {
        switch self {
        case .public: return "public "
        case .package: return "package "
        case .internal: return ""
        }
    }
}
