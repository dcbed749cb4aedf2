package import Evaluation
internal import JSON

/// OpenAI's models on Azure. The model is the name of a deployment.
package struct AzureWire: JudgeWire {
    /// Nil: the v1 path, which needs no version. Otherwise the path of deployments, with this `api-version`.
    package let apiVersion: String?
    private let chat = OpenAIWire(dialect: ChatDialect(provider: "azure", tokenLimit: .maxCompletionTokens))

    package init(apiVersion: String? = nil) { self.apiVersion = apiVersion }

    package var provider: String { chat.provider }

    package func initialShape(model: String, host: String) -> RequestShape {
        var shape = chat.initialShape(model: model, host: host)
        // Dated versions refuse what is younger than they are.
        if apiVersion != nil { shape.hintsPrefixes = false }
        return shape
    }

    package func authorization(_ key: Secret) -> [WireHeader] { [WireHeader("api-key", key.value)] }

    package func request(for call: JudgeCall) -> WireRequest {
        var request = chat.request(for: call)
        if let apiVersion {
            request.path =
                "/deployments/\(ModelPath.part(call.model))\(request.path)?api-version=\(ModelPath.part(apiVersion))"
        }
        return request
    }

    package func completion(from body: [UInt8]) throws(WireFault) -> Completion { try chat.completion(from: body) }
}
