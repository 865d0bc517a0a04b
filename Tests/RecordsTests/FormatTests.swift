import Testing

@testable import Stepsmith

/// Samples of one format, most of them from the official JSON Schema test suite.
struct FormatCase: CustomTestStringConvertible, Sendable {
    let format: StringFormat
    let valid: [String]
    let invalid: [String]
    var testDescription: String { format.rawValue }
}

struct FormatTests {
    static let cases: [FormatCase] = [
        FormatCase(
            format: .dateTime,
            valid: [
                "1963-06-19T08:30:06.283185Z", "1963-06-19T08:30:06Z", "1937-01-01T12:00:27.87+00:20",
                "1990-12-31T15:59:50.123-08:00", "1998-12-31T23:59:60Z", "1998-12-31T15:59:60.123-08:00",
                "1963-06-19t08:30:06.283185z", "2000-02-29T00:00:00Z", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z",
            ],
            invalid: [
                "", "1998-12-31T23:59:61Z", "1998-12-31T23:58:60Z", "1998-12-31T22:59:60Z",
                "1990-02-31T15:59:59.123-08:00",
                "1990-12-31T15:59:59-24:00", "1963-06-19T08:30:06.28123+01:00Z", "06/19/1963 08:30:06 PST",
                "2013-350T01:01:01",
                "1963-6-19T08:30:06.283185Z", "1963-06-1T00:00:00Z", "1963-06-1৪T00:00:00.000000Z",
                "1963-06-11T0৪:00:00.000000Z",
                "1963-06-19 08:30:06Z", "1963-06-19T08:30:06", "1963-06-19T08:30:06.Z", "1900-02-29T00:00:00Z",
                "+11963-06-19T08:30:06.283185Z",
            ]),
        FormatCase(
            format: .date,
            valid: ["1963-06-19", "2020-01-31", "2021-02-28", "2020-02-29", "2000-02-29", "2020-12-31"],
            invalid: [
                "", "2020-01-32", "2021-02-29", "2020-02-30", "1900-02-29", "2020-04-31", "2020-13-01", "2020-00-01",
                "2020-01-00",
                "06/19/1963", "2013-350", "1998-1-20", "1998-01-1", "1963-06-1৪", "20230328", "2023-W01", "1963-06-19T",
            ]),
        FormatCase(
            format: .time,
            valid: [
                "12:34:56-00:00",
                "08:30:06Z", "23:59:60Z", "23:59:60+00:00", "01:29:60+01:30", "23:29:60+23:30", "15:59:60-08:00",
                "00:29:60-23:30",
                "23:20:50.52Z", "08:30:06.283185Z", "08:30:06+00:20", "08:30:06-08:00", "08:30:06z",
            ],
            invalid: [
                "08:30:06+0130", "08:30:06+01", "08:30:06Z\n", "24:59:00+01:00", "2020-11-28T23:55:45Z",
                "", "008:030:006Z", "8:3:6Z", "8:0030:6Z", "22:59:60Z", "23:58:60Z", "23:59:60+01:00", "23:59:60-00:30",
                "08:30:06-8:000", "24:00:00Z", "00:60:00Z", "00:00:61Z", "01:02:03+24:00", "01:02:03+00:60",
                "01:02:03Z+00:30",
                "08:30:06 PST", "01:01:01,1111", "12:00:00", "12:00:00.52", "1২:00:00Z", "08:30:06#00:20", "ab:cd:ef",
            ]),
        FormatCase(
            format: .duration,
            valid: [
                "PT1M2S", "P01D", "P99999999999999999999999999D", "P4DT12H30M5S", "P4Y", "PT0S", "P0D", "P1M", "PT1M",
                "PT36H", "P1DT12H", "P2W", "P1Y2M3D", "PT1H2M",
            ],
            invalid: [
                "PT0.5S", "PT0,5S", "-P1D", "P-1D", "P1D2T3H", "P1WT1H", "P0Y1W", "P1e2D", "P1D\n", " P1D",
                "", "PT1D", "4DT12H30M5S", "P", "P1YT", "PT", "P2D1Y", "P1D2H", "P2S", "P1Y2W", "P২Y", "P1", "P1Y2D",
                "PT1H2S",
                "PT1HT1M",
                "P1.5D", "p1d",
            ]),
        FormatCase(
            format: .email,
            valid: [
                "test@255.255.255.255", "\"\"@iana.org", "\"\\a\\\"\\\\\"@iana.org", "test@c--n.com", "test@io",
                "a@[ipv6:::1]",
                "joe.bloggs@example.com", "te~st@example.com", "~test@example.com", "test~@example.com",
                "\"joe bloggs\"@example.com", "\"joe..bloggs\"@example.com", "\"joe@bloggs\"@example.com",
                "joe.bloggs@[127.0.0.1]", "joe.bloggs@[IPv6:::1]", "te.s.t@example.com",
                "riedgar+guidelines@example.com",
            ],
            invalid: [
                "test\"@iana.org", "\"test\"test@iana.org", "a@b@c.org", "[1.2.3.4]@iana.org", "test@iana.org.",
                "test@iana..com", "test@iana-.com", "a@[]", "a@[1.2.3]", "test@[x]", "test@a[1.2.3.4]", "a＠iana.org",
                "test@iana.org\n", "a(c)@iana.org",
                "", "@", "2962", ".test@example.com", "test.@example.com", "te..st@example.com",
                "joe.bloggs@invalid=domain.com",
                "joe.bloggs@[127.0.0.300]", "user1@oceania.org, user2@oceania.org", "\"@example.com", "a@", "a@[",
                "実例@example.com",
                String(repeating: "a", count: 65) + "@example.com",
            ]),
        FormatCase(
            format: .idnEmail, valid: ["실례@실례.테스트", "joe.bloggs@example.com"], invalid: ["", "2962", "실례", ".실@례.com"]),
        FormatCase(
            format: .hostname,
            valid: [
                "www.example.com", "xn--4gbwdl.xn--wgbh1c", "hostname", "host-name", "h0stn4me", "1host", "hostnam3",
                "a.b",
                String(repeating: "a", count: 63) + ".com",
            ],
            invalid: [
                "", ".", "-a-host-name-that-starts-with--", "not_a_valid_host_name", "-hostname", "hostname-",
                "_hostname",
                "hostname_",
                "host_name", "example.", "a..b", ".a", "a b", "exämple.com", String(repeating: "a", count: 64) + ".com",
                String(repeating: "a.", count: 127) + "a",
            ]),
        FormatCase(
            format: .ipv4,
            valid: ["192.168.0.1", "0.0.0.0", "255.255.255.255", "87.10.0.1"],
            invalid: [
                "", "127.0.0.0.1", "256.256.256.256", "127.0", "0x7f000001", "2130706433", "087.10.0.1", "1২7.0.0.1",
                "192.168.1.0/24",
                "1.2.3.", " 1.2.3.4", "1.2.3.4\n",
            ]),
        FormatCase(
            format: .ipv6,
            valid: [
                "::1", "::abcd", "::", "::42:ff:1", "d6::", "1:d6::42", "1::d6:192.168.0.1", "1:2::192.168.0.1",
                "::ffff:192.168.0.1",
                "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "1:2:3:4:5:6:1.2.3.4",
            ],
            invalid: [
                "", "12345::", "::abcef0", "1:1:1:1:1:1:1:1:1", "::laptop", ":2:3:4:5:6:7:8", "1:2:3:4:5:6:7:",
                ":2:3:4::8",
                "1::d6::42",
                "1::2:192.168.256.1", "1::2:192.168.ff.1", "::ffff:192.168.0.1:5", "1:2:3:4:5:::8", "1:2:3:4:5:6:7",
                "1",
                "127.0.0.1", "1:2:3:4:1.2.3", "  ::1", "::1  ", "fe80::/64", "fe80::a%eth1",
                "1000:1000:1000:1000:1000:1000:255.255.255.255.1",
                "100:100:100:100:100:100:100:255.255.255.255", "1:2:3:4:5:6:7:৪", "1:2::192.16৪.0.1", "1.2.3.4::",
                "1:2:3:4:5:6:7::8",
            ]),
        FormatCase(
            format: .uri,
            valid: [
                "http://a.com:", "http://:80", "http://@a.com", "http://user@", "http://999.999.999.999/",
                "http://[V1.fe]/p", "file:///etc",
                "http://foo.bar/?baz=qux#quux", "http://foo.com/blah_(wikipedia)_blah#cite-1",
                "http://foo.bar/?q=Test%20URL-encoded%20stuff",
                "http://xn--nw2a.xn--j6w193g/", "http://-.~_!$&'()*+,;=:%40:80%2f::::::@example.com",
                "http://223.255.255.254",
                "ftp://ftp.is.co.za/rfc/rfc1808.txt", "ldap://[2001:db8::7]/c=GB?objectClass?one",
                "mailto:John.Doe@example.com",
                "news:comp.infosystems.www.servers.unix", "tel:+1-816-555-1212",
                "urn:oasis:names:specification:docbook:dtd:xml:4.1.2",
                "http://[v1.x:y]:80/", "http://example.com:80", "x:",
            ],
            invalid: [
                "http://a.com:8:0", "http://a.com::", "http://a@b@c/", "http://[v1.]/", "1http://a", "ht_tp://a",
                "http://a/?[", "http://a/\n",
                "", "//foo.bar/?baz=qux#quux", "/abc", "\\\\WINDOWS\\fileshare", "abc", "http:// shouldfail.com",
                ":// should fail",
                "bar,baz:foo", "https://[@example.org/test.txt", "https://example.org/foobar\\.txt",
                "https://example.org/foobar<>.txt",
                "https://example.org/foobar{}.txt", "https://example.org/foobar^.txt",
                "https://example.org/foobar`.txt",
                "https://example.org/foo bar.txt", "https://example.org/foobar|.txt", "http://a/%", "http://a/%2",
                "http://a/%zz",
                "http://[v]/", "http://[12345::]/", "http://[::1]x/", "http://a:80b/", "http://a/#b#c", "http://a/[b]",
                "http://ä/",
            ]),
        FormatCase(
            format: .uriReference,
            valid: [
                "?query=1", "//", "//[V1.fe]/p", "http://foo.bar/?baz=qux#quux", "//foo.bar/?baz=qux#quux", "/abc",
                "abc", "#fragment", "", "?a:b", "./1:a",
            ],
            invalid: [
                "//example.com:abc/p", "//a@b@example.com/", "//[::ffff:192.168.0.01]/p", "/[::1]", "/%zz", "/p\n",
                ":a", "\\\\WINDOWS\\fileshare", "#frag\\ment", "1:a", "/foo bar", "/ä", "//[x]/",
            ]),
        FormatCase(
            format: .iri,
            valid: ["http://ƒøø.ßår/?∂éœ=πîx#πîüx", "http://[2001:0db8:85a3:0000:0000:8a2e:0370:7334]", "http://a/b"],
            invalid: [
                "http://2001:0db8:85a3::7334", "http://a/\u{80}", "http://a/\u{FFFF}", "http://é:é/", "", "/abc", "âππ",
                "http:// ƒøø.com", ":// ƒøø", "\\\\WINDOWS\\filëßåré",
            ]),
        FormatCase(
            format: .iriReference,
            valid: ["//ƒøø.ßår/?∂éœ=πîx#πîüx", "/âππ", "âππ", "#ƒrägmênt", ""],
            invalid: ["\\\\WINDOWS\\filëßåré", "#ƒräg\\mênt"]),
        FormatCase(
            format: .uuid,
            valid: [
                "2EB8AA08-AA98-11EA-B4AA-73B441D16380", "2eb8aa08-aa98-11ea-b4aa-73b441d16380",
                "2eb8aa08-AA98-11ea-B4Aa-73B441D16380",
                "00000000-0000-0000-0000-000000000000", "99c17cbb-656f-f64a-940f-1a4568f03487",
            ],
            invalid: [
                "", "2eb8aa08-aa98-11ea-b4aa-73b441d1638", "2eb8aa08-aa98-11ea-73b441d16380",
                "2eb8aa08-aa98-11ea-b4ga-73b441d16380",
                "2eb8aa08aa9811eab4aa73b441d16380", "2eb8aa08aa98-11ea-b4aa73b441d16380",
                "2eb8-aa08-aa98-11ea-b4aa73b44-1d16380",
                "{2eb8aa08-aa98-11ea-b4aa-73b441d16380}",
            ]),
        FormatCase(
            format: .regex, valid: ["a+?", "(?i)a", "\\p{Script=Greek}", "", "([abc])+\\s+$", "(a)\\1", "^\\p{L}$"],
            invalid: ["\\", "a)", "[abc", "\\a", "^(abc]", "^\\S(|(.|\\n)*\\S)\\Z", "*", "[z-a]"]),
        FormatCase(
            format: .jsonPointer,
            valid: [
                "", "/", "/foo", "/foo/0", "/foo/bar~0/baz~1/%a", "/a~1b", "/c%d", "/e^f", "/i\\j", "/k\"l", "/ ",
                "/m~0n",
                "/foo//bar",
                "/foo/-", "/~1.1", "/ä",
            ],
            invalid: ["#", "#/", "#a", "/foo/bar~", "/~0~", "/~0/~", "/~2", "/~-1", "a", "0", "a/a"]),
        FormatCase(
            format: .relativeJSONPointer,
            valid: ["0-0", "0//", "0-1#", "1", "0/foo/bar", "2/0/baz/1/zip", "0#", "0+1", "120/foo/bar", "1-2#"],
            invalid: [
                "1foo", "0+", "0-01", "0++1", "0+1x", "1#/foo", "0/~2", "١/foo", "1\n", "", "/foo/bar", "-1/foo/bar",
                "+1/foo/bar", "0##", "01/a", "01#", "multi-digit", "0~",
            ]),
        FormatCase(
            format: .uriTemplate,
            valid: [
                "", "http://example.com/dictionary/{term:1}/{term}", "http://example.com/dictionary",
                "dictionary/{term:1}/{term}",
                "/{+path,x}/here{?a,b*}{&c:9999}{#frag.ment}", "{;x_1,%41b}{/a}{.b}", "/ä/%C3%A4",
            ],
            invalid: [
                "http://example.com/dictionary/{term:1}/{term", "}", "{}", "{a,}", "{a:0}", "{a:}", "{a:12345}", "{a**}",
                "{a b}", "{a..b}", "{.a.}", "{-a}", "{ä}", "a b", "a\"b", "<a>", "%", "%4", "%4G", "{%4}", "{{a}}", "a\u{7F}",
                "\\",
            ]),
        FormatCase(
            format: .idnHostname,
            valid: [
                "실례.테스트", "www.example.com", "xn--4gbwdl.xn--wgbh1c", "hostname", "host-name", "h0stn4me",
                "ß\u{3C2}\u{F0B}\u{3007}",
                "\u{6FD}\u{6FE}", "l·l", "α\u{375}β", "א\u{5F3}ב", "א\u{5F4}ב", "\u{30FB}ぁ", "\u{30FB}ァ", "\u{30FB}丈",
                "ب\u{660}ب", "\u{6F0}0", "क\u{94D}\u{200D}ष", "क\u{94D}\u{200C}ष", "بي\u{200C}بي", "a\u{3002}b", "münchen.de",
                "a\u{FF0E}b",
                "\u{914D}\u{7F6E}.\u{3053}",
            ],
            invalid: [
                "", ".", "a.", ".a", "〮실례.테스트", "실〮례.테스트",
                "실실실실실실실실실실실실실실실실실실실실실실실실실실례테스트례례례례례례례례례례례례례례례례례테스트례례례례례례례례례례례례례례례례례례례테스트례례실례.테스트",
                "-> $1.00 <--", "-hello", "hello-", "-hello-", "hé--o", "\u{903}hello", "\u{300}hello",
                "\u{488}hello", "\u{640}\u{7FA}", "\u{3031}\u{3032}\u{3033}", "\u{302E}ä", "a\u{B7}l", "\u{B7}l", "l\u{B7}a",
                "l\u{B7}",
                "α\u{375}S", "α\u{375}", "A\u{5F3}ב", "\u{5F3}ב", "A\u{5F4}ב", "\u{5F4}ב", "def\u{30FB}abc", "\u{30FB}",
                "ب\u{660}\u{6F0}", "क\u{200D}ष", "\u{200D}ष", "क\u{200C}ष", "Ä", "a b", "ä_b", "€", "ä\u{AD}", "a..b",
            ]),
        FormatCase(
            format: .byte, valid: ["", "AA==", "AAA=", "AAAA", "+/+/", "Zm9vYmFy"],
            invalid: ["A", "AA", "AAA", "A===", "====", "AA=A", "AA==AAAA", "A-_A", "AAA\n", "ÄAA"]),
    ]

    @Test(arguments: cases)
    func samples(_ test: FormatCase) {
        for text in test.valid { #expect(test.format.matches(text), "\(text.debugDescription)") }
        for text in test.invalid { #expect(!test.format.matches(text), "\(text.debugDescription)") }
    }

    @Test func everyFormatHasSamples() {
        #expect(Set(FormatTests.cases.map(\.format)) == Set(StringFormat.allCases))
    }

    @Test func aFailureSaysWhichFormat() {
        var validation = Validation()
        validation.format("secret", .dateTime)
        let error = #expect(throws: ValidationError.self) { try validation.finish() }
        #expect(error?.description == "the value: expected a string of format date-time, found another string (format)")
    }
}
