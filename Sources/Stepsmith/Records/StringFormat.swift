internal import Patterns

/// The values of `format` that are checked, as JSON Schema 2020-12 validation, section 7.3, and OpenAPI (`byte`) define
/// them.
public enum StringFormat: String, Sendable, CaseIterable {
    case dateTime = "date-time"
    case date, time, duration, email
    case idnEmail = "idn-email"
    case hostname, ipv4, ipv6, uri
    case idnHostname = "idn-hostname"
    case uriTemplate = "uri-template"
    case uriReference = "uri-reference"
    case iri
    case iriReference = "iri-reference"
    case uuid, regex
    case jsonPointer = "json-pointer"
    case relativeJSONPointer = "relative-json-pointer"
    case byte

    func matches(_ text: String) -> Bool {
        switch self {
        case .dateTime: return InternetTime(dateTime: text) != nil
        case .date: return InternetTime.isDate(text)
        case .time: return InternetTime.isTime(text)
        case .duration: return Formats.isDuration(text)
        case .email: return Formats.isEmail(text)
        case .idnEmail: return Formats.isEmail(text, international: true)
        case .hostname: return Formats.isHostname(text)
        case .idnHostname: return Formats.isInternationalHostname(text)
        case .uriTemplate: return Formats.isURITemplate(text)
        case .ipv4: return Formats.isIPv4(text)
        case .ipv6: return Formats.isIPv6(text)
        case .uri: return Formats.isURI(text, needsScheme: true)
        case .uriReference: return Formats.isURI(text, needsScheme: false)
        case .iri: return Formats.isURI(text, needsScheme: true, international: true)
        case .iriReference: return Formats.isURI(text, needsScheme: false, international: true)
        case .uuid: return Formats.isUUID(text)
        case .regex: return StringFormat.isRegularExpression(text)
        case .jsonPointer: return Formats.isJSONPointer(text)
        case .relativeJSONPointer: return Formats.isRelativeJSONPointer(text)
        case .byte: return Formats.isBase64(text)
        }
    }

    /// Well-formed by ECMA-262. One that this engine cannot run, such as a back reference, is a regular expression
    /// still.
    private static func isRegularExpression(_ text: String) -> Bool {
        do throws(PatternError) {
            _ = try Pattern(text)
            return true
        } catch {
            return error.kind != .malformed
        }
    }
}

extension Validation {
    public mutating func format(_ value: String, _ format: StringFormat) {
        if !format.matches(value) {
            fail("format", expected: "a string of format \(format.rawValue)", found: "another string")
        }
    }
}
