import Stepsmith
import Testing

@testable import stepsmith_users_example

@Suite("Example: fetch user", .timeLimit(.minutes(1)))
struct FetchUserTests {
    @Test("A busy service is asked again, and the user arrives")
    func fetches() async throws {
        let snapshot = try await UsersExample.fetch("u-1", from: UserServer(busyFor: 2))
        #expect(snapshot.state == .succeeded && snapshot.step("fetch_user")?.attempts == 3)
        let text = try #require(snapshot.step("describe_user")?.result)
        let result = try FetchUser.DescribeUser.Result(json: JSONValue(parsing: text))
        #expect(result.text == "Ana Alves <ana@example.com>, 2 orders" && result.spent == 62.4)
    }

    @Test(
        "A user that is not there fails at once, and so does a name that would leave its place in the path",
        arguments: ["u-9", "../../secrets", "u-1/orders", "u-1?x="])
    func missing(_ user: String) async throws {
        let snapshot = try await UsersExample.fetch(user, from: UserServer(busyFor: 0))
        let step = try #require(snapshot.step("fetch_user"))
        #expect(snapshot.state == .failed && step.attempts == 1 && step.failure?.isRetryable == false)
    }
}
