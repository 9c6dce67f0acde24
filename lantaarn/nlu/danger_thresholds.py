"""How many harmless messages each kind may alarm, on the calibration set; this sets the gate's thresholds.

That set is harder than real talk: most of its harmless messages are look-alikes. To miss somebody at 112 or 113 is worse than
a number too many, so those two get the most room (docs/metingen.md).
"""

FALSE_ALARMS = {"112": 0.0125, "113": 0.0175, "minor": 0.0125, "victim": 0.0125, "refuse": 0.01}
