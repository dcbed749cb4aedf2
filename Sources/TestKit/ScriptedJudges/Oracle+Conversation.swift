import Evaluation
import JSON

extension Oracle {
    func answer(_ task: ConversationTask) -> JSONObject { ["reasoning": "Compared word by word."] }
}
