import Evaluation
import JSON

extension Oracle {
    func answer(_ task: RetrievalTask) -> JSONObject { ["reasoning": "Compared word by word."] }
}
