extension MetricCatalog {
    /// Metrics over pictures and sound, by the names clients know them by.
    static let unsupported: [any Metric] =
        [
            ("image_coherence", "whether pictures fit the text around them."),
            ("image_helpfulness", "whether pictures help to understand the text."),
            ("image_reference", "whether the text refers to its pictures rightly."),
            ("text_to_image", "whether a made picture is what was asked for."),
            ("image_editing", "whether an edited picture is what was asked for."),
        ].map { UnsupportedMetric($0, family: .image, summary: $1, reason: unread) }
        + [
            ("transcription_accuracy", "whether a transcript is what was said."),
            ("audio_glitch", "sounds in a call that nobody meant to make."),
            ("audio_integrity", "whether sound arrived whole."),
            ("voice_naturalness", "how natural a voice sounds."),
            ("voice_consistency", "whether a voice stays the same."),
            ("voice_reliability", "whether an agent answers and its sound arrives whole."),
            ("speech_intelligibility", "how well a voice can be understood."),
            ("turn_taking_naturalness", "the rhythm of a call."),
            ("agent_responsiveness", "whether an agent answers when it is spoken to."),
        ].map { UnsupportedMetric($0, family: .voice, summary: $1, reason: unread) }

    private static let unread = "This worker reads text only."
}
