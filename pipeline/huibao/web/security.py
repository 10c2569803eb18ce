"""Passwords, sessions, request tokens and the brake on guessing; nothing here knows of HTTP."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from huibao.web.errors import Forbidden, Invalid, NotSignedIn, TooMany
from huibao.web.models import Account, LoginSession, now
from huibao.web.settings import Limits

ROLES = {"clerk": "录入", "reviewer": "审核", "admin": "管理"}
# What a role may do beyond reading and editing the batches it belongs to; each holds the rights of the one before.
_RIGHTS = {
    "clerk": frozenset({"edit"}),
    "reviewer": frozenset({"edit", "sign", "remove"}),
    "admin": frozenset({"edit", "sign", "remove", "manage"}),
}
_RIGHT_NAMES = {"edit": "修改", "sign": "定稿", "remove": "删除材料", "manage": "管理"}
_SHORTEST_PASSWORD = 10
_LONGEST_PASSWORD = 200
_hasher = PasswordHasher()
# Checked where the name is unknown, so that both answers take equally long.
_NOBODY = _hasher.hash(secrets.token_hex(16))


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """Who makes a request; ``account`` is None for the one user of a computer without login."""

    name: str
    role: str
    account: int | None = None

    def may(self, right: str) -> bool:
        return right in _RIGHTS[self.role]

    def require(self, right: str) -> None:
        """Refuse what the role does not allow.

        Raises:
            Forbidden: it does not.
        """
        if not self.may(right):
            raise Forbidden(f"您的角色是“{ROLES[self.role]}”，不能{_RIGHT_NAMES[right]}；请找有权限的同事办理")


LOCAL = Person(name="本机用户", role="admin")


def hash_password(password: str) -> str:
    """An argon2id hash.

    Raises:
        Invalid: the password is too short or too long.
    """
    if not _SHORTEST_PASSWORD <= len(password) <= _LONGEST_PASSWORD:
        raise Invalid(f"密码要有 {_SHORTEST_PASSWORD} 到 {_LONGEST_PASSWORD} 个字符；请换一个")
    return _hasher.hash(password)


def create_account(session: Session, name: str, password: str, role: str) -> Account:
    """A new account.

    Raises:
        Invalid: name, password or role is not acceptable.
    """
    name = name.strip()
    if not 1 <= len(name) <= 40 or any(char.isspace() or not char.isprintable() for char in name):
        raise Invalid("账号名要有 1 到 40 个字符，中间没有空格；请换一个")
    if role not in ROLES:
        raise Invalid(f"没有角色 {role}；可选：{'、'.join(ROLES)}")
    if session.scalar(select(Account).where(Account.name == name)):
        raise Invalid(f"账号 {name} 已经有了；要改密码请用 huibao account password")
    account = Account(name=name, password=hash_password(password), role=role)
    session.add(account)
    session.flush()
    return account


class Brake:
    """At most so many failures of one key in a window; keys are a name and an address."""

    def __init__(self, limits: Limits, clock: Callable[[], float] = time.monotonic) -> None:
        self._limits = limits
        self._clock = clock
        self._failures: defaultdict[str, deque[float]] = defaultdict(deque)
        self._lock = threading.Lock()

    def check(self, *keys: str) -> None:
        """Refuse where a key has failed too often.

        Raises:
            TooMany: it has.
        """
        with self._lock:
            since = self._clock() - self._limits.login_window
            for key in keys:
                failures = self._failures[key]
                while failures and failures[0] < since:
                    failures.popleft()
                if len(failures) >= self._limits.login_attempts:
                    raise TooMany(f"输错次数太多；请过 {int(self._limits.login_window // 60)} 分钟再试")

    def failed(self, *keys: str) -> None:
        with self._lock:
            for key in keys:
                self._failures[key].append(self._clock())

    def passed(self, *keys: str) -> None:
        with self._lock:
            for key in keys:
                self._failures.pop(key, None)


def sign_in(session: Session, brake: Brake, name: str, password: str, address: str) -> tuple[str, Person]:
    """A new session's token and its person.

    Raises:
        TooMany: too many failures for this name or from this address.
        NotSignedIn: name or password is wrong, or the account is closed; the message does not say which.
    """
    keys = (f"name {name}", f"address {address}")
    brake.check(*keys)
    account = session.scalar(select(Account).where(Account.name == name))
    known = account.password if account and account.active else _NOBODY
    try:
        _hasher.verify(known, password)
    except (Argon2Error, InvalidHashError):
        brake.failed(*keys)
        raise NotSignedIn("账号或密码不对；请检查后再试") from None
    assert account is not None
    brake.passed(keys[0])
    token = secrets.token_urlsafe(32)
    session.add(LoginSession(token=_digest(token), account_id=account.id))
    return token, Person(name=account.name, role=account.role, account=account.id)


def who_is(session: Session, token: str, limits: Limits) -> Person:
    """The person behind a session's token.

    Raises:
        NotSignedIn: there is no such session, or it is over, or the account is closed.
    """
    found = session.get(LoginSession, _digest(token)) if token else None
    account = session.get(Account, found.account_id) if found else None
    if found is None or account is None or not account.active:
        raise NotSignedIn("请先登录")
    idle, age = _since(found.used_at), _since(found.created_at)
    if idle > limits.session_idle or age > limits.session_age:
        session.delete(found)
        session.commit()
        raise NotSignedIn("太久没有操作，已自动退出；请重新登录")
    # A write on every request would make readers queue; a minute's precision is enough.
    if idle > 60:
        found.used_at = now()
        session.commit()
    return Person(name=account.name, role=account.role, account=account.id)


def _since(moment: object) -> float:
    from datetime import UTC, datetime

    assert isinstance(moment, datetime)
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)  # SQLite forgets the zone
    return (now() - aware) / timedelta(seconds=1)


def sign_out(session: Session, token: str) -> None:
    """End one session."""
    session.execute(delete(LoginSession).where(LoginSession.token == _digest(token)))


def sign_out_everywhere(session: Session, account: Account) -> None:
    """End all sessions of an account, as after a change of password."""
    session.execute(delete(LoginSession).where(LoginSession.account_id == account.id))


def has_accounts(session: Session) -> bool:
    """Whether anybody could sign in."""
    return bool(session.scalar(select(func.count()).select_from(Account).where(Account.active)))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def request_token(secret: bytes, session_token: str) -> str:
    """What a page of ours shows to prove that a change comes from it; another site cannot read it."""
    return hmac.new(secret, b"request " + session_token.encode(), hashlib.sha256).hexdigest()


def token_matches(secret: bytes, session_token: str, given: str) -> bool:
    """Whether a request shows the token of its own session."""
    return hmac.compare_digest(request_token(secret, session_token).encode(), given.encode("utf-8", "replace"))
