/// The results of a batch's workers as one.
public enum ResultArray {
    /// JSON text of an array of these JSON texts.
    public static func text(of results: some Sequence<[UInt8]>) -> [UInt8] {
        var text: [UInt8] = [UInt8(ascii: "[")]
        for result in results {
            if text.count > 1 { text.append(UInt8(ascii: ",")) }
            text += result
        }
        text.append(UInt8(ascii: "]"))
        return text
    }
}
