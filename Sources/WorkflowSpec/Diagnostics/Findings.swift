import YAMLSyntax

/// Collects the findings of one file. Messages are built only when there is something to say.
final class Findings {
    let file: String
    private var diagnostics: [Diagnostic] = []
    private(set) var hasErrors = false
    /// What may still be spent on suggestions: a file full of mistakes must not take quadratic time.
    private var effort = 500_000

    init(file: String) { self.file = file }

    func add(_ code: DiagnosticCode, _ range: SourceRange, _ message: String) {
        if code.severity == .error { hasErrors = true }
        diagnostics.append(Diagnostic(code, file: file, range: range, message))
    }

    func add(_ code: DiagnosticCode, _ range: SourceRange, _ message: String, note: String, at place: SourceRange) {
        if code.severity == .error { hasErrors = true }
        let note = Diagnostic.Note(file: file, range: place, message: note)
        diagnostics.append(Diagnostic(code, file: file, range: range, message, notes: [note]))
    }

    /// The findings in order, each once: what stands behind an anchor or a reference is read wherever it is used.
    func sorted() -> [Diagnostic] {
        var kept: [Diagnostic] = []
        for diagnostic in diagnostics.sorted() where kept.last != diagnostic { kept.append(diagnostic) }
        return kept
    }

    /// `; did you mean 'x'?`, or nothing when no candidate is near.
    func suggestion(for name: String, among candidates: [String]) -> String {
        guard let best = nearest(to: name, among: candidates) else { return "" }
        return "; did you mean \(quoted(best))?"
    }

    func nearest(to name: String, among candidates: [String]) -> String? {
        let wanted = Spelling(name)
        guard wanted.letters.count <= 40 else { return nil }
        var best: String?
        var least = max(1, wanted.letters.count / 3) + 1
        for candidate in candidates {
            effort -= 1
            if effort < 0 { break }
            // Lengths that differ by more than the distance still allowed cannot be near, even with '_' left out of one.
            if abs(candidate.utf8.count - name.utf8.count) > least + 4 { continue }
            effort -= 100
            let distance = wanted.distance(to: Spelling(candidate))
            // A name of which no letter is left is another name, however short.
            if distance < least, distance < wanted.letters.count {
                least = distance
                best = candidate
            }
        }
        return best
    }
}

/// A text from a spec as it appears in a message: in quotes, and no longer than a line.
func quoted(_ text: String) -> String { "'" + clipped(text) + "'" }

func clipped(_ text: String) -> String {
    text.utf8.count <= 60 ? text : String(text.prefix(57)) + "…"
}

/// The letters of a name that count when names are compared: case, '_', '-' and spaces do not.
struct Spelling {
    let letters: [UInt8]

    init(_ text: String) {
        var letters: [UInt8] = []
        for byte in text.utf8 where byte != UInt8(ascii: "_") && byte != UInt8(ascii: "-") && byte != UInt8(ascii: " ") {
            let isUpper = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
            letters.append(isUpper ? byte + 32 : byte)
        }
        self.letters = letters
    }

    /// The number of letters to insert, remove, replace or swap with their neighbour (optimal string alignment).
    func distance(to other: Spelling) -> Int {
        let a = letters
        let b = other.letters
        if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
        var before: [Int] = []
        var last: [Int] = Array(0...b.count)
        var i = 1
        while i <= a.count {
            var row: [Int] = [i]
            var j = 1
            while j <= b.count {
                var best = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
                if last[j] + 1 < best { best = last[j] + 1 }
                if row[j - 1] + 1 < best { best = row[j - 1] + 1 }
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1], before[j - 2] + 1 < best {
                    best = before[j - 2] + 1
                }
                row.append(best)
                j += 1
            }
            before = last
            last = row
            i += 1
        }
        return last[b.count]
    }
}
