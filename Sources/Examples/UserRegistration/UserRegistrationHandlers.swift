import Foundation
import Stepsmith

/// One type that serves every step of a workflow, an extension for each: `UserRegistration.registered(UserRegistrationHandlers())`.
struct UserRegistrationHandlers {}

extension UserRegistrationHandlers: UserRegistration.CreateUserAccount.Handler {
    func createUserAccount(
        email: String, fullName: String, plan: UserRegistration.Input.Plan, context: StepContext
    ) async throws -> UserRegistration.CreateUserAccount.Result {
        let address = email.lowercased()
        guard let at = address.lastIndex(of: "@") else {
            throw PermanentError(code: "INVALID_EMAIL", message: "The address has no @.")
        }
        let local = String(address[..<at])
        return UserRegistration.CreateUserAccount.Result(
            userId: UserID.make(from: context.idempotencyKey), email: address,
            username: local.filter { $0.isLetter || $0.isNumber || $0 == "." },
            plan: UserRegistration.CreateUserAccount.Result.Plan(rawValue: plan.rawValue) ?? .free)
    }
}

extension UserRegistrationHandlers: UserRegistration.SetupBillingProfile.Handler {
    func setupBillingProfile(
        account: UserRegistration.CreateUserAccount.Result, context: StepContext
    ) async throws -> UserRegistration.SetupBillingProfile.Result {
        switch account.plan {
        case .free:
            return UserRegistration.SetupBillingProfile.Result(billingRequired: false, monthlyCents: 0)
        case .pro:
            return UserRegistration.SetupBillingProfile.Result(
                billingRequired: true, billingId: "bill_\(account.username)", monthlyCents: 1900)
        case .enterprise:
            return UserRegistration.SetupBillingProfile.Result(
                billingRequired: true, billingId: "bill_\(account.username)", monthlyCents: 9900)
        }
    }
}

extension UserRegistrationHandlers: UserRegistration.InitializePreferences.Handler {
    func initializePreferences(
        account: UserRegistration.CreateUserAccount.Result, marketingConsent: Bool, phone: String?, context: StepContext
    ) async throws -> UserRegistration.InitializePreferences.Result {
        UserRegistration.InitializePreferences.Result(
            channels: phone == nil ? [.email] : [.email, .sms],
            settings: [
                "product_news": marketingConsent, "security_alerts": true, "usage_reports": account.plan != .free,
            ])
    }
}

extension UserRegistrationHandlers: UserRegistration.SendWelcomeSequence.Handler {
    func sendWelcomeSequence(
        account: UserRegistration.CreateUserAccount.Result, billing: UserRegistration.SetupBillingProfile.Result,
        preferences: UserRegistration.InitializePreferences.Result, fullName: String, context: StepContext
    ) async throws -> UserRegistration.SendWelcomeSequence.Result {
        let price = billing.billingRequired ? ", billed \(billing.monthlyCents / 100) € a month" : ""
        return UserRegistration.SendWelcomeSequence.Result(
            messages: preferences.channels.map { channel in
                UserRegistration.SendWelcomeSequence.Result.Message(
                    channel: channel.rawValue,
                    text: "Welcome, \(fullName)! Your \(account.plan.rawValue) plan is ready\(price).")
            })
    }
}

extension UserRegistrationHandlers: UserRegistration.UpdateUserStatus.Handler {
    func updateUserStatus(
        welcome: UserRegistration.SendWelcomeSequence.Result, account: UserRegistration.CreateUserAccount.Result,
        context: StepContext
    ) async throws -> UserRegistration.UpdateUserStatus.Result {
        UserRegistration.UpdateUserStatus.Result(
            userId: account.userId, status: welcome.messages.isEmpty ? .pending : .active,
            messagesSent: welcome.messages.count)
    }
}

enum UserID {
    /// A UUID that is the same for the same text, so that a retried step does not make a second user.
    static func make(from text: String) -> UUID {
        var bytes = [UInt8](repeating: 0, count: 16)
        var state: UInt64 = 0xcbf2_9ce4_8422_2325
        for (index, byte) in text.utf8.enumerated() {
            state = (state ^ UInt64(byte)) &* 0x100_0000_01b3
            bytes[index % 16] ^= UInt8(truncatingIfNeeded: state >> 32)
        }
        bytes[6] = bytes[6] & 0x0F | 0x80
        bytes[8] = bytes[8] & 0x3F | 0x80
        return UUID(
            uuid: (
                bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5], bytes[6], bytes[7], bytes[8], bytes[9],
                bytes[10], bytes[11], bytes[12], bytes[13], bytes[14], bytes[15]
            ))
    }
}
