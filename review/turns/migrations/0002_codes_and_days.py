"""Conversations get a code for addresses, and may or may not stand under their day; the last digest is kept."""

import django.db.models.deletion
from django.db import migrations, models

OLD = (
    "turns_conve_day_07e16f_idx",
    "turns_conve_channel_c7152c_idx",
    "turns_conve_danger_309ad0_idx",
    "turns_conve_last_to_dea6d2_idx",
)
NEW = (
    ("talk_by_day", ["dated", "day", "code"]),
    ("talk_by_channel", ["channel", "dated", "day", "code"]),
    ("talk_by_danger", ["danger", "dated", "day", "code"]),
    ("talk_by_last_topic", ["last_topic", "dated", "day", "code"]),
)


def clear(apps, _editor):
    """What was made from the bot's rows is made again by the next digest; the counts per day stay."""
    for name in ("Topics", "Conversation", "DigestedDay"):
        apps.get_model("turns", name).objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("turns", "0001_initial")]
    operations = [
        migrations.RunPython(clear, migrations.RunPython.noop),
        migrations.CreateModel(
            name="LastDigest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("when", models.DateTimeField(null=True)),
                ("problem", models.CharField(blank=True, max_length=400)),
            ],
        ),
        *(migrations.RemoveIndex("conversation", name) for name in OLD),
        # The tables are empty here, so that these defaults are never used.
        migrations.AddField(
            "conversation", "code", models.CharField(default="", max_length=22, unique=True), preserve_default=False
        ),
        migrations.AddField("conversation", "dated", models.BooleanField(default=False), preserve_default=False),
        migrations.AddField("digestedday", "mark", models.CharField(default="", max_length=32), preserve_default=False),
        migrations.AlterField(
            "topics",
            "conversation",
            models.ForeignKey(
                "turns.conversation",
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="topics",
                db_constraint=False,
            ),
        ),
        migrations.RemoveIndex("topics", "turns_topic_topic_57fe98_idx"),
        migrations.AddIndex("topics", models.Index(fields=["topic", "day", "conversation"], name="talk_by_topic")),
        *(migrations.AddIndex("conversation", models.Index(fields=fields, name=name)) for name, fields in NEW),
    ]
