import Stepsmith

/// One type for every step of the workflow: a decision, its three branches, and where they meet again.
struct ApprovalRoutingHandlers: ApprovalRouting.Handlers {
    let company: Company

    func validateRequest(
        inputs: ApprovalRouting.Input, context: StepContext
    ) async throws -> ApprovalRouting.ValidateRequest.Result {
        guard let department = company.departments[inputs.requester] else {
            throw PermanentError(code: "UNKNOWN_REQUESTER", message: "Nobody called \(inputs.requester) works here.")
        }
        let amount = (inputs.amount * 100).rounded() / 100
        if amount == 0 { throw PermanentError(code: "INVALID_AMOUNT", message: "There is nothing to approve.") }
        return .init(requester: inputs.requester, department: department.name, amount: amount)
    }

    func routingDecision(
        request: ApprovalRouting.ValidateRequest.Result,
        context: ConfiguredContext<ApprovalRouting.RoutingDecision.Configuration>
    ) async throws -> Decision<ApprovalRouting.RoutingDecision.Route, ApprovalRouting.RoutingDecision.Result> {
        let amount = request.amount
        if amount < Double(context.configuration.managerFrom) {
            return .route([.autoApprove], .init(routeType: .auto, amount: amount))
        }
        if amount < Double(context.configuration.financeFrom) {
            return .route([.managerApproval], .init(routeType: .manager, amount: amount))
        }
        return .route([.managerApproval, .financeReview], .init(routeType: .managerAndFinance, amount: amount))
    }

    func autoApprove(
        routing: ApprovalRouting.RoutingDecision.Result, context: StepContext
    ) async throws -> ApprovalRouting.AutoApprove.Result {
        .init(approver: "policy", approved: true)
    }

    func managerApproval(
        routing: ApprovalRouting.RoutingDecision.Result, request: ApprovalRouting.ValidateRequest.Result,
        context: StepContext
    ) async throws -> ApprovalRouting.ManagerApproval.Result {
        let department = try department(of: request)
        if request.amount <= department.managerLimit { return .init(approver: department.manager, approved: true) }
        return .init(
            approver: department.manager, approved: false, reason: "more than \(euros(department.managerLimit)) at once")
    }

    func financeReview(
        routing: ApprovalRouting.RoutingDecision.Result, request: ApprovalRouting.ValidateRequest.Result,
        context: StepContext
    ) async throws -> ApprovalRouting.FinanceReview.Result {
        let left = try department(of: request).budgetLeft
        if request.amount <= left { return .init(approver: "finance", approved: true) }
        return .init(approver: "finance", approved: false, reason: "\(euros(left)) is left of the budget")
    }

    func finalizeApproval(
        autoApprove: ApprovalRouting.AutoApprove.Result?, managerApproval: ApprovalRouting.ManagerApproval.Result?,
        financeReview: ApprovalRouting.FinanceReview.Result?, purpose: String, context: StepContext
    ) async throws -> ApprovalRouting.FinalizeApproval.Result {
        // The branches that were not taken arrive as nil.
        var votes: [(approver: String, approved: Bool, reason: String?)] = []
        if let vote = autoApprove { votes.append((vote.approver, vote.approved, vote.reason)) }
        if let vote = managerApproval { votes.append((vote.approver, vote.approved, vote.reason)) }
        if let vote = financeReview { votes.append((vote.approver, vote.approved, vote.reason)) }
        let refusals = votes.filter { !$0.approved }.map { "\($0.approver): \($0.reason ?? "no reason given")" }
        let summary =
            refusals.isEmpty
            ? "\(purpose): approved by \(votes.map(\.approver).joined(separator: " and "))"
            : "\(purpose): refused, \(refusals.joined(separator: "; "))"
        return .init(approved: refusals.isEmpty, approvers: votes.map(\.approver), summary: summary)
    }

    private func department(of request: ApprovalRouting.ValidateRequest.Result) throws -> Company.Department {
        guard let department = company.departments[request.requester] else {
            throw PermanentError(code: "UNKNOWN_REQUESTER", message: "\(request.requester) does not work here any more.")
        }
        return department
    }

    private func euros(_ amount: Double) -> String { "\(Int(amount)) euros" }
}
