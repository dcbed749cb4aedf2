extension JudgeSettings {
    /// Models that may be asked without a request's say and that answer no more, by name.
    ///
    /// - Parameter unixTime: seconds since 1970.
    package func retiredModels(unixTime: Int64) -> [(model: String, day: CalendarDay)] {
        guard provider != .offline else { return [] }
        let today = CalendarDay.number(at: unixTime)
        return models.union([model].compactMap(\.self) + fallbacks).sorted().compactMap { model in
            guard let day = asking.models.row(of: model).retires, day.number <= today else { return nil }
            return (model, day)
        }
    }
}
