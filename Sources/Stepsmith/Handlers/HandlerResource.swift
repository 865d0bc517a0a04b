/// Something that handlers share and that lives as long as an engine runs, such as an HTTP client.
///
/// Each engine whose workflows use it starts it once before its first step and shuts it down once after its last, so
/// one that serves several engines counts them.
public protocol HandlerResource: AnyObject, Sendable {
    /// Throws what stops the engine from running.
    func start() async throws
    func shutdown() async
}
