"""What a report brings: received, unveiled, counted guesses."""
