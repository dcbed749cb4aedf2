import Evaluation
import JSON
import Testing

@testable import Service

@Suite struct HealthReportTests {
    private func report(_ change: (inout HealthReport.Facts) -> Void = { _ in }) -> HealthReport {
        var facts = HealthReport.Facts()
        facts.hasJoined = true
        facts.partitions = 3
        change(&facts)
        return HealthReport(facts: facts)
    }

    @Test("all is well")
    func well() {
        let report = report()
        #expect(report.isReady && report.isAlive && report.problems.isEmpty)
        #expect(report.object["status"] == "ok")
        #expect(report.object["service"] == "evaluation-worker")
        #expect(report.object["intake"]?["state"] == "running")
        #expect(report.object["dependencies"]?["kafka"] == ["status": "up", "problem": nil])
        #expect(report.object["dependencies"]?["judge"]?["status"] == "configured")
    }

    @Test("a dependency that is away ends readiness and says why, but never liveness")
    func dependencies() {
        let report = report {
            $0.kafkaProblem = "no broker"
            $0.redisProblem = "refused"
        }
        #expect(report.isAlive && !report.isReady)
        #expect(report.problems == ["kafka: no broker", "redis: refused"])
        #expect(report.object["status"] == "degraded")
        #expect(report.object["ready"] == false && report.object["live"] == true)
        #expect(report.object["dependencies"]?["redis"] == ["status": "down", "problem": "refused"])
    }

    @Test("a judge that is away ends readiness and says why; none configured does not")
    func judge() {
        let away = report { $0.judgeOutage = "JUDGE_UNAUTHORIZED: HTTP 401" }
        #expect(away.isAlive && !away.isReady)
        #expect(away.problems == ["judge: JUDGE_UNAUTHORIZED: HTTP 401"])
        #expect(away.object["dependencies"]?["judge"]?["status"] == "down")
        #expect(away.object["dependencies"]?["judge"]?["problem"] == "JUDGE_UNAUTHORIZED: HTTP 401")
        let standIn = report { $0.judgeStandIn = JudgeError(.quotaExhausted, "HTTP 402") }
        #expect(standIn.isReady)
        #expect(standIn.object["dependencies"]?["judge"]?["status"] == "fallback")
        #expect(standIn.object["dependencies"]?["judge"]?["problem"] == "JUDGE_QUOTA_EXHAUSTED: HTTP 402")
        let none = report { $0.judgeProblem = "no key" }
        #expect(none.isReady)
        #expect(none.object["dependencies"]?["judge"]?["status"] == "not_configured")
    }

    @Test("our own loop standing still, or the consumer's death, ends liveness")
    func stuck() {
        #expect(report { $0.secondsSinceTurn = 29.9 }.isAlive)
        let stuck = report { $0.secondsSinceTurn = 30 }
        #expect(!stuck.isAlive && !stuck.isReady)
        let dead = report { $0.isIntakeDead = true }
        #expect(!dead.isAlive && !dead.isReady)
        #expect(dead.object["intake"]?["state"] == "dead")
    }

    @Test("a group that does not let the replica in ends readiness after a while, with the consumer's error")
    func notJoined() {
        let joining: (inout HealthReport.Facts) -> Void = {
            $0.hasJoined = false
            $0.intakeProblem = "TOPIC_AUTHORIZATION_FAILED"
        }
        #expect(report(joining).isReady)
        let refused = report {
            joining(&$0)
            $0.secondsSinceStart = 31
        }
        #expect(refused.isAlive && !refused.isReady)
        #expect(refused.problems == ["the consumer group was not joined: TOPIC_AUTHORIZATION_FAILED"])
        #expect(
            report {
                $0.intakeProblem = "passing"; $0.secondsSinceStart = 31
            }.isReady)
    }

    @Test("requests that may not be read end readiness at once, and say so once")
    func denied() {
        let report = report {
            $0.intakeDenial = "reading requests as group is not allowed: TOPIC_AUTHORIZATION_FAILED"
            $0.intakeProblem = "TOPIC_AUTHORIZATION_FAILED"
            $0.hasJoined = false
            $0.secondsSinceStart = 31
        }
        #expect(report.isAlive && !report.isReady)
        #expect(report.problems == ["kafka: reading requests as group is not allowed: TOPIC_AUTHORIZATION_FAILED"])
        #expect(report.object["dependencies"]?["kafka"]?["status"] == "down")
    }

    @Test("partitions that are assigned and not read end readiness, with the client's error where it has one")
    func stalled() {
        let silent = report {
            $0.partitions = 3
            $0.stalledPartitions = 2
        }
        #expect(silent.isAlive && !silent.isReady)
        #expect(silent.problems == ["kafka: 2 of 3 partitions are not read"])
        #expect(silent.object["dependencies"]?["kafka"]?["status"] == "down")
        let told = report {
            $0.partitions = 3
            $0.stalledPartitions = 3
            $0.intakeProblem = "NOT_COORDINATOR"
        }
        #expect(told.problems == ["kafka: 3 of 3 partitions are not read: NOT_COORDINATOR"])
    }

    @Test("draining ends readiness alone")
    func draining() {
        let report = report { $0.isDraining = true }
        #expect(report.isAlive && !report.isReady)
        #expect(report.problems == ["draining"])
        #expect(report.object["intake"]?["state"] == "draining")
    }

    @Test("no partition, a pause and no judge are no reasons against readiness")
    func stillReady() {
        let standby = report { $0.partitions = 0 }
        #expect(standby.isReady)
        #expect(standby.object["intake"]?["state"] == "standby")
        let paused = report { $0.isPaused = true }
        #expect(paused.isReady)
        #expect(paused.object["intake"]?["state"] == "paused")
        let joining = report {
            $0.hasJoined = false
            $0.partitions = 0
        }
        #expect(joining.object["intake"]?["state"] == "joining")
        let judgeless = report { $0.judgeProblem = "no key" }
        #expect(judgeless.isReady)
        #expect(judgeless.object["dependencies"]?["judge"]?["status"] == "not_configured")
        #expect(judgeless.object["dependencies"]?["judge"]?["problem"] == "no key")
    }
}
