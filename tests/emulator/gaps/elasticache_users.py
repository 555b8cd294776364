"""ElastiCache: users' tags, and groups of users, which moto does not know."""

from typing import Any

from moto.core.responses import ActionResult
from moto.elasticache.exceptions import ElastiCacheException
from moto.elasticache.models import ElastiCacheBackend, User
from moto.elasticache.responses import ElastiCacheResponse

from tests.emulator.patching import Function, add, wrap


class UserGroupNotFound(ElastiCacheException):  # type: ignore[misc]
    """There is no user group of that ID."""

    code = "UserGroupNotFound"

    def __init__(self, name: str) -> None:
        super().__init__(f"User group {name} not found.")


@wrap(ElastiCacheBackend, "create_user")
def create_user(original: Function, self: ElastiCacheBackend, **request: Any) -> User:
    """`ListTagsForResource` answers no tags of a user: `default_tags` is planned for ever."""
    user: User = original(self, **request)
    self.add_tags_to_resource(user.arn, request.get("tags") or [])
    return user


def groups(response: ElastiCacheResponse) -> dict[str, dict[str, Any]]:
    """Return the user groups of the account and region, by ID, as AWS describes them."""
    found: dict[str, dict[str, Any]] = vars(response.elasticache_backend).setdefault("user_groups", {})
    return found


@wrap(ElastiCacheBackend, "list_tags_for_resource")
def list_tags_for_resource(original: Function, self: ElastiCacheBackend, arn: str) -> Any:
    """`ListTagsForResource` takes the ARN of a user group for none: `aws_elasticache_user_group` cannot be read."""
    return self.tagging_service.list_tags_for_resource(arn) if ":usergroup:" in arn else original(self, arn)


@add(ElastiCacheResponse, "create_user_group")
def create_user_group(self: ElastiCacheResponse) -> ActionResult:
    """No `CreateUserGroup`: `aws_elasticache_user_group` cannot be created."""
    request, backend = self._get_params(), self.elasticache_backend
    name = request["UserGroupId"]
    arn = f"arn:aws:elasticache:{self.region}:{self.current_account}:usergroup:{name}"
    backend.add_tags_to_resource(arn, request.get("Tags", []))
    groups(self)[name] = {
        "UserGroupId": name,
        "Status": "active",
        "Engine": request["Engine"],
        "UserIds": request["UserIds"],
        "MinimumEngineVersion": "6.0",
        "ARN": arn,
    }
    return ActionResult(groups(self)[name])


@add(ElastiCacheResponse, "describe_user_groups")
def describe_user_groups(self: ElastiCacheResponse) -> ActionResult:
    """No `DescribeUserGroups`: `aws_elasticache_user_group` cannot be read."""
    name = self._get_params().get("UserGroupId")
    if name is not None and name not in groups(self):
        raise UserGroupNotFound(name)
    return ActionResult({"UserGroups": [group for key, group in groups(self).items() if name in (None, key)]})


@add(ElastiCacheResponse, "delete_user_group")
def delete_user_group(self: ElastiCacheResponse) -> ActionResult:
    """No `DeleteUserGroup`: `aws_elasticache_user_group` cannot be destroyed."""
    name = self._get_params()["UserGroupId"]
    if name not in groups(self):
        raise UserGroupNotFound(name)
    return ActionResult(groups(self).pop(name))
