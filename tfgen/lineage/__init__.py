"""Where each rendered line comes from: its template, the values on it, and those behind its references."""
