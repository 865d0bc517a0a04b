import Foundation

/// `stepsmith.json` in a target's folder. Both keys may be left out.
///
///     { "specs": ["specs/orders", "../../shared/specs"], "access": "public" }
struct SpecConfig {
    static let fileName = "stepsmith.json"

    /// Files and folders, relative to the target's folder.
    var specs: [String]?
    /// `public`, `package` or `internal`.
    var access: String?

    struct Invalid: Error, CustomStringConvertible {
        var description: String
    }

    /// Nil when there is no such file. Throws `Invalid` for anything that is not understood, so that a typing error is not silence.
    static func read(_ path: String) throws -> SpecConfig? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        guard let data = FileManager.default.contents(atPath: path) else { throw Invalid(description: "cannot be read") }
        guard let json = try? JSONSerialization.jsonObject(with: data), let object = json as? [String: Any] else {
            throw Invalid(description: "is not a JSON object; write { \"specs\": [\"PATH\"], \"access\": \"public\" }")
        }
        var config = SpecConfig()
        for (key, value) in object.sorted(by: { $0.key < $1.key }) {
            switch key {
            case "specs":
                guard let list = value as? [String] else {
                    throw Invalid(description: "\"specs\" must be a list of paths, relative to the target's folder")
                }
                config.specs = list
            case "access":
                guard let access = value as? String, ["public", "package", "internal"].contains(access) else {
                    throw Invalid(description: "\"access\" must be \"public\", \"package\" or \"internal\"")
                }
                config.access = access
            default:
                throw Invalid(description: "unknown key \"\(key)\"; known are \"specs\" and \"access\"")
            }
        }
        return config
    }
}
