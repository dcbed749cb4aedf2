import CRdKafka

/// Sends records one to a request, for those that a broker called too large.
///
/// A broker weighs a batch as a whole, and says of all its records what holds of the batch. Only of a record that came
/// without company is the answer its own. How many records the library puts into a batch is set for a whole client, so
/// these go through a second one, made when the first of them comes.
actor LoneSender {
    private let configuration: KafkaConfiguration
    private let settings: KafkaConfiguration.Producer
    private let log: KafkaLog
    private var producer: KafkaProducer?
    private var isClosed = false

    init(_ configuration: KafkaConfiguration, _ settings: KafkaConfiguration.Producer, log: @escaping KafkaLog) {
        self.configuration = configuration
        self.settings = settings.withoutCompany
        self.log = log
    }

    /// The producer for such records; a new one when the last has failed for good.
    ///
    /// - Throws: `closed`.
    func open() throws(KafkaError) -> KafkaProducer {
        guard !isClosed else { throw KafkaError(.closed) }
        if let producer, producer.status.failure == nil { return producer }
        do throws(KafkaConfigurationError) {
            let made = try KafkaProducer(alone: configuration, settings, log: log)
            producer = made
            return made
        } catch {
            // The first client was made of the same: what is missing is a thread, or a file that was there before.
            throw KafkaError(RD_KAFKA_RESP_ERR__CRIT_SYS_RESOURCE, text: "no second producer: \(error)")
        }
    }

    /// Closes the producer, if there is one; none is made from then on.
    func close(flushing: Duration) async {
        isClosed = true
        await producer?.close(flushing: flushing)
    }
}

extension KafkaConfiguration.Producer {
    /// The same, with each record in a batch of its own.
    var withoutCompany: Self {
        var lone = self
        lone.extra["batch.num.messages"] = "1"
        return lone
    }
}
