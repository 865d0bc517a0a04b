public import Foundation
public import Stepsmith

/// A directory in the format of the official JSON Schema test suite: files that hold groups, each with a schema and instances.
public struct Suite {
    public struct File {
        /// The path below the suite's directory.
        public var name: String
        public var groups: [Group]
    }

    public struct Group {
        public var description: String
        public var schema: JSONValue
        public var tests: [Test]
    }

    public struct Test {
        public var description: String
        public var data: JSONValue
        public var isValid: Bool
    }

    public struct Unreadable: Error, CustomStringConvertible {
        public var description: String
    }

    /// Sorted by name.
    public var files: [File]
    /// The dialect of schemas that name none, as those of older drafts do.
    public var dialect: String?

    /// Reads every `*.json` below the directory. Throws for a file that is not in the suite's format.
    public init(_ directory: URL) throws {
        var names: [String] = []
        if let walk = FileManager.default.enumerator(atPath: directory.path) {
            for case let name as String in walk where name.hasSuffix(".json") { names.append(name) }
        }
        dialect = Suite.dialect(directory, names)
        if names.isEmpty { throw Unreadable(description: "\(directory.path) has no *.json files") }
        files = try names.sorted().map { name in
            let bytes = try Data(contentsOf: directory.appending(path: name))
            do {
                return File(name: name, groups: try Suite.groups(try JSONValue(parsing: Array(bytes))))
            } catch {
                throw Unreadable(description: "\(name): \(error)")
            }
        }
    }

    /// By the suite's folder, or by a file that suites since draft 2019-09 have no more.
    private static func dialect(_ directory: URL, _ names: [String]) -> String? {
        for number in ["7", "6", "4", "3"] where directory.pathComponents.contains("draft" + number) {
            return "http://json-schema.org/draft-0\(number)/schema#"
        }
        return names.contains("definitions.json") ? "http://json-schema.org/draft-07/schema#" : nil
    }

    private static func groups(_ file: JSONValue) throws -> [Group] {
        guard let list = file.arrayValue else { throw Unreadable(description: "not a list of groups") }
        return try list.map { group in
            guard let schema = group["schema"], let tests = group["tests"]?.arrayValue else {
                throw Unreadable(description: "a group lacks its schema or its tests")
            }
            let description = group["description"]?.stringValue ?? ""
            return Group(description: description, schema: schema, tests: try tests.map(test))
        }
    }

    private static func test(_ test: JSONValue) throws -> Test {
        guard let data = test["data"], let isValid = test["valid"]?.boolValue else {
            throw Unreadable(description: "a test lacks its data or whether that is valid")
        }
        return Test(description: test["description"]?.stringValue ?? "", data: data, isValid: isValid)
    }
}
