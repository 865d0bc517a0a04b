import YAMLSyntax

extension SpecReading {
    func readAPI(_ node: YAMLNode) -> APISpec? {
        guard let fields = Fields(node, SpecFormat.api, findings) else { return nil }
        let url = fields.located("base_url") ?? Located("", at: node.range)
        if fields.value("base_url") != nil, let problem = SpecReading.problem(withBaseURL: url.value) {
            findings.add(.badURL, url.range, "\(quoted(url.value)) \(problem)")
        }
        var api = APISpec(baseURL: url)
        if let seconds = fields.integer("timeout_seconds"), seconds > 0 { api.timeoutSeconds = seconds }
        guard let headers = fields.value("headers"), case .mapping(let entries) = headers.content else { return api }
        for entry in entries {
            guard let name = entry.key.text, let value = entry.value.text else { continue }
            if !SpecReading.isToken(name) {
                findings.add(.badHeader, entry.key.range, "\(quoted(name)) cannot be a header's name")
            } else if !SpecReading.isHeaderValue(value) {
                findings.add(.badHeader, entry.value.range, "the value of header \(quoted(name)) has a control character")
            } else {
                api.headers.append((Located(name, at: entry.key.range), Located(value, at: entry.value.range)))
            }
        }
        return api
    }

    private static func problem(withBaseURL url: String) -> String? {
        var rest: Substring
        if url.lowercased().hasPrefix("https://") {
            rest = url.dropFirst(8)
        } else if url.lowercased().hasPrefix("http://") {
            rest = url.dropFirst(7)
        } else {
            return "does not start with http:// or https://"
        }
        for scalar in url.unicodeScalars {
            switch scalar {
            case "?", "#": return "has a query or fragment, but paths are added at its end"
            case "\"", "<", ">", "\\", "^", "`", "{", "|", "}", " ": return "has a character that a URL may not have"
            default: if scalar.value < 0x21 || scalar.value > 0x7E { return "has a character that a URL may not have" }
            }
        }
        if let slash = rest.firstIndex(of: "/") { rest = rest[..<slash] }
        if rest.contains("@") { return "has a user name; send credentials in a header" }
        return rest.isEmpty || rest.hasPrefix(":") ? "has no host" : nil
    }

    /// RFC 9110, section 5.6.2.
    private static func isToken(_ text: String) -> Bool {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                continue
            default:
                if !"!#$%&'*+-.^_`|~".utf8.contains(byte) { return false }
            }
        }
        return !text.isEmpty
    }

    private static func isHeaderValue(_ text: String) -> Bool {
        for byte in text.utf8 where (byte < 0x20 && byte != 0x09) || byte == 0x7F { return false }
        return true
    }
}
