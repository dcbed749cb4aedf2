import Evaluation
import JSON

extension Oracle {
    func answer(_ task: SummaryTask) -> JSONObject { ["reasoning": "Compared word by word."] }
}
