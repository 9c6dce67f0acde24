"""How many harmless messages each kind may alarm, on the calibration set; this sets the gate's thresholds.

That set is harder than real talk: most of its harmless messages are look-alikes. To miss somebody at 112 or 113 is worse than
a number too many, so those two get the most room (docs/metingen.md).
"""

FALSE_ALARMS = {"112": 0.02, "113": 0.025, "minor": 0.02, "victim": 0.02, "refuse": 0.015}
