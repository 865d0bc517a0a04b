internal import Foundation

/// Where a redirect leads, if it may be followed: on the same scheme, host and port, or from http to https on the same
/// host.
struct RedirectTarget: Sendable, Hashable {
    let url: String
    /// Percent-encoded, without the query.
    let path: String

    struct Refusal: Error { let text: String }

    /// How many are followed in one call.
    static let limit = 5

    /// Statuses that send a client elsewhere.
    static func isRedirect(_ status: Int) -> Bool { [301, 302, 303, 307, 308].contains(status) }

    /// - Parameters:
    ///   - location: As the header has it, relative or not.
    ///   - current: The URL that answered.
    init(_ location: String, from current: String) throws(Refusal) {
        guard let base = URL(string: current), let url = URL(string: location, relativeTo: base)?.absoluteURL,
            let scheme = url.scheme?.lowercased(), let host = RedirectTarget.host(of: url)
        else { throw Refusal(text: "to \"\(Excerpt.visible(location, limit: 200))\", which is no URL") }
        guard scheme == "http" || scheme == "https" else {
            throw Refusal(text: "to the scheme \(Excerpt.visible(scheme, limit: 40))")
        }
        guard host == RedirectTarget.host(of: base) else {
            throw Refusal(text: "to another host, \(Excerpt.visible(host, limit: 200))")
        }
        let old = (scheme: base.scheme?.lowercased() ?? "", port: base.port ?? RedirectTarget.port(base.scheme))
        let port = url.port ?? RedirectTarget.port(scheme)
        if old.scheme == "https", scheme == "http" { throw Refusal(text: "from https to http") }
        // From http to https the port changes with it.
        if old.scheme == scheme, old.port != port { throw Refusal(text: "to another port, \(port)") }
        if url.user != nil || url.password != nil { throw Refusal(text: "to a URL with a user name or password") }

        guard var parts = URLComponents(url: url, resolvingAgainstBaseURL: true) else {
            throw Refusal(text: "to a malformed URL")
        }
        parts.fragment = nil
        guard let text = parts.string else { throw Refusal(text: "to a malformed URL") }
        self.url = text
        path = parts.percentEncodedPath.isEmpty ? "/" : parts.percentEncodedPath
    }

    private static func host(of url: URL) -> String? {
        guard let host = url.host(percentEncoded: true), !host.isEmpty else { return nil }
        return host.lowercased().trimmingCharacters(in: ["[", "]"])
    }

    private static func port(_ scheme: String?) -> Int { scheme?.lowercased() == "https" ? 443 : 80 }
}
