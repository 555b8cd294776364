"""From the files under environments/ to one resolved, valid environment: load, inherit, merge, default, validate."""
