public import ArgumentParser
public import SwiftCodegen

extension AccessLevel: ExpressibleByArgument {}
