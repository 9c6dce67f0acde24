"""The last flow book that was whole, so that a broken export takes nothing away."""

from __future__ import annotations

import json
from typing import Any

from django.db import models


class LastGoodBook(models.Model):
    """At most one row."""

    checksum = models.CharField(max_length=64)
    # As text: PostgreSQL's own JSON puts keys in another order, and the order of the danger kinds means something.
    content = models.TextField()

    @classmethod
    def keep(cls, content: dict[str, Any], checksum: str) -> None:
        """Make this the last good book."""
        if not cls.objects.filter(checksum=checksum).exists():
            text = json.dumps(content, ensure_ascii=False)
            cls.objects.update_or_create(pk=1, defaults={"checksum": checksum, "content": text})
