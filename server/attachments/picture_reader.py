"""The child process: decodes one image under limits and writes it anew. `python -m server.attachments.picture_reader`.

An image is a stranger's program for our decoder: what it may cost is decided here, before it is decoded. What is
written holds the picture and nothing that was hidden in the file: no place, no time, no camera, no comment.
"""

import sys
from pathlib import Path

import msgspec
from PIL import Image, ImageFile, ImageOps, PngImagePlugin

MOST_PIXELS = 64_000_000
MOST_MEMORY_BYTES = 1536 * 1024 * 1024
MOST_SECONDS = 20
THUMBNAIL_PIXELS = 256
_JPEG_QUALITY, _THUMBNAIL_QUALITY = 90, 82
_LONGEST_TEXT = 1024 * 1024


class Developed(msgspec.Struct, frozen=True, tag="developed"):
    width: int
    height: int


class Failed(msgspec.Struct, frozen=True, tag="failed"):
    """`has_too_many_pixels`, or it could not be read."""

    has_too_many_pixels: bool


type Outcome = Developed | Failed


def main(source: Path, kind: str, target: Path, thumbnail: Path) -> Outcome:
    _limit()
    Image.MAX_IMAGE_PIXELS = None  # ours is stricter, and looked at before anything is decoded
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    PngImagePlugin.MAX_TEXT_CHUNK = PngImagePlugin.MAX_TEXT_MEMORY = _LONGEST_TEXT
    try:
        with Image.open(source, formats=[kind]) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                return Failed(has_too_many_pixels=True)
            upright = ImageOps.exif_transpose(opened)
            profile = opened.info.get("icc_profile") if opened.mode in {"RGB", "L"} else None
            picture = _plain(upright, kind)
        picture.info.clear()
        if kind == "PNG":
            picture.save(target, "PNG", icc_profile=profile)
        else:
            picture.save(target, "JPEG", quality=_JPEG_QUALITY, icc_profile=profile)
        _thumbnail_of(picture).save(thumbnail, "JPEG", quality=_THUMBNAIL_QUALITY)
        return Developed(picture.width, picture.height)
    # Pillow raises nearly anything for a broken file, and this process does nothing else.
    except (OSError, SyntaxError, ValueError, ArithmeticError, LookupError, TypeError, EOFError, MemoryError):
        return Failed(has_too_many_pixels=False)


def _plain(picture: Image.Image, kind: str) -> Image.Image:
    if kind == "JPEG":
        return picture.convert("L" if picture.mode == "L" else "RGB")
    if picture.mode in {"L", "RGB", "RGBA", "LA", "1"} and "transparency" not in picture.info:
        return picture.copy()
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB")


def _thumbnail_of(picture: Image.Image) -> Image.Image:
    small = picture.copy()
    small.thumbnail((THUMBNAIL_PIXELS, THUMBNAIL_PIXELS))
    if small.has_transparency_data:
        paper = Image.new("RGBA", small.size, "white")
        paper.alpha_composite(small.convert("RGBA"))
        small = paper
    return small.convert("RGB")


def _limit() -> None:
    """Let this process have no more than that, where the system can hold it to it."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY_BYTES, MOST_MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))


if __name__ == "__main__":
    told = main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))
    sys.stdout.buffer.write(msgspec.json.encode(told))
    sys.stdout.buffer.flush()
