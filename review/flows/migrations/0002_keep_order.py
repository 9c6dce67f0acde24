"""Keeps the last good book as text, so that its parts stay in the order in which the bot wrote them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("flows", "0001_initial")]

    operations = [migrations.AlterField("lastgoodbook", "content", models.TextField())]
