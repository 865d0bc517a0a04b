/// Breaks long lists over lines.
enum Wrapping {
    /// `prefix`, the items between commas, `suffix`: one line of at most `columns` if that is enough, else the items on lines of
    /// their own, four spaces further in. A suffix that goes on after its bracket gets a line too.
    static func list(_ prefix: String, _ items: [String], _ suffix: String, columns: Int) -> [String] {
        var length = prefix.utf8.count + suffix.utf8.count
        for item in items { length += item.utf8.count + 2 }
        if length <= columns + 2 || items.isEmpty { return [prefix + items.joined(separator: ", ") + suffix] }
        var pieces: [String] = []
        pieces.reserveCapacity(items.count)
        for item in items { pieces.append(item + ",") }
        let isBracket = !suffix.utf8.contains(0x20)
        pieces[pieces.count - 1] = items[items.count - 1] + (isBracket ? suffix : "")
        var lines = [prefix]
        for line in fill(pieces, columns: columns - 4) { lines.append("    " + line) }
        if !isBracket { lines.append(suffix) }
        return lines
    }

    /// Pieces between spaces, as many on a line as fit.
    static func fill(_ pieces: [String], columns: Int) -> [String] {
        var lines: [String] = []
        var current = ""
        for piece in pieces {
            if current.isEmpty {
                current = piece
            } else if current.utf8.count + piece.utf8.count < columns {
                current += " "
                current += piece
            } else {
                lines.append(current)
                current = piece
            }
        }
        if !current.isEmpty { lines.append(current) }
        return lines
    }
}
