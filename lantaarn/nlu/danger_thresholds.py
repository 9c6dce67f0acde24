"""How many harmless messages each kind may alarm, on the calibration sets; this sets the gate's thresholds.

Those sets are harder than real talk: half of their harmless messages are look-alikes. To miss somebody is worse than a number
too many; the kinds that are the hardest to see get the most room (docs/metingen.md).
"""

FALSE_ALARMS = {"112": 0.015, "113": 0.015, "minor": 0.025, "victim": 0.02, "refuse": 0.02}
