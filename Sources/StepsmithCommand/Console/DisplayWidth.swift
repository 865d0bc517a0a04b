/// How text takes room on a terminal.
extension Character {
    /// In columns: 2 for East Asian wide characters and emoji, 0 for what only marks its neighbour.
    var displayWidth: Int {
        guard let scalar = unicodeScalars.first else { return 0 }
        if scalar.value < 0x300 { return scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value) ? 1 : 0 }
        if scalar.properties.isEmojiPresentation || unicodeScalars.contains("\u{FE0F}") { return 2 }
        if Character.isWide(scalar.value) { return 2 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: return 1
        }
    }

    /// Unicode's East_Asian_Width W and F, by blocks.
    private static func isWide(_ value: UInt32) -> Bool {
        switch value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
            0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x16FE0...0x18CFF, 0x1AFF0...0x1B2FF, 0x20000...0x3FFFD:
            return true
        default: return false
        }
    }
}

extension String {
    /// In columns.
    var displayWidth: Int { reduce(0) { $0 + $1.displayWidth } }

    /// At most that many columns wide, with … in place of what is cut.
    func cut(to width: Int) -> String {
        if utf8.count <= width || displayWidth <= width { return self }
        if width <= 0 { return "" }
        var out = ""
        var used = 0
        for character in self {
            let next = character.displayWidth
            if used + next > width - 1 { break }
            out.append(character)
            used += next
        }
        return out + "…"
    }

    /// One line that does nothing to a terminal: white space is a blank, and what would move the cursor, break the line
    /// or turn the writing direction is written as `\u{…}`.
    var printable: String {
        var out = ""
        for scalar in unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0A, 0x0D: out += " "
            case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF:
                out += "\\u{" + String(scalar.value, radix: 16) + "}"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
