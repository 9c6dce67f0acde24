"""Django's commands for the review tool: ``serve``, ``maak_beheerder``, ``digest``, ``migrate`` and the rest."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    # What is made here, the database above all, is for this user only.
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")
    execute_from_command_line(sys.argv)
