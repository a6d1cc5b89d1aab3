"""Packs the kit with a Java runtime of its own: an archive, and a wheel for Python. Same input, same bytes.

Called by `mvn verify -Pdist`; needs nothing but Python 3.8.
"""

import argparse
import base64
import calendar
import gzip
import hashlib
import io
import os
import pathlib
import platform
import re
import sys
import sysconfig
import tarfile
import time
import zipfile

HERE = pathlib.Path(__file__).parent
SUMMARY = "A conformance kit for asyncio event loops"


class File:
    """What is packed: the bytes, under which name, and whether they can be run."""

    def __init__(self, name, data, executable=False):
        self.name, self.data, self.executable = name, data, executable

    @staticmethod
    def read(name, path):
        return File(name, path.read_bytes(), os.access(path, os.X_OK))


def files_below(folder, prefix):
    """The files of the runtime. Its links, of legal notices to their equals, become files: a wheel has no links."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return [File.read(prefix + path.relative_to(folder).as_posix(), path) for path in paths]


def python_version(version):
    """The version as Python writes it: 1.2.0-SNAPSHOT is 1.2.0.dev0."""
    match = re.fullmatch(r"(\d+(?:\.\d+)*)(-SNAPSHOT)?", version)
    if match is None:
        sys.exit("distribute.py: not a version that Python could have: " + version)
    return match[1] + (".dev0" if match[2] else "")


def needed_glibc(runtime):
    """The newest version of glibc that a file of the runtime asks for, as its tables of symbols name it."""
    versions = {(2, 5)}
    for file in files_below(runtime, ""):
        if file.data.startswith(b"\x7fELF"):
            found = re.findall(rb"\0GLIBC_(\d+)\.(\d+)", file.data)
            versions.update((int(major), int(minor)) for major, minor in found)
            if b"\0libc.musl-" in file.data:
                sys.exit("distribute.py: the JDK is one for musl; a wheel for glibc needs one for glibc")
    return max(versions)


def wheel_platform(runtime):
    """The platform tag of the wheel: on Linux by PEP 600, on macOS for the one machine that the runtime is for."""
    if sys.platform == "darwin":
        return "macosx_11_0_" + platform.machine()
    tag = re.sub(r"[-.]", "_", sysconfig.get_platform())
    if not tag.startswith("linux_"):
        return tag
    return "manylinux_%d_%d_" % needed_glibc(runtime) + tag[len("linux_") :]


def archive_platform():
    return "%s-%s" % (platform.system().lower().replace("darwin", "macos"), platform.machine().lower())


def write_archive(target, top, files, date):
    """A tar.gz without what differs from machine to machine: owners, dates, the name within gzip."""
    with open(target, "wb") as plain, gzip.GzipFile("", "wb", fileobj=plain, mtime=date) as packed:
        with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as tar:
            for file in files:
                entry = tarfile.TarInfo(top + "/" + file.name)
                entry.size, entry.mtime = len(file.data), date
                entry.mode = 0o755 if file.executable else 0o644
                tar.addfile(entry, io.BytesIO(file.data))


def record(files, name):
    """The list of what a wheel holds, with the digest of each file but of the list itself."""
    lines = []
    for file in files:
        digest = base64.urlsafe_b64encode(hashlib.sha256(file.data).digest()).rstrip(b"=").decode()
        lines.append("%s,sha256=%s,%d\n" % (file.name, digest, len(file.data)))
    lines.append(name + ",,\n")
    return File(name, "".join(lines).encode())


def write_wheel(folder, version, tag, files, licence, readme, date):
    info = "asyncio_tck-%s.dist-info/" % version
    metadata = (
        "Metadata-Version: 2.1\nName: asyncio-tck\nVersion: %s\nSummary: %s\nLicense: Apache-2.0\n"
        "License-File: LICENSE\nRequires-Python: >=3.8\nDescription-Content-Type: text/markdown\n\n" % (version, SUMMARY)
    )
    wheel = "Wheel-Version: 1.0\nGenerator: asyncio-tck %s\nRoot-Is-Purelib: false\nTag: %s\n" % (version, tag)
    files = files + [
        File(info + "LICENSE", licence),
        File(info + "METADATA", metadata.encode() + readme),
        File(info + "WHEEL", wheel.encode()),
        File(info + "entry_points.txt", b"[console_scripts]\nasyncio-tck = asyncio_tck.__main__:main\n"),
    ]
    files.append(record(files, info + "RECORD"))
    target = folder / ("asyncio_tck-%s-%s.whl" % (version, tag))
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in files:
            entry = zipfile.ZipInfo(file.name, time.gmtime(date)[:6])
            entry.create_system = 3  # Unix, wherever it is packed: the mode below is one of Unix.
            entry.external_attr = (0o100755 if file.executable else 0o100644) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, file.data)
    return target


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("jar", "runtime", "project", "out"):
        parser.add_argument("--" + name, type=pathlib.Path, required=True)
    parser.add_argument("--version", required=True)
    parser.add_argument("--timestamp", required=True, help="the date of all that is packed, as 2026-01-01T00:00:00Z")
    options = parser.parse_args()

    date = calendar.timegm(time.strptime(options.timestamp, "%Y-%m-%dT%H:%M:%SZ"))
    runtime = options.runtime
    licence = (options.project / "LICENSE").read_bytes()
    jar = options.jar.read_bytes()
    options.out.mkdir(parents=True, exist_ok=True)

    top = "asyncio-tck-%s-%s" % (options.version, archive_platform())
    archive = [
        File("LICENSE", licence),
        File.read("bin/asyncio-tck", HERE / "asyncio-tck"),
        File("lib/asyncio-tck.jar", jar),
    ]
    write_archive(options.out / (top + ".tar.gz"), top, archive + files_below(runtime, "runtime/"), date)

    package = [
        File("asyncio_tck/__init__.py", ('"""%s."""\n' % SUMMARY).encode()),
        File("asyncio_tck/__main__.py", (HERE / "__main__.py").read_bytes()),
        File("asyncio_tck/asyncio-tck.jar", jar),
    ]
    write_wheel(
        options.out,
        python_version(options.version),
        "py3-none-" + wheel_platform(runtime),
        package + files_below(runtime, "asyncio_tck/runtime/"),
        licence,
        (HERE / "wheel.md").read_bytes(),
        date,
    )


if __name__ == "__main__":
    main()
