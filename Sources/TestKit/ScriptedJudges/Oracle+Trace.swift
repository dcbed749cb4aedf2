import Evaluation
import JSON

extension Oracle {
    func answer(_ task: TraceTask) -> JSONObject { ["reasoning": "Compared word by word."] }
}
