public import YAMLSyntax

/// Messages to the standard error stream, unbuffered.
public enum StandardError {
    public static func write(_ text: String) {
        var text = text
        text.withUTF8 { (bytes: UnsafeBufferPointer<UInt8>) -> Void in
            guard let start = bytes.baseAddress else { return }
            var count = 0
            while count < bytes.count {
                let put = writeSome(2, start + count, bytes.count - count)
                if put <= 0 { return }
                count += put
            }
        }
    }

    /// One finding after the other, each on lines of its own.
    public static func write(_ diagnostics: [Diagnostic]) {
        var text = ""
        for diagnostic in diagnostics { text += diagnostic.text + "\n" }
        write(text)
    }
}
