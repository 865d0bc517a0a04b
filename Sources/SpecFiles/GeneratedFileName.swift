// This file stands alone, without imports: the build plugin compiles it too, through a symbolic link.

/// The name of the Swift file generated from a spec, given the spec's path below its root with `/` between folders:
/// `ecommerce/order_processing.yaml` becomes `ecommerce+order_processing.workflow.swift`.
///
/// Two paths never share a name: `/` becomes `+`, and every byte other than ASCII letters, digits, `_`, `.` and `-` becomes `=`
/// and two hexadecimal digits. A name has no folder in it and starts with neither `.` nor `-`, so the file can only be in the
/// folder it is put into. A name too long for a file system is cut and ends in a hash of the whole path.
public func generatedFileName(_ path: String) -> String {
    var bytes = Array(path.utf8)
    var ending = ""
    if path.hasSuffix(".yaml") {
        bytes.removeLast(5)
    } else if path.hasSuffix(".yml") {
        bytes.removeLast(4)
        ending = "=yml"
    } else {
        ending = "=other"
    }
    var name: [UInt8] = []
    for byte in bytes {
        switch byte {
        case 0x2F: name.append(0x2B)
        case 0x2E where name.isEmpty, 0x2D where name.isEmpty: appendEscape(byte, to: &name)
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2E, 0x2D: name.append(byte)
        default: appendEscape(byte, to: &name)
        }
    }
    if name.isEmpty { ending = "=empty" + ending }
    if name.count > 180 {
        // `==` starts no escape, so no shorter path has such a name.
        ending = "==" + pathHash(bytes) + ending
        name.removeLast(name.count - 140)
    }
    return String(decoding: name, as: UTF8.self) + ending + ".workflow.swift"
}

/// The name of the file with the table of all workflows of a target.
public var registryFileName: String { "Workflows.registry.swift" }

private func appendEscape(_ byte: UInt8, to name: inout [UInt8]) {
    let digits = Array("0123456789ABCDEF".utf8)
    name.append(0x3D)
    name.append(digits[Int(byte >> 4)])
    name.append(digits[Int(byte & 15)])
}

/// 128 bits, in two lanes of 64-bit FNV-1a that start apart and run in opposite directions.
private func pathHash(_ bytes: [UInt8]) -> String {
    var forwards: UInt64 = 0xCBF2_9CE4_8422_2325
    var backwards: UInt64 = 0x8422_2325_CBF2_9CE4
    for index in bytes.indices {
        forwards = (forwards ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01B3
        backwards = (backwards ^ UInt64(bytes[bytes.count - 1 - index])) &* 0x0000_0100_0000_01B3
    }
    return String(forwards, radix: 16) + "-" + String(backwards, radix: 16)
}
