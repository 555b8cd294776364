"""Rendering: templates and a resolved environment give HCL text, each value encoded for the place it stands in."""
