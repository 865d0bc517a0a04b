/// Builds a source text line by line.
struct SourceWriter {
    private(set) var text = ""
    private var indentation = ""
    /// Spaces in front of the next line.
    private(set) var width = 0

    init() { text.reserveCapacity(1 << 14) }

    mutating func line(_ a: String) {
        text += indentation
        text += a
        text += "\n"
    }

    mutating func line(_ a: String, _ b: String, _ c: String) {
        text += indentation
        text += a
        text += b
        text += c
        text += "\n"
    }

    mutating func line(_ a: String, _ b: String, _ c: String, _ d: String, _ e: String) {
        text += indentation
        text += a
        text += b
        text += c
        text += d
        text += e
        text += "\n"
    }

    mutating func blank() { text += "\n" }

    mutating func indent() {
        width += 4
        indentation += "    "
    }

    mutating func outdent() {
        width -= 4
        indentation = String(repeating: " ", count: width)
    }

    /// The line, and what follows one level further in.
    mutating func open(_ a: String) {
        line(a)
        indent()
    }

    mutating func close(_ a: String = "}") {
        outdent()
        line(a)
    }

    mutating func lines(_ lines: [String]) {
        for text in lines { line(text) }
    }

    /// `prefix`, the items between commas, `suffix`, over several lines when one is not enough.
    mutating func list(_ prefix: String, _ items: [String], _ suffix: String) {
        lines(Wrapping.list(prefix, items, suffix, columns: SourceWriter.columns - width))
    }

    static let columns = 120
}
