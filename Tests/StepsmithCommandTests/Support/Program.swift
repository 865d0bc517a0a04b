import Foundation
import Synchronization

/// The built `stepsmith-examples` as a process.
final class Program: Sendable {
    private struct State {
        var errors = ""
        var awaited: (text: String, continuation: CheckedContinuation<Void, Never>)?
        var signal: (text: String, number: Int32)?
    }

    private let process = Process()
    private let output = Pipe()
    private let errorPipe = Pipe()
    private let state = Mutex(State())

    /// - Parameter signal: sent to the process once standard error has this text: at once, while a task of the test might wait for a
    ///   thread.
    init(_ arguments: [String], input: String = "", signal: (text: String, number: Int32)? = nil) throws {
        state.withLock { $0.signal = signal }
        process.executableURL = try Program.find("stepsmith-examples")
        process.arguments = arguments
        process.environment = ["PATH": "/usr/bin:/bin", "STEPSMITH_STORE": "memory:"]
        let stdin = Pipe()
        process.standardInput = stdin
        process.standardOutput = output
        process.standardError = errorPipe
        errorPipe.fileHandleForReading.readabilityHandler = { [weak self] handle in self?.read(handle.availableData) }
        try process.run()
        stdin.fileHandleForWriting.write(Data(input.utf8))
        try stdin.fileHandleForWriting.close()
    }

    /// Runs to its end.
    static func run(_ arguments: [String], input: String = "") throws -> Outcome {
        try Program(arguments, input: input).finish()
    }

    func finish() throws -> Outcome {
        let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        errorPipe.fileHandleForReading.readabilityHandler = nil
        read(try errorPipe.fileHandleForReading.readToEnd() ?? Data())
        // What a signal ended has no exit status; its number is made one that no command gives.
        let status = process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
        return Outcome(status: status, output: text, errors: state.withLock { $0.errors })
    }

    /// Waits until standard error has this text.
    func says(_ text: String) async {
        await withCheckedContinuation { continuation in
            let hasText = state.withLock { state in
                if state.errors.contains(text) { return true }
                state.awaited = (text, continuation)
                return false
            }
            if hasText { continuation.resume() }
        }
    }

    func signal(_ number: Int32) { kill(process.processIdentifier, number) }

    private func read(_ data: Data) {
        let continuation = state.withLock { state -> CheckedContinuation<Void, Never>? in
            state.errors += String(decoding: data, as: UTF8.self)
            if let due = state.signal, state.errors.contains(due.text) {
                state.signal = nil
                signal(due.number)
            }
            guard let awaited = state.awaited, data.isEmpty || state.errors.contains(awaited.text) else { return nil }
            state.awaited = nil
            return awaited.continuation
        }
        continuation?.resume()
    }

    private static func find(_ name: String) throws -> URL {
        var folder = URL(fileURLWithPath: CommandLine.arguments[0])
        #if os(macOS)
            if let bundle = Bundle.allBundles.first(where: { $0.bundlePath.hasSuffix(".xctest") }) { folder = bundle.bundleURL }
        #endif
        while folder.pathComponents.count > 1 {
            folder.deleteLastPathComponent()
            let candidate = folder.appending(path: name)
            if FileManager.default.fileExists(atPath: candidate.path) { return candidate }
        }
        throw CocoaError(.fileNoSuchFile)
    }
}
