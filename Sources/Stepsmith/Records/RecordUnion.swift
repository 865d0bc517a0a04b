/// An enum generated from `oneOf` or `anyOf`: a case with a payload for each alternative. Two are equal when they write the same JSON.
public protocol RecordUnion: RecordValue {
    /// Checks JSON against the schema that this type was generated from, collecting every failure.
    static func validate(_ value: JSONValue, _ validation: inout Validation)
}

extension RecordUnion {
    public init(from decoder: any Decoder) throws {
        let json = try JSONValue(from: decoder)
        do {
            try self.init(json: json)
        } catch let error as RecordError {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(codingPath: decoder.codingPath, debugDescription: error.description))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        let json: JSONValue
        do {
            json = try self.json()
        } catch let error as RecordError {
            throw EncodingError.invalidValue(
                self, EncodingError.Context(codingPath: encoder.codingPath, debugDescription: error.description))
        }
        try json.encode(to: encoder)
    }

    /// Checks this value against its schema. Throws `ValidationError` naming every failure.
    public func validate() throws {
        var validation = Validation()
        Self.validate(try json(), &validation)
        try validation.finish()
    }

    public static func == (a: Self, b: Self) -> Bool {
        guard let x = try? a.json(), let y = try? b.json() else { return false }
        return x == y
    }
}

extension RecordError {
    /// The first alternative whose rules the JSON fulfils. Throws when there is none, or several and there may be only one.
    public static func index(
        of json: JSONValue, exactlyOne: Bool, _ alternatives: [(JSONValue, inout Validation) -> Void]
    ) throws -> Int {
        var found: Int?
        for index in alternatives.indices {
            var validation = Validation()
            alternatives[index](json, &validation)
            if !validation.isValid { continue }
            if !exactlyOne { return index }
            if found != nil {
                throw RecordError(
                    expected: "a value that fits exactly one of \(alternatives.count) alternatives",
                    found: "\(json.shape) that fits several")
            }
            found = index
        }
        if let found { return found }
        throw RecordError(expected: "a value that fits one of \(alternatives.count) alternatives", found: json)
    }

    /// The error for a value whose member names none of the alternatives.
    public static func alternative(_ json: JSONValue, of member: String, _ names: [String]) -> RecordError {
        guard case .object(let object) = json else { return RecordError(expected: "an object", found: json) }
        let quoted = names.map { "\"\($0)\"" }.joined(separator: ", ")
        return RecordError(expected: "one of " + quoted, found: object[member]?.shape ?? "nothing").under(member)
    }
}
