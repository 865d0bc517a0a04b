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
        if let headers = fields.value("headers"), case .mapping(let entries) = headers.content {
            api.headers = readHeaders(entries)
        }
        return api
    }

    private func readHeaders(_ entries: [YAMLEntry]) -> [(name: Located<String>, value: Located<String>)] {
        var headers: [(name: Located<String>, value: Located<String>)] = []
        var known: [String: SourceRange] = [:]
        for entry in entries {
            guard let name = entry.key.text, let value = entry.value.text else { continue }
            if !SpecReading.isToken(name) {
                findings.add(.badHeader, entry.key.range, "\(quoted(name)) cannot be a header's name")
                continue
            }
            let folded = name.lowercased()
            if let first = known[folded] {
                findings.add(
                    .badHeader, entry.key.range, "\(quoted(name)) is a header that is already there; case makes no difference",
                    note: "first written here", at: first)
            } else if let source = SpecReading.source(ofHeader: folded) {
                findings.add(
                    .reservedHeader, entry.key.range,
                    "the client makes the header \(quoted(name)) itself, from \(source); this one is left out")
            } else if !SpecReading.isHeaderValue(value) {
                findings.add(.badHeader, entry.value.range, "the value of header \(quoted(name)) has a control character")
            } else {
                headers.append((Located(name, at: entry.key.range), Located(value, at: entry.value.range)))
            }
            known[folded] = entry.key.range
        }
        return headers
    }

    /// What a header follows from that no spec can know.
    private static func source(ofHeader name: String) -> String? {
        switch name {
        case "host": return "the URL"
        case "content-length", "transfer-encoding": return "each call's body"
        case "connection": return "the connection it uses"
        default: return nil
        }
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
        if rest.isEmpty || rest.hasPrefix(":") { return "has no host" }
        return isPort(rest) ? nil : "has a port that is no number from 1 to 65535"
    }

    /// Whether what follows the host, if anything does, is a port. The host may be an IPv6 address in brackets.
    private static func isPort(_ authority: Substring) -> Bool {
        var rest = authority
        if rest.hasPrefix("["), let end = rest.firstIndex(of: "]") { rest = rest[rest.index(after: end)...] }
        guard let colon = rest.firstIndex(of: ":") else { return true }
        let digits = rest[rest.index(after: colon)...]
        for byte in digits.utf8 where byte < UInt8(ascii: "0") || byte > UInt8(ascii: "9") { return false }
        guard digits.utf8.count <= 5, let port = Int(digits) else { return false }
        return port >= 1 && port <= 65_535
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
