import Stepsmith
import StepsmithHTTP

/// A response with a status that is no success never gets here: what passes is tried again, and the rest fails the step.
struct FetchUserHandlers: FetchUser.Handlers {
    func fetchProfile(
        userId: String, api: APIClient, context: StepContext
    ) async throws -> FetchUser.FetchProfile.Result {
        try await api.get("/users/\(userId)")
    }

    func fetchOrders(
        user: FetchUser.FetchProfile.Result, api: APIClient, context: StepContext
    ) async throws -> FetchUser.FetchOrders.Result {
        try await api.get("/users/\(user.id)/orders")
    }

    func describeUser(
        user: FetchUser.FetchProfile.Result, history: FetchUser.FetchOrders.Result, context: StepContext
    ) async throws -> FetchUser.DescribeUser.Result {
        let spent = history.orders.map(\.total).reduce(0, +)
        let orders = history.orders.count == 1 ? "1 order" : "\(history.orders.count) orders"
        return .init(text: "\(user.name) <\(user.email)>, \(orders)", spent: (spent * 100).rounded() / 100)
    }
}
