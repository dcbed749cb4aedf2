import Evaluation
import JSON
import Judges
import Kafka
import Pipeline
import Telemetry

/// Turns what happens into instruments and log lines. Judged text never reaches either.
struct ServiceObserver: PipelineObserver {
    let instruments: Instruments
    let logger: Logger
    let judgeHealth: JudgeHealth

    func observe(_ event: PipelineEvent) {
        switch event {
        case .received(let count):
            instruments.batches.increment()
            instruments.received.increment(by: Double(count))
        case .evaluated(let result, let took): evaluated(result, took)
        case .reused(let origin):
            instruments.reused.increment()
            logger.info("stored result published again", place(origin))
        case .suspected(let origin, let starts):
            instruments.suspects.increment()
            logger.warning(
                "workers were killed while they worked on a record, it is worked on alone",
                place(origin, ["killed": .integer(Int64(starts))]))
        case .lateReply(let origin):
            instruments.lateReplies.increment()
            logger.warning("reply is too late for the waiting client and is not pushed to its key", place(origin))
        case .awaitsJudge(let origin):
            instruments.awaitsJudge.increment()
            logger.info("record waits for the judge to be back", place(origin))
        case .published(let queue): instruments.published[queue].increment()
        case .deadLettered(let origin, let code):
            instruments.deadLetters[code].increment()
            logger.warning("record is a dead letter", place(origin, ["code": .string(code)]))
        case .deadLetterRefused(let origin, let cause):
            logger.error("dead letter was refused, the record is skipped", place(origin, ["cause": .string(cause)]))
        case .traceDropped(let cause):
            instruments.traceDrops.increment()
            logger.debug("trace event was not taken", ["cause": .string(cause)])
        case .abandoned(let origin):
            instruments.abandoned.increment()
            logger.info("record is left unfinished and comes again", place(origin))
        }
    }

    private func evaluated(_ result: EvaluationResult, _ took: Duration) {
        let status = result.status.rawValue
        instruments.evaluations[status].increment()
        instruments.evaluationSeconds.observe(took)
        instruments.severities[result.severity.name].increment()
        for outcome in result.outcomes { instruments.metricOutcomes[outcome.status.rawValue].increment() }
        if let effect = result.budget { instruments.budgetEffects[effect.action.rawValue].increment() }
        for reason in result.reviewReasons { instruments.reviewReasons[reason.rawValue].increment() }
        logger.debug(
            "evaluated",
            [
                "evaluation_id": .string(result.evaluationID), "campaign_id": .string(result.campaignID),
                "status": .string(status), "severity": .string(result.severity.name),
                "milliseconds": .integer(Int64(took / .milliseconds(1))),
            ])
        if let failure = result.error {
            logger.warning(
                "evaluation has no score",
                [
                    "evaluation_id": .string(result.evaluationID), "code": .string(failure.code),
                    "cause": .string(failure.message),
                ])
        }
    }

    /// What the intake's thread reports.
    func observe(_ event: KafkaIntakeEvent) {
        switch event {
        case .assigned(let partitions):
            instruments.rebalances["assigned"].increment()
            logger.info("partitions assigned", ["partitions": .integer(Int64(partitions.count))])
        case .revoked(let partitions, let isLost):
            instruments.rebalances[isLost ? "lost" : "revoked"].increment()
            logger.info("partitions revoked", ["partitions": .integer(Int64(partitions.count)), "lost": .bool(isLost)])
        case .adopted(let partition, let offset):
            instruments.adopted.increment()
            logger.debug(
                "record came back with its partition, its work goes on",
                ["partition": .integer(Int64(partition.partition)), "offset": .integer(offset)])
        case .rewound(let partition, let last, let offset):
            instruments.rewinds.increment()
            logger.warning(
                "partition has gone back, as when its topic was created anew or its log was cut; it is read from there on",
                [
                    "topic": .string(partition.topic), "partition": .integer(Int64(partition.partition)),
                    "from": .integer(last), "to": .integer(offset),
                ])
        case .paused(let cause):
            instruments.pauses.increment()
            switch cause {
            case .closed: logger.info("intake paused: a dependency is away")
            case .inFlight: logger.info("intake paused: enough in flight")
            case .span:
                logger.warning(
                    "intake paused: a record that takes long holds back the commit of many that are finished")
            }
        case .resumed: logger.info("intake resumed")
        case .commitFailed(let error):
            instruments.commitFailures.increment()
            logger.warning("offsets were not committed", ["error": .string("\(error)")])
        case .failed(let error):
            logger.log(error.isFatal ? .error : .warning, "Kafka consumer", ["error": .string("\(error)")])
        case .restarted(let stalled, let partitions):
            instruments.restarts.increment()
            logger.warning(
                "assigned partitions were not read, intake starts anew",
                ["stalled": .integer(Int64(stalled)), "partitions": .integer(Int64(partitions))])
        case .statistics(let statistics): instruments.lag.set(statistics.lag)
        }
    }

    func observe(_ output: OutputGate.Output, _ cause: String?) {
        let fields: JSONObject = [
            "dependency": .string(output.rawValue), "cause": cause.map(JSONValue.string) ?? .null,
        ]
        if cause == nil {
            logger.info("dependency is back", fields)
        } else {
            instruments.outputFailures[output.rawValue].increment()
            logger.error("dependency is away, intake pauses until it is back", fields)
        }
    }

    func observe(_ call: JudgeCallReport) {
        instruments.judgeCalls[call.outcome].increment()
        if call.isHedge { instruments.hedges["begun"].increment() }
        if call.isHedge, call.outcome == "OK", !call.isSuperseded { instruments.hedges["won"].increment() }
        // How long a call would have taken that was given up, nobody knows.
        if !call.isSuperseded { instruments.judgeSeconds.observe(call.duration) }
        instruments.tokens["prompt"].increment(by: Double(call.usage.promptTokens))
        instruments.tokens["cached"].increment(by: Double(call.usage.cachedTokens))
        instruments.tokens["completion"].increment(by: Double(call.usage.completionTokens))
        if let cost = call.usage.knownCost { instruments.cost[call.provider].increment(by: cost.dollars) }
        instruments.unpricedCalls.increment(by: Double(call.usage.unpricedCalls))
        instruments.estimatedCost.increment(by: call.usage.estimatedCost.dollars)
        if !call.isSuperseded { judgeHealth.note(outcome: call.outcome) }
        if let problem = call.problem {
            logger.debug("judge call failed", ["code": .string(call.outcome), "cause": .string(problem)])
        }
    }

    func observe(_ event: VerdictEvent) {
        switch event {
        case .hit(let saved):
            instruments.verdicts["hit"].increment()
            instruments.savedTokens.increment(by: Double(saved))
        case .coalesced(let saved):
            instruments.verdicts["coalesced"].increment()
            instruments.savedTokens.increment(by: Double(saved))
        case .miss: instruments.verdicts["miss"].increment()
        case .kept: instruments.verdicts["kept"].increment()
        case .refused:
            instruments.verdicts["refused"].increment()
            logger.warning("a kept answer could not be used and was dropped")
        case .away: instruments.verdicts["away"].increment()
        case .waited(let time): instruments.verdictWaits.observe(time)
        }
    }

    private func place(_ origin: MessageOrigin, _ more: JSONObject = [:]) -> JSONObject {
        var fields: JSONObject = [
            "topic": .string(origin.queue), "partition": .integer(Int64(origin.partition)),
            "offset": .integer(origin.offset),
        ]
        for member in more.members { fields.append(member.key, member.value) }
        return fields
    }
}
