/// The texts of the reference case.
enum BenchmarkText {
    static let question =
        "We run the pumps of the lower field from the new controller. How do we set it up, and what has to be checked?"

    static let answer = """
        The controller starts the two pumps of the lower field in turn, so that both run for about the same number of hours. \
        Before the first start the valve on the suction side must be open and the strainer must be clean. \
        The pressure at the outlet should settle at 4.2 bar within 30 seconds; if it does not, the controller stops the pump \
        and shows code E17. \
        In that case close the outlet valve by a quarter turn, wait two minutes and start again. \
        The filter is rinsed every 6 hours for 45 seconds, and the rinsing is skipped while the tank is below 20 percent. \
        Once a week someone should read the hour meter and compare it with the log of the controller. \
        A difference of more than two hours means that a contactor sticks and must be replaced.
        """

    static let chunks = [
        """
        Chapter 3, starting up. The controller starts both pumps of the lower field in turn so that they run for about the same \
        number of hours. Before the first start, open the valve on the suction side completely and clean the strainer. Vent the \
        housing at the screw on top until water without bubbles comes out. The pressure at the outlet settles at 4.2 bar within \
        30 seconds. When it does not, the controller stops the pump, shows code E17 and sounds the horn for ten seconds.
        """,
        """
        Chapter 4, faults. Code E17: the pressure was not reached in time. Close the outlet valve by a quarter turn, wait two \
        minutes and start again. When the code comes back three times in an hour, the controller locks the pump until it is \
        released with the key. Code E21: the motor is too warm. Let it cool for thirty minutes and check that the louvres are \
        free of leaves. Code E30: the float in the tank does not move.
        """,
        """
        Chapter 6, care. The filter is rinsed every 6 hours for 45 seconds; rinsing is skipped while the tank is below 20 \
        percent. Read the hour meter once a week and compare it with the log of the controller. A difference of more than two \
        hours means that a contactor sticks; have it replaced. Grease the bearings every 2,000 hours with the grease named on \
        the plate, never with another one.
        """,
    ]
}
