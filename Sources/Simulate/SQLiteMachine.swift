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
/// its own, as processes have. Killed between two operations they leave a file with its WAL, which the next one recovers; deaths in
/// the middle of a commit are for tests that kill real processes.
final class SQLiteMachine: SimulatedMachine {
    /// What a disk, or what keeps processes apart, may do wrong, for tests of the simulation.
    enum Fault: CaseIterable {
        /// The file is found without its WAL: what was committed since its last checkpoint is gone.
        case forgetsCommits
        /// The end of the WAL was never written, though the disk had said that it was.
        case losesTail
        /// A killed process is taken for alive.
        case missesDeath
    }

    private struct State {
        /// Where the file is. It moves when nobody has it open.
        var place = 0
        var stores: [SQLiteStore] = []
        var undead: [SQLiteStore] = []
    }

    private let folder: String
    private let clock: VirtualClock
    private let fault: Fault?
    private let state = Mutex(State())

    init(clock: VirtualClock, fault: Fault? = nil) throws {
        self.clock = clock
        self.fault = fault
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
            if fault == .missesDeath, !state.stores.isEmpty { return state.undead.append(store) }
            guard state.stores.isEmpty else { return try store.abandon() }
            // Within this process the last connection would tidy up when it closes. What it leaves behind is copied before.
            try store.abandon {
                try copy(from: path(state.place), to: path(state.place + 1))
            }
            state.place += 1
        }
    }

    private func copy(from old: String, to new: String) throws {
        try FileManager.default.copyItem(atPath: old, toPath: new)
        if fault == .forgetsCommits || !FileManager.default.fileExists(atPath: old + "-wal") { return }
        var log = try Data(contentsOf: URL(fileURLWithPath: old + "-wal"))
        if fault == .losesTail { log.removeLast(log.count / 4) }
        try log.write(to: URL(fileURLWithPath: new + "-wal"))
    }

    func end() throws {
        let stores = state.withLock { state in
            defer { (state.stores, state.undead) = ([], []) }
            return state.stores + state.undead
        }
        for store in stores { try store.close() }
        try FileManager.default.removeItem(atPath: folder)
    }
}
