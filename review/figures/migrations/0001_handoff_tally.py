"""The bot's own table: nothing is made in any database."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="HandoffTally",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "month",
                        "band",
                        "line",
                        "channel",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("month", models.DateField()),
                ("band", models.SmallIntegerField()),
                ("line", models.CharField(max_length=40)),
                ("channel", models.CharField(max_length=20)),
                ("count", models.IntegerField()),
            ],
            options={"db_table": "handoff_tally", "managed": False},
        ),
    ]
