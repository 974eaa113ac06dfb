"""What can be wrong with a key or a signature, each with its remedy."""

from __future__ import annotations

from halfsky.method.errors import HalfskyError


class KeyTrouble(HalfskyError):
    """A key that is missing, cannot be read or is not what it says."""

    messages = {
        "no_key": (
            "{path} 没有本办公室的签名私钥。请从备份恢复 keys 目录；确实没有备份时运行 halfsky init 另建一把（以前的签名仍可核验）。",
            "{path} holds no signing key of this office. Restore the folder keys from a backup; without one, run "
            "halfsky init to make a new key (earlier signatures can still be checked).",
        ),
        "unreadable_key": (
            "{path} 不是可用的 Ed25519 私钥（已损坏或带口令）。请从备份恢复 keys 目录。",
            "{path} is no usable Ed25519 private key (damaged, or locked by a passphrase). Restore the folder keys from a backup.",
        ),
        "unreadable_public": (
            "{path} 不是 Ed25519 公钥文件（PEM）。请向对方索取 office.pub。",
            "{path} is no Ed25519 public key file (PEM). Ask the other office for its office.pub.",
        ),
        "damaged_entry": (
            "钥匙环中的 {path} 已损坏。请删除后重新登记这把公钥（halfsky release trust）。",
            "{path} of the key ring is damaged. Delete it and register the key again (halfsky release trust).",
        ),
    }


class SealTrouble(HalfskyError):
    """A signature file that does not say what a signature must say."""

    messages = {
        "unreadable": (
            "签名文件不是规定的格式，可能已损坏或被改动。",
            "The signature file has not the layout it must have; it is damaged or was altered.",
        ),
        "algorithm": (
            "签名用了不支持的算法“{algorithm}”，只支持 Ed25519；请升级程序或核对来源。",
            "The signature uses the unknown algorithm {algorithm!r}; only Ed25519 is known. Upgrade, or check where it came from.",
        ),
        "key_id": (
            "签名文件中的公钥与它写的公钥编号不符，可能被改动。",
            "The public key in the signature file does not give the key id written there; it may have been altered.",
        ),
    }
