import Foundation
import Stepsmith
import StepsmithSQLite
import StepsmithTesting
import Synchronization

extension SimulatedStores {
    /// Up to three processes on one file.
    static let sqlite = SimulatedStores { try SQLiteMachine(clock: $0) }
}

/// A folder with a SQLite file, and the processes that have it open: stores within this one, each with connections and a lock of
/// its own, as processes have.
final class SQLiteMachine: SimulatedMachine {
    private struct State {
        /// Where the file is. It moves when nobody has it open.
        var place = 0
        var stores: [SQLiteStore] = []
    }

    private let folder: String
    private let clock: VirtualClock
    private let state = Mutex(State())

    init(clock: VirtualClock) throws {
        self.clock = clock
        folder = NSTemporaryDirectory() + "/stepsmith-simulation-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    var processLimit: Int { 3 }
    var noticesDeath: Bool { true }
    var keepsUptime: Bool { false }

    private func path(_ place: Int) -> String { "\(folder)/\(place).sqlite" }

    func start() throws -> any WorkflowStore {
        try state.withLock { state in
            let store = try SQLiteStore(path: path(state.place), clock: clock)
            state.stores.append(store)
            return store
        }
    }

    func kill(_ store: any WorkflowStore) throws {
        try state.withLock { state in
            guard let index = state.stores.firstIndex(where: { $0 === store as? SQLiteStore }) else { return }
            let store = state.stores.remove(at: index)
            guard state.stores.isEmpty else { return try store.abandon() }
            // Within this process the last connection would tidy up when it closes. What it leaves behind is copied before.
            try store.abandon {
                for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: path(state.place) + suffix) {
                    try FileManager.default.copyItem(
                        atPath: path(state.place) + suffix, toPath: path(state.place + 1) + suffix)
                }
            }
            state.place += 1
        }
    }

    func end() throws {
        let stores = state.withLock { state in
            defer { state.stores = [] }
            return state.stores
        }
        for store in stores { try store.close() }
        try FileManager.default.removeItem(atPath: folder)
    }
}
