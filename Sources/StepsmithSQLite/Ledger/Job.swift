import Stepsmith

/// An operation that waits for the writer.
struct Job: @unchecked Sendable {
    /// What it records is not worth waiting for the disk: who works on what is over when the power is.
    let isRelaxed: Bool
    /// Keeps the answer, or the operation's own error; throws what makes the transaction fail.
    let run: (Ledger) throws -> Void
    /// Answers the caller, with an error when the transaction has failed.
    let finish: ((any Error)?) -> Void
}

extension Job {
    init<Answer: Sendable>(
        isRelaxed: Bool, _ body: @escaping @Sendable (Ledger) throws -> Answer,
        _ answer: @escaping @Sendable (Result<Answer, any Error>) -> Void
    ) {
        let result = Box<Answer>()
        self.isRelaxed = isRelaxed
        run = { ledger in
            do {
                result.value = .success(try body(ledger))
            } catch let error as StoreError {
                result.value = .failure(error)
            }
        }
        finish = { error in
            if let error {
                answer(.failure(error))
            } else if let value = result.value {
                answer(value)
            }
        }
    }

    private final class Box<Answer> {
        var value: Result<Answer, any Error>?
    }
}
