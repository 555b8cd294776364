"""CloudFormation: what a stack has once its change set has been carried out."""

from moto.cloudformation.models import ChangeSet

from tests.emulator.patching import Function, wrap


@wrap(ChangeSet, "apply")
def apply(original: Function, self: ChangeSet) -> None:
    """A stack that a change set makes has no outputs and no capabilities: both are missing, or planned for ever."""
    original(self)
    self.stack.template = self.template
    self.stack.template_dict = self.template_dict
    self.stack.output_map = self.stack._create_output_map()  # noqa: SLF001 -- moto has no other way
    vars(self.stack)["capabilities"] = ["CAPABILITY_IAM", "CAPABILITY_RESOURCE_POLICY"]
