"""The office's signing key, and the public keys of the offices whose releases it reads."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.conf import settings

from halfsky.method.errors import HalfskyError
from halfsky.office.people.selectors import office
from halfsky.office.trail.actor import Actor
from halfsky.office.trail.models import Entry
from halfsky.office.trail.services import record
from halfsky.vault.keyring import Known, known_keys, make_office_key, office_key, read_public, remember
from halfsky.vault.signature import PublicKey


class KeyRefused(HalfskyError):
    """A public key that is not taken into the ring."""

    messages = {
        "own": (
            "{path} 是本办公室自己的公钥，不必登记。",
            "{path} is this office's own public key; it needs no registering.",
        ),
        "area": ("区划代码“{area}”应是 12 位数字。", "The area code {area!r} must have 12 digits."),
        "nameless": ("请用 --name 写明这把公钥是哪个办公室的。", "Say with --name whose key it is."),
    }


def keys_folder() -> Path:
    """HALFSKY_HOME/keys."""
    return Path(settings.HALFSKY_HOME) / "keys"


def make_key(*, by: Actor, at: datetime) -> PublicKey:
    """Make the office's key pair, or find it there; its first appearance stands in the trail."""
    facts = office()
    key, _made = make_office_key(keys_folder(), name=facts.region_name, area=facts.region)
    about = f"key:{key.id}"
    if not Entry.objects.filter(action="release.key", about=about).exists():
        record(by=by, at=at, action="release.key", about=about, facts={"algorithm": "Ed25519", "public_key": key.raw.hex()})
    return key


def ring() -> tuple[Known, list[Known]]:
    """The office's own public key as it is in use, and the keys of other offices; KeyTrouble when there is no own key."""
    key = office_key(keys_folder()).public
    known = known_keys(keys_folder())
    own = known.get(key.id) or Known(key, office().region_name, office().region, True)
    return own, [one for one in known.values() if not one.own]


def trust(*, path: Path, name: str, area: str = "", by: Actor, at: datetime) -> Known:
    """Take another office's public key (a PEM file handed over in person) into the ring, under that office's name."""
    if not name.strip():
        raise KeyRefused("nameless")
    if area and not (len(area) == 12 and area.isascii() and area.isdigit()):
        raise KeyRefused("area", area=area[:20])
    key = read_public(path)
    known = known_keys(keys_folder()).get(key.id)
    if known and known.own:
        raise KeyRefused("own", path=path)
    remember(keys_folder(), key, name=name.strip(), area=area)
    record(by=by, at=at, action="release.trust", about=f"key:{key.id}", facts={"name": name.strip(), "area": area})
    return known_keys(keys_folder())[key.id]
