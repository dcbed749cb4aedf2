extension EvaluationRequest {
    /// The same with every metric asked of the judge itself, once: no samples, no panel, no stronger models.
    package var degraded: EvaluationRequest {
        var request = self
        request.judging.samples = 1
        request.judging.usesPanel = false
        request.judging.usesCascade = false
        for place in request.metrics.indices { request.metrics[place].model = nil }
        return request
    }
}
