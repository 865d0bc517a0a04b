/// An API's base URL, checked: `http` or `https`, a host, and a path that paths are put below.
struct BaseURL: Sendable, Hashable {
    let scheme: String
    /// Without the brackets of an IPv6 address, in lower case.
    let host: String
    let port: Int
    /// Scheme, host and port as written.
    let origin: String
    /// Percent-encoded, without a slash at the end; empty for the root.
    let path: String

    /// What is wrong with a URL that cannot be used.
    struct Defect: Error { let text: String }

    init(_ text: String) throws(Defect) {
        guard let colon = text.firstRange(of: "://") else {
            throw Defect(text: "it must begin with https:// or http://")
        }
        scheme = text[..<colon.lowerBound].lowercased()
        guard scheme == "http" || scheme == "https" else {
            throw Defect(text: "its scheme must be https or http")
        }
        if text.contains("?") || text.contains("#") {
            throw Defect(text: "it must have no query and no fragment; give query items with each call")
        }
        let rest = text[colon.upperBound...]
        let authority = rest.prefix { $0 != "/" }
        if authority.contains("@") {
            throw Defect(text: "it must hold no user name or password; give an Authorization header")
        }
        (host, port) = try BaseURL.hostAndPort(authority, defaultPort: scheme == "https" ? 443 : 80)
        origin = scheme + "://" + authority
        let path = PercentEncoding.encode(literal: String(rest[authority.endIndex...]), inQuery: false)
        self.path = String(path.reversed().drop { $0 == "/" }.reversed())
    }

    private static func hostAndPort(_ authority: Substring, defaultPort: Int) throws(Defect) -> (String, Int) {
        var host = authority
        var portText: Substring?
        if authority.first == "[" {
            guard let end = authority.firstIndex(of: "]") else { throw Defect(text: "its IPv6 address has no end") }
            host = authority[authority.index(after: authority.startIndex)..<end]
            let rest = authority[authority.index(after: end)...]
            if !rest.isEmpty {
                guard rest.first == ":" else { throw Defect(text: "its host is malformed") }
                portText = rest.dropFirst()
            }
            guard host.contains(":"), host.utf8.allSatisfy(isAddressCharacter) else {
                throw Defect(text: "its IPv6 address is malformed")
            }
        } else {
            if let colon = authority.firstIndex(of: ":") {
                host = authority[..<colon]
                portText = authority[authority.index(after: colon)...]
            }
            if host.isEmpty { throw Defect(text: "it names no host") }
            guard host.utf8.allSatisfy({ PercentEncoding.isUnreserved($0) && $0 != UInt8(ascii: "~") }) else {
                throw Defect(text: "its host has characters that a name cannot have; an international name goes as punycode")
            }
        }
        guard let portText else { return (host.lowercased(), defaultPort) }
        guard portText.utf8.count <= 5, portText.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let port = Int(portText),
            (1...65_535).contains(port)
        else { throw Defect(text: "its port is not a number from 1 to 65535") }
        return (host.lowercased(), port)
    }

    private static func isAddressCharacter(_ byte: UInt8) -> Bool {
        "0123456789abcdefABCDEF:.".utf8.contains(byte)
    }

    /// The encoded path of a request.
    func path(of path: APIPath) -> String {
        if path.path.isEmpty { return self.path.isEmpty ? "/" : self.path }
        return self.path + (path.path.hasPrefix("/") ? "" : "/") + path.path
    }
}
