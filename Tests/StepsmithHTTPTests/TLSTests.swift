import AsyncHTTPClient
import Foundation
import NIOSSL
import Stepsmith
import Testing

@testable import StepsmithHTTP

@Suite("Certificates", .enabled(if: Authority.openssl != nil, "openssl makes the certificates"), .timeLimit(.minutes(5)))
struct TLSTests {
    private static let answer = RawServer.Answer(
        text: "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}")

    /// Serves with a certificate for `name`, signed by an authority of its own, and calls it as `localhost`.
    private static func calling(
        certificateFor name: String, trustingAuthority: Bool, _ body: (APIClient) async throws -> Void
    ) async throws {
        let authority = try Authority()
        defer { authority.remove() }
        let (certificate, key) = try authority.issue(for: name)
        let tls = try NIOSSLContext(
            configuration: .makeServerConfiguration(
                certificateChain: try NIOSSLCertificate.fromPEMFile(certificate).map { .certificate($0) },
                privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem))))
        var configuration = SharedHTTPClient.defaultConfiguration
        if trustingAuthority {
            var trust = TLSConfiguration.makeClientConfiguration()
            trust.trustRoots = .file(authority.certificate)
            configuration.tlsConfiguration = trust
        }
        try await RawServer.serving(answer, tls: tls) { server in
            try await withAPI("https://localhost:\(server.port)", configuration: configuration) { try await body($0) }
        }
    }

    @Test("A trusted authority's certificate for the host is accepted")
    func trusted() async throws {
        try await Self.calling(certificateFor: "localhost", trustingAuthority: true) { api in
            let value: JSONObject = try await api.get("/")
            #expect(value == [:])
        }
    }

    @Test("An authority that the system does not know is refused, for good")
    func untrusted() async throws {
        try await Self.calling(certificateFor: "localhost", trustingAuthority: false) { api in
            let error = try await permanentFailure { let _: JSONObject = try await api.get("/x") }
            #expect(error.code == .certificateRefused, "\(error)")
            #expect(error.message.hasPrefix("GET /x: the certificate of localhost:"), "\(error)")
            #expect(error.message.hasSuffix("is not to be trusted: CERTIFICATE_VERIFY_FAILED"), "\(error)")
        }
    }

    @Test("A certificate for another host is refused, for good")
    func otherHost() async throws {
        try await Self.calling(certificateFor: "other.example", trustingAuthority: true) { api in
            let error = try await permanentFailure { let _: JSONObject = try await api.get("/x") }
            #expect(error.code == .certificateRefused, "\(error)")
        }
    }

    @Test("A server that speaks no TLS is a connection that failed")
    func noTLS() async throws {
        try await RawServer.serving(.init(text: "SSH-2.0-OpenSSH_9.2\r\n", waitsForHead: false)) { server in
            try await withAPI("https://localhost:\(server.port)") { api in
                let error = try await retryableFailure { let _: JSONObject = try await api.get("/x") }
                #expect(error.code == .connectionFailed, "\(error)")
            }
        }
    }
}

/// A certificate authority made on the spot.
private struct Authority {
    static let openssl = ["/usr/bin/openssl", "/opt/homebrew/bin/openssl", "/usr/local/bin/openssl"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    private let folder: URL
    var certificate: String { folder.appending(path: "ca.pem").path }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "stepsmith-tls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try run([
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
            "/CN=Stepsmith Test CA", "-keyout", "ca.key", "-out", "ca.pem",
        ])
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    /// Paths of a certificate and its key.
    func issue(for name: String) throws -> (certificate: String, key: String) {
        try run([
            "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=\(name)", "-keyout",
            "server.key", "-out", "server.csr",
        ])
        let extensions = folder.appending(path: "extensions")
        try Data("subjectAltName=DNS:\(name)\n".utf8).write(to: extensions)
        try run([
            "x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "1", "-extfile",
            "extensions", "-out", "server.pem",
        ])
        return (folder.appending(path: "server.pem").path, folder.appending(path: "server.key").path)
    }

    private func run(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Authority.openssl ?? "")
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "openssl \(arguments.first ?? "")")
    }
}
