import Pipeline
import Testing

@Suite struct CommitPaceTests {
    private let start = ContinuousClock.now

    private func pace(finished: Int) -> CommitPace {
        var pace = CommitPace(at: start)
        for _ in 0..<finished { pace.noteFinished() }
        return pace
    }

    @Test("nothing finished, nothing to commit; ten are worth a commit, fewer when nothing else runs or time is over")
    func due() {
        let later = start + CommitPace.interval
        #expect(!pace(finished: 0).isDue(at: later, isIdle: true))
        #expect(!pace(finished: 9).isDue(at: start, isIdle: false))
        #expect(pace(finished: 10).isDue(at: start, isIdle: false))
        #expect(pace(finished: 1).isDue(at: start, isIdle: true))
        #expect(pace(finished: 1).isDue(at: later, isIdle: false))
    }

    @Test("one commit at a time, and what is finished meanwhile waits for the next")
    func oneAtATime() {
        var pace = pace(finished: 10)
        pace.noteSent(at: start)
        for _ in 0..<10 { pace.noteFinished() }
        #expect(!pace.isDue(at: start + .seconds(60), isIdle: true))
        pace.noteAnswer(isRest: true, at: start)
        #expect(pace.isDue(at: start + CommitPace.interval, isIdle: false))
    }

    @Test("what a broker did not take is committed again after a pause, even when nothing else is finished")
    func failed() {
        var pace = pace(finished: 1)
        pace.noteSent(at: start)
        let answered = start + .seconds(5)
        pace.noteAnswer(isRest: true, at: answered)
        #expect(!pace.isDue(at: answered, isIdle: true))
        #expect(pace.isDue(at: answered + CommitPace.interval, isIdle: true))
        pace.noteSent(at: answered + CommitPace.interval)
        pace.noteAnswer(isRest: false, at: answered + .seconds(2))
        #expect(!pace.isDue(at: answered + .seconds(60), isIdle: true))
    }

    @Test("records behind a gap ask for no commit")
    func gap() {
        var pace = pace(finished: 10)
        pace.noteNothing()
        #expect(!pace.isDue(at: start + .seconds(60), isIdle: true))
    }
}
