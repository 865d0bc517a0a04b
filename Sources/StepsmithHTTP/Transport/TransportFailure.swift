internal import AsyncHTTPClient
internal import Foundation
internal import NIOCore
internal import NIOPosix
internal import NIOSSL
internal import Stepsmith

/// What an error of the client below means for the step: what the network does may pass, what a certificate or the
/// program does will not.
enum TransportFailure {
    static func error(_ error: any Error, _ call: Call) -> any Error {
        if isCertificate(error) {
            return PermanentError(
                code: .certificateRefused,
                message: "\(call): the certificate of \(call.host) is not to be trusted: \(shown(error))")
        }
        if let error = error as? HTTPClientError {
            switch error {
            case .alreadyShutdown:
                return PermanentError(
                    code: .httpClientNotRunning,
                    message: "\(call): the last engine that uses the HTTP client has shut it down.")
            case .invalidURL, .emptyHost, .emptyScheme:
                return PermanentError(code: .invalidRequest, message: "\(call): \(error.shortDescription)")
            // The task is not cancelled, so the connection is closing: the last engine has gone, or a service sends its
            // clients elsewhere.
            case .cancelled: return failed(call, "the connection was closed before the call was over")
            default: return failed(call, error.shortDescription)
            }
        }
        if let error = error as? NIOConnectionError { return failed(call, reason(error)) }
        return failed(call, shown(error))
    }

    private static func failed(_ call: Call, _ reason: String) -> RetryableError {
        RetryableError(code: .connectionFailed, message: "\(call) on \(call.host) failed: \(reason).")
    }

    private static func isCertificate(_ error: any Error) -> Bool {
        if let error = error as? NIOSSLExtraError { return error == .failedToValidateHostname }
        guard let error = error as? NIOSSLError, case .handshakeFailed = error else { return false }
        return "\(error)".contains("CERTIFICATE_VERIFY_FAILED")
    }

    private static func reason(_ error: NIOConnectionError) -> String {
        if error.connectionErrors.isEmpty { return "the host's name cannot be resolved" }
        var reasons: [String] = []
        for failure in error.connectionErrors {
            let reason = shown(failure.error)
            if !reasons.contains(reason) { reasons.append(reason) }
        }
        return reasons.joined(separator: "; ")
    }

    /// In the words that people search for, without the libraries' wrapping.
    private static func shown(_ error: any Error) -> String {
        if let error = error as? IOError { return String(cString: strerror(error.errnoCode)) }
        let text = "\(error)"
        // Such as `…:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED at /…/handshake.cc:320…`.
        if let reason = text.firstRange(of: "OPENSSL_internal:") {
            return String(text[reason.upperBound...].prefix { $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber) })
        }
        return Excerpt.visible(text, limit: 300)
    }
}
