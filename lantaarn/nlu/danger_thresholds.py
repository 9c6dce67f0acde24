"""How many harmless messages each kind may alarm, on the calibration sets; this sets the gate's thresholds.

Those sets are harder than real talk: half of their harmless messages are look-alikes. To miss somebody is worse than a number
too many, and to be seen as a minor or a victim is the hardest, so those kinds get the most room (docs/metingen.md).
"""

FALSE_ALARMS = {"112": 0.01, "113": 0.015, "minor": 0.022, "victim": 0.025, "refuse": 0.01}
