import Evaluation
import JSON

extension Oracle {
    func answer(_ task: ChecklistTask) -> JSONObject { ["reasoning": "Compared word by word."] }
}
