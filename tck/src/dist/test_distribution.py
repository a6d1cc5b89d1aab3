"""Tries what was packed as somebody who has nothing else: no Java, no PATH, no variables.

    test_distribution.py FOLDER RUNTIME

FOLDER has the jar, the archive and the wheel; RUNTIME is the Java that plays a user's own for the jar.
"""

import base64
import csv
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import unittest
import zipfile

FOLDER, RUNTIME = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
PROJECT = pathlib.Path(__file__).resolve().parents[3]
ONE_RULE = ["--rule", "loop.call-soon.fifo"]


def only(pattern):
    """The one file of the distribution with such a name."""
    found = sorted(FOLDER.glob(pattern))
    assert len(found) == 1, "%d files are named %s" % (len(found), pattern)
    return found[0]


def call(*line, status=0):
    """What a program prints that has no environment, and ends with this status."""
    done = subprocess.run(
        [str(word) for word in line],
        env={},
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=600,
    )
    assert done.returncode == status, "%s ended with %d:\n%s" % (line, done.returncode, done.stdout)
    return done.stdout


class Distribution(unittest.TestCase):
    """A folder of its own for all of its tests, with a name in which a careless script gets lost."""

    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory(prefix="a stranger's ")
        cls.addClassCleanup(temporary.cleanup)
        cls.home = pathlib.Path(temporary.name)


class JarTest(Distribution):
    def test_the_jar_needs_nothing_beside_it(self):
        text = call(RUNTIME / "bin/java", "-jar", only("asyncio-tck-*.jar"), "run", *ONE_RULE)
        self.assertRegex(text, r"(?m)^CONFORMANT: reference .*\(1 rule checked\)$")


class ArchiveTest(Distribution):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with tarfile.open(only("asyncio-tck-*.tar.gz")) as packed:
            packed.extractall(cls.home)
        (folder,) = cls.home.iterdir()
        cls.command = folder / "bin" / "asyncio-tck"

    def test_the_reference_conforms(self):
        self.assertRegex(call(self.command, "run"), r"(?m)^CONFORMANT: reference ")

    def test_a_python_is_tested(self):
        text = call(self.command, "run", "--python", sys.executable, *ONE_RULE)
        self.assertRegex(text, r"(?m)^CONFORMANT: asyncio CPython .*\(1 rule checked\)$")

    def test_the_status_is_that_of_the_kit(self):
        self.assertIn("no-such-rule", call(self.command, "run", "--rule", "no-such-rule", status=2))

    def test_the_book_and_a_rule_can_be_read(self):
        self.assertIn("order in which they were given", call(self.command, "explain", "loop.call-soon.fifo"))
        call(self.command, "book", "--out", self.home / "book")
        self.assertTrue((self.home / "book" / "index.html").is_file())


class WheelTest(Distribution):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        call(sys.executable, "-m", "venv", cls.home)
        cls.python = cls.home / "bin" / "python"
        call(cls.python, "-m", "pip", "install", "--no-index", "--quiet", only("*.whl"))
        cls.command = cls.home / "bin" / "asyncio-tck"

    def test_the_interpreter_around_it_is_tested_and_reports_are_written(self):
        out = self.home / "results"
        # Whether this Python conforms is not the question: old ones have known failures.
        call(self.command, "run", "--class", "core", "--out", out)
        results = json.loads((out / "results.json").read_text("utf-8"))
        self.assertIn("%d.%d.%d" % sys.version_info[:3], json.dumps(results))
        self.assertTrue((out / "report.html").is_file() and (out / "junit.xml").is_file())

    def test_it_is_a_module_too(self):
        text = call(self.python, "-m", "asyncio_tck", "run", *ONE_RULE)
        self.assertRegex(text, r"(?m)^CONFORMANT: asyncio CPython .*\(1 rule checked\)$")

    def test_another_implementation_can_be_named(self):
        text = call(self.command, "run", "--impl", "reference", *ONE_RULE)
        self.assertRegex(text, r"(?m)^CONFORMANT: reference ")

    def test_a_loop_needs_no_interpreter_named(self):
        text = call(self.command, "run", "--loop", "asyncio:SelectorEventLoop", *ONE_RULE)
        self.assertRegex(text, r"(?m)^CONFORMANT: asyncio.*\(1 rule checked\)$")

    def test_the_status_is_that_of_the_kit(self):
        self.assertIn("no-such-rule", call(self.command, "run", "--rule", "no-such-rule", status=2))

    def test_it_can_be_removed(self):
        other = self.home / "other"
        call(sys.executable, "-m", "venv", other)
        call(other / "bin/python", "-m", "pip", "install", "--no-index", "--quiet", only("*.whl"))
        call(other / "bin/python", "-m", "pip", "uninstall", "--quiet", "--yes", "asyncio-tck")
        self.assertEqual([], sorted(other.rglob("asyncio_tck*")))

    def test_the_record_lists_every_file(self):
        with zipfile.ZipFile(only("*.whl")) as wheel:
            (name,) = (name for name in wheel.namelist() if name.endswith(".dist-info/RECORD"))
            rows = {row[0]: row[1:] for row in csv.reader(wheel.read(name).decode().splitlines())}
            self.assertEqual(wheel.namelist(), list(rows))
            self.assertEqual(["", ""], rows.pop(name))
            for file, (digest, size) in rows.items():
                data = wheel.read(file)
                expected = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
                self.assertEqual(("sha256=" + expected, str(len(data))), (digest, size), file)


class MavenTest(Distribution):
    """The project that is documented for the author of a JVM loop, around the small loop of the kit's own tests."""

    MODULES = {"asyncio-tck-spec": "spec", "asyncio-tck-reference": "reference-impl", "asyncio-tck": "tck"}
    PACKAGE = "java/io/asynciotck/tck/stranger"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        documented = (PROJECT / "tck/docs/usage.md").read_text("utf-8")
        pom = re.search(r"```xml\n(<project.*?</project>)\n```", documented, re.DOTALL)[1]
        (cls.home / "pom.xml").write_text(pom, "utf-8")
        cls.version = re.search(r"<version>(.*?)</version>", (PROJECT / "pom.xml").read_text("utf-8"))[1]
        cls.write_repository()
        cls.write_sources()

    @classmethod
    def write_repository(cls):
        """What this project would install, in a folder beside what Maven Central has."""
        cls.publish("asyncio-tck-parent", PROJECT / "pom.xml")
        for artifact, module in cls.MODULES.items():
            jars = (PROJECT / module / "target").glob("*.jar")
            (jar,) = (file for file in jars if file.stem in (artifact, artifact + "-" + cls.version))
            cls.publish(artifact, PROJECT / module / "pom.xml", jar)
        (cls.home / "settings.xml").write_text(
            "<settings><localRepository>%s</localRepository><profiles><profile><id>published</id><repositories><repository>"
            "<id>published</id><url>%s</url></repository></repositories></profile></profiles>"
            "<activeProfiles><activeProfile>published</activeProfile></activeProfiles></settings>"
            % (cls.home / "local", (cls.home / "repository").as_uri())
        )

    @classmethod
    def publish(cls, artifact, *files):
        folder = cls.home / "repository" / "io/asynciotck" / artifact / cls.version
        folder.mkdir(parents=True)
        for file in files:
            suffix = ".pom" if file.name == "pom.xml" else file.suffix
            shutil.copyfile(file, folder / (artifact + "-" + cls.version + suffix))

    @classmethod
    def write_sources(cls):
        loop, suite = cls.home / "src/main" / cls.PACKAGE, cls.home / "src/test" / cls.PACKAGE
        services = cls.home / "src/main/resources/META-INF/services"
        for folder in (loop, suite, services):
            folder.mkdir(parents=True)
        for source in (PROJECT / "tck/src/test" / cls.PACKAGE).glob("Tiny*.java"):
            shutil.copy(source, loop)
        (services / "io.asynciotck.api.AsyncioProvider").write_text("io.asynciotck.tck.stranger.TinyProvider\n")
        # Surefire runs the classes that are named like tests.
        text = (loop / "TinyLoopTck.java").read_text("utf-8")
        (loop / "TinyLoopTck.java").unlink()
        (suite / "TinyLoopTckTest.java").write_text(re.sub(r"\bTinyLoopTck\b", "TinyLoopTckTest", text), "utf-8")

    @staticmethod
    def jdk_25():
        places = [os.environ.get("JAVA25_HOME"), os.environ.get("JAVA_HOME"), *pathlib.Path("/usr/lib/jvm").glob("*")]
        for place in filter(None, places):
            release = pathlib.Path(place, "release")
            if pathlib.Path(place, "bin/javac").exists() and release.is_file():
                if 'JAVA_VERSION="25' in release.read_text():
                    return str(place)
        raise unittest.SkipTest("no JDK 25 in JAVA25_HOME, JAVA_HOME or /usr/lib/jvm")

    def test_the_documented_project_runs_the_suite(self):
        done = subprocess.run(
            [shutil.which("mvn") or PROJECT / "mvnw", "--batch-mode", "--settings", str(self.home / "settings.xml"), "test"],
            cwd=self.home,
            env={**os.environ, "JAVA_HOME": self.jdk_25()},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        self.assertEqual(0, done.returncode, done.stdout[-4000:])
        tests = re.findall(r"Tests run: (\d+), Failures: 0, Errors: 0", done.stdout)
        self.assertTrue(tests and int(tests[-1]) > 100, done.stdout[-4000:])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
