late = ["a", "b"]
