"""How many harmless messages each kind may alarm, on the calibration sets; this sets the gate's thresholds.

Those sets are harder than real talk: half of their harmless messages are look-alikes. To miss somebody is worse than a number
too many, and being seen as a minor is the hardest, so that kind gets the most room (docs/metingen.md).
"""

FALSE_ALARMS = {"112": 0.01, "113": 0.012, "minor": 0.018, "victim": 0.013, "refuse": 0.012}
