/// The binary properties that `\p{…}` takes beside the general categories.
enum UnicodeProperty: Sendable {
    case alphabetic, lowercase, uppercase, whiteSpace, idStart, idContinue, emoji
    indirect case not(UnicodeProperty)

    init?(_ name: String) {
        switch name {
        case "Alphabetic", "Alpha": self = .alphabetic
        case "Lowercase", "Lower": self = .lowercase
        case "Uppercase", "Upper": self = .uppercase
        case "White_Space", "space": self = .whiteSpace
        case "ID_Start", "IDS": self = .idStart
        case "ID_Continue", "IDC": self = .idContinue
        case "Emoji": self = .emoji
        default: return nil
        }
    }

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        switch self {
        case .alphabetic: return scalar.properties.isAlphabetic
        case .lowercase: return scalar.properties.isLowercase
        case .uppercase: return scalar.properties.isUppercase
        case .whiteSpace: return scalar.properties.isWhitespace
        case .idStart: return scalar.properties.isIDStart
        case .idContinue: return scalar.properties.isIDContinue
        case .emoji: return scalar.properties.isEmoji
        case .not(let property): return !property.contains(scalar)
        }
    }
}

extension Unicode.GeneralCategory {
    /// One bit of a mask of categories.
    var bit: UInt32 {
        switch self {
        case .uppercaseLetter: return 1
        case .lowercaseLetter: return 1 << 1
        case .titlecaseLetter: return 1 << 2
        case .modifierLetter: return 1 << 3
        case .otherLetter: return 1 << 4
        case .nonspacingMark: return 1 << 5
        case .spacingMark: return 1 << 6
        case .enclosingMark: return 1 << 7
        case .decimalNumber: return 1 << 8
        case .letterNumber: return 1 << 9
        case .otherNumber: return 1 << 10
        case .connectorPunctuation: return 1 << 11
        case .dashPunctuation: return 1 << 12
        case .openPunctuation: return 1 << 13
        case .closePunctuation: return 1 << 14
        case .initialPunctuation: return 1 << 15
        case .finalPunctuation: return 1 << 16
        case .otherPunctuation: return 1 << 17
        case .mathSymbol: return 1 << 18
        case .currencySymbol: return 1 << 19
        case .modifierSymbol: return 1 << 20
        case .otherSymbol: return 1 << 21
        case .spaceSeparator: return 1 << 22
        case .lineSeparator: return 1 << 23
        case .paragraphSeparator: return 1 << 24
        case .control: return 1 << 25
        case .format: return 1 << 26
        case .surrogate: return 1 << 27
        case .privateUse: return 1 << 28
        case .unassigned: return 1 << 29
        @unknown default: return 0
        }
    }

    /// The mask of a category or group of categories by its short or long name; nil for an unknown name.
    static func mask(_ name: String) -> UInt32? {
        switch name {
        case "L", "Letter": return 0x1F
        case "LC", "Cased_Letter": return 0x7
        case "Lu", "Uppercase_Letter": return 1
        case "Ll", "Lowercase_Letter": return 1 << 1
        case "Lt", "Titlecase_Letter": return 1 << 2
        case "Lm", "Modifier_Letter": return 1 << 3
        case "Lo", "Other_Letter": return 1 << 4
        case "M", "Mark", "Combining_Mark": return 0x7 << 5
        case "Mn", "Nonspacing_Mark": return 1 << 5
        case "Mc", "Spacing_Mark": return 1 << 6
        case "Me", "Enclosing_Mark": return 1 << 7
        case "N", "Number": return 0x7 << 8
        case "Nd", "Decimal_Number", "digit": return 1 << 8
        case "Nl", "Letter_Number": return 1 << 9
        case "No", "Other_Number": return 1 << 10
        case "P", "Punctuation", "punct": return 0x7F << 11
        case "Pc", "Connector_Punctuation": return 1 << 11
        case "Pd", "Dash_Punctuation": return 1 << 12
        case "Ps", "Open_Punctuation": return 1 << 13
        case "Pe", "Close_Punctuation": return 1 << 14
        case "Pi", "Initial_Punctuation": return 1 << 15
        case "Pf", "Final_Punctuation": return 1 << 16
        case "Po", "Other_Punctuation": return 1 << 17
        case "S", "Symbol": return 0xF << 18
        case "Sm", "Math_Symbol": return 1 << 18
        case "Sc", "Currency_Symbol": return 1 << 19
        case "Sk", "Modifier_Symbol": return 1 << 20
        case "So", "Other_Symbol": return 1 << 21
        case "Z", "Separator": return 0x7 << 22
        case "Zs", "Space_Separator": return 1 << 22
        case "Zl", "Line_Separator": return 1 << 23
        case "Zp", "Paragraph_Separator": return 1 << 24
        case "C", "Other": return 0x1F << 25
        case "Cc", "Control", "cntrl": return 1 << 25
        case "Cf", "Format": return 1 << 26
        case "Cs", "Surrogate": return 1 << 27
        case "Co", "Private_Use": return 1 << 28
        case "Cn", "Unassigned": return 1 << 29
        default: return nil
        }
    }
}
