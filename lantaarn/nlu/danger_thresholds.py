"""From which chance the gate speaks up, per kind; chosen on training data only (docs/metingen.md)."""

THRESHOLDS = {"112": 0.25, "113": 0.2, "minor": 0.25, "victim": 0.25, "refuse": 0.25}
