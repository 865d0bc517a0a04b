/// Turns any text into a Swift identifier of ASCII letters, digits and underscores, the same one on every machine.
enum SwiftIdentifier {
    /// `cart_items`, `cart-items`, `Cart Items` and `cartItems` all become `cartItems`. Leading underscores stay.
    static func lowerCamel(_ text: String) -> String {
        let words = Words(text)
        var out = words.underscores
        var index = 0
        while index < words.list.count {
            let word = words.list[index]
            append(index == 0 ? lowerFirst(word) : upperFirst(word), to: &out)
            index += 1
        }
        return startsWithDigit(out) ? "_" + out : out
    }

    /// `cart_items` becomes `CartItems`. A name that starts with a digit gets `digitPrefix`, for a type must not be named as a
    /// property is.
    static func upperCamel(_ text: String, digitPrefix: String) -> String {
        let words = Words(text)
        var out = ""
        for word in words.list { append(upperFirst(word), to: &out) }
        return startsWithDigit(out) ? digitPrefix + out : out
    }

    /// `HTTPServer` becomes `httpServer`, `SKU` `sku`, `Cart` `cart`.
    static func lowerFirst(_ word: String) -> String {
        var bytes = Array(word.utf8)
        var index = 0
        while index < bytes.count, isUpper(bytes[index]) {
            // The last capital of a run starts the next hump, unless the word ends there.
            if index > 0, index + 1 < bytes.count, isLower(bytes[index + 1]) { break }
            bytes[index] += 32
            index += 1
        }
        return index == 0 ? word : String(decoding: bytes, as: UTF8.self)
    }

    static func upperFirst(_ word: String) -> String {
        guard let first = word.unicodeScalars.first else { return word }
        if first.isASCII {
            guard isLower(UInt8(first.value)) else { return word }
            var bytes = Array(word.utf8)
            bytes[0] -= 32
            return String(decoding: bytes, as: UTF8.self)
        }
        // Only names that an author chose have such letters. Not every script has capitals.
        var rest = word.unicodeScalars
        rest.removeFirst()
        return first.properties.uppercaseMapping + String(rest)
    }

    /// Whether the text can stand as a name in Swift source, in backticks if need be: what `x-swift-name` may be.
    static func isValid(_ text: String) -> Bool {
        guard !text.isEmpty, text.utf8.count <= 255, !startsWithDigit(text) else { return false }
        var onlyUnderscores = true
        for scalar in text.unicodeScalars {
            if scalar.isASCII {
                guard isLetterOrDigit(UInt8(scalar.value)) || scalar == "_" else { return false }
            } else {
                guard scalar.properties.isXIDContinue else { return false }
            }
            if scalar != "_" { onlyUnderscores = false }
        }
        guard let first = text.unicodeScalars.first else { return false }
        return !onlyUnderscores && (first.isASCII || first.properties.isXIDStart)
    }

    /// Digits must not run together: `1.10` and `11.0` are two names.
    private static func append(_ word: String, to out: inout String) {
        if startsWithDigit(word), let last = out.utf8.last, isDigit(last) { out += "_" }
        out += word
    }

    static func startsWithDigit(_ text: String) -> Bool {
        guard let first = text.utf8.first else { return false }
        return isDigit(first)
    }

    static func isUpper(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }
    static func isLower(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }
    static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
    static func isLetterOrDigit(_ byte: UInt8) -> Bool { isUpper(byte) || isLower(byte) || isDigit(byte) }
}
