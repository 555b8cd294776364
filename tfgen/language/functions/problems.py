"""What may be wrong with a call, as it is raised within the functions and as it reaches the caller."""


class FunctionError(Exception):
    """A call that Terraform refuses: its summary and detail, and which argument it is about, None for the whole."""

    def __init__(self, argument: int | None, message: str, summary: str) -> None:
        super().__init__(message)
        self.argument = argument
        self.message = message
        self.summary = summary


class ArgumentProblem(Exception):
    """One argument is to blame."""

    def __init__(self, index: int, message: str) -> None:
        super().__init__(message)
        self.index = index


class CallProblem(Exception):
    """The call fails as a whole."""
