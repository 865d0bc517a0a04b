/// Who works where, and what their departments may spend: what a company keeps outside its workflows.
struct Company: Sendable {
    struct Department: Sendable {
        let name: String
        let manager: String
        /// What the manager may approve at once, in euros.
        let managerLimit: Double
        /// What is left of this year's budget, in euros.
        let budgetLeft: Double
    }

    /// Departments by the user names of those who work there.
    let departments: [String: Department]

    static let example: Company = {
        let sales = Department(name: "sales", manager: "maria", managerLimit: 20_000, budgetLeft: 12_000)
        let research = Department(name: "research", manager: "rui", managerLimit: 50_000, budgetLeft: 90_000)
        return Company(departments: ["ana": sales, "ben": sales, "chen": research, "dora": research])
    }()
}
