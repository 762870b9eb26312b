"""A store's folder in one file and back again, byte for byte: figures, their history, and all else that is kept.

A backup is a ZIP archive of the store's collections with a manifest of their digests. Making one only reads, so it
works beside the writer. Restoring one takes the writer's place.
"""

import io
import tempfile
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Final, Literal

import orjson
from pydantic import AwareDatetime, ValidationError

from store.models import Model
from store.opening import embedded_folder
from store.ports import StoreError, StoreUnusableError
from store.tinydb.durable import replace_file
from store.tinydb.folder import TinyStore
from store.tinydb.lock import WriterLock
from store.tinydb.restoring import finish_restoring, stage

MANIFEST: Final = "backup.json"
FORM: Final = "lossbot/backup"

_ATTEMPTS: Final = 20
"""How often the folder is read until nothing is written meanwhile: a write takes milliseconds, they come seldom."""


class Manifest(Model):
    """What a backup holds."""

    form: Literal["lossbot/backup"] = FORM
    version: Literal[1] = 1
    made_at: AwareDatetime
    digests: Mapping[str, str]
    """The SHA-256 of each collection's file, by its name."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A store at one moment: its manifest, and the content of each collection's file by its name."""

    manifest: Manifest
    files: Mapping[str, bytes]


class BackupError(StoreError):
    """A backup cannot be made, or is not one."""


def back_up(location: Path | str, archive: Path, *, at: datetime) -> Backup:
    """Write all that is stored at `location` into a new file.

    It takes no lock and writes nothing to the store, so the bot may be running.

    Raises:
        BackupError: there is no store, or the file is there already: an older backup is never written over.
        StoreError: the store or the archive's folder cannot be used.
    """
    folder = embedded_folder(location)
    if archive.exists():
        raise BackupError(f"{archive} is there already, and a backup is never written over: choose another name")
    files = _read_at_one_moment(folder)
    if not files:
        raise BackupError(f"{folder} holds no store, so there is nothing to back up")
    digests = {name: sha256(content).hexdigest() for name, content in files.items()}
    backup = Backup(Manifest(made_at=at, digests=digests), files)
    try:
        replace_file(archive, _packed(backup))
    except OSError as error:
        raise StoreUnusableError(archive, error, doing="write") from error
    return backup


def restore(location: Path | str, archive: Path, *, at: datetime) -> Path | None:
    """Put a backup in the place of all that is stored at `location`, as the one writer.

    The backup is checked, unpacked and opened as a store before anything is replaced. Whoever is interrupted leaves
    the old store or the new one: what was begun is finished by the next writer.

    Returns:
        The folder that the old store is kept in; None if there was none.

    Raises:
        BackupError: the archive is no backup, or is damaged; nothing has been changed.
        StoreLockedError: another process, perhaps the bot, is writing to the store; nothing has been changed.
        StoreError: the folder cannot be used.
    """
    folder = embedded_folder(location)
    backup = read_backup(archive)
    _try_out(backup, archive)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with WriterLock(folder):
            finish_restoring(folder)
            aside = _keep_aside(folder, at)
            stage(folder, backup.files)
            finish_restoring(folder)
    except OSError as error:
        raise StoreUnusableError(folder, error, doing="restore") from error
    return aside


def read_backup(archive: Path) -> Backup:
    """Read a backup and check that it is whole.

    Raises:
        BackupError: it cannot be read, is no backup, or is not as it was written.
    """
    try:
        with zipfile.ZipFile(archive) as unpacked:
            content = {name: unpacked.read(name) for name in unpacked.namelist()}
        manifest = Manifest.model_validate_json(content.pop(MANIFEST))
    except OSError as error:
        raise BackupError(f"{archive}: cannot be read: {error.strerror or error}") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError, KeyError) as error:
        raise BackupError(f"{archive}: is no backup of lossbot, or is damaged ({_why(error)})") from error
    if {name: sha256(data).hexdigest() for name, data in content.items()} != dict(manifest.digests):
        raise BackupError(f"{archive}: is damaged: what it holds is not what was put into it")
    if strange := [name for name in content if not _is_collection(name)]:
        raise BackupError(f"{archive}: holds {strange[0]!r}, which is no file of a store")
    return Backup(manifest, content)


def _try_out(backup: Backup, archive: Path) -> None:
    """Open the backup as a store of its own."""
    with tempfile.TemporaryDirectory(prefix="lossbot-restore-") as folder:
        for name, content in backup.files.items():
            (Path(folder) / name).write_bytes(content)
        try:
            TinyStore(Path(folder)).close()
        except StoreError as error:
            raise BackupError(f"{archive}: holds a store that this lossbot cannot use: {error}") from error


def _keep_aside(folder: Path, at: datetime) -> Path | None:
    """Copy the store as it is into a folder beside its files."""
    files = _read_at_one_moment(folder)
    if not files:
        return None
    aside = folder / f"before-restoring-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    aside.mkdir()
    for name, content in files.items():
        replace_file(aside / name, content)
    return aside


def _read_at_one_moment(folder: Path) -> Mapping[str, bytes]:
    """The collections' files as they all were at one moment, whoever may be writing to them.

    A file is only ever replaced by another one. So if each name still means the file that was read once all have
    been read, then nothing was written in between.
    """
    for _ in range(_ATTEMPTS):
        try:
            before = _identities(folder)
            files = {name: (folder / name).read_bytes() for name in before}
            if _identities(folder) == before:
                return files
        except FileNotFoundError:
            continue
        except OSError as error:
            raise StoreUnusableError(folder, error, doing="read") from error
    raise BackupError(f"{folder} is being written to all the time: try again in a moment")


def _identities(folder: Path) -> Mapping[str, tuple[int, int]]:
    if not folder.is_dir():
        return {}
    found = sorted(path for path in folder.iterdir() if _is_collection(path.name) and path.is_file())
    return {path.name: (stat.st_ino, stat.st_mtime_ns) for path in found for stat in [path.stat()]}


def _is_collection(name: str) -> bool:
    return name.endswith(".json") and name.removesuffix(".json").isidentifier()


def _packed(backup: Backup) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        manifest = orjson.dumps(backup.manifest.model_dump(mode="json"), option=orjson.OPT_INDENT_2)
        for name, content in {MANIFEST: manifest, **backup.files}.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _why(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"it has no {MANIFEST}"
    if isinstance(error, ValidationError):
        return f"its {MANIFEST} is not one"
    return str(error)
