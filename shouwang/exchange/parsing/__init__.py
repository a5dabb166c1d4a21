"""What runs inside the limited child process: opening spreadsheets of strangers. No Django, no secrets, no network."""
