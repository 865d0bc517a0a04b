import Stepsmith
import StepsmithHTTP
import Testing

@Suite("Base URLs")
struct BaseURLTests {
    @Test(
        "What can be a base",
        arguments: [
            "https://api.example.com", "HTTPS://API.example.com/", "http://localhost:8080/v1", "http://[::1]:80/x",
            "https://xn--bcher-kva.example", "https://10.0.0.1:65535", "https://a_b.example/v1/{tenant}",
        ])
    func accepted(url: String) throws { _ = try APIClient(baseURL: url) }

    @Test(
        "What cannot, with the reason",
        arguments: [
            ("", "begin with https:// or http://"), ("api.example.com", "begin with"), ("ftp://x", "scheme"),
            ("https:/x", "begin with"), ("https://", "no host"), ("https:///x", "no host"), ("https://:80", "no host"),
            ("https://x:0", "port"), ("https://x:65536", "port"), ("https://x:", "port"), ("https://x:8a", "port"),
            ("https://x:80:80", "port"), ("https://a b", "host"), ("https://bücher.example", "punycode"),
            ("https://x\r\nY: z", "host"), ("https://x%2Fy", "host"), ("https://[::1", "IPv6"), ("https://[x]", "IPv6"),
            ("https://[::1]x", "host"), ("https://x?a=b", "query"), ("https://x/#f", "fragment"),
        ])
    func refused(url: String, reason: String) throws {
        let error = try #require(throws: PermanentError.self) { try APIClient(baseURL: url) }
        #expect(error.code == .invalidBaseURL)
        #expect(error.message.contains(reason) && error.message.contains("base URL"), "\(error.message)")
        #expect(!error.message.contains { $0.isNewline })
    }

    @Test("A password is not shown")
    func password() throws {
        let error = try #require(throws: PermanentError.self) { try APIClient(baseURL: "https://user:hunter2@x") }
        #expect(error.message.contains("no user name or password") && !error.message.contains("hunter2"))
    }
}
