extension JudgeSelector {
    /// What goes on at the judges at this moment.
    package var traffic: JudgeLimiter.Statistics { shared.limiter.statistics }
}
