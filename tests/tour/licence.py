"""A business licence as a rep photographs it: of a company that does not exist."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from server.demo.companies import Company

_WIDTH, _HEIGHT, _MARGIN = 900, 640, 60


def licence_of(company: Company) -> QImage:
    """Its name, code, capital, day and address, to be compared with what was typed."""
    image = QImage(_WIDTH, _HEIGHT, QImage.Format.Format_RGB32)
    image.fill(QColor("#fbf7ea"))
    painter = QPainter(image)
    painter.setPen(QPen(QColor("#b5893b"), 6))
    painter.drawRect(QRectF(20, 20, _WIDTH - 40, _HEIGHT - 40))
    painter.setPen(QColor("#3a2d16"))
    _write(painter, 60, 52, "营业执照", Qt.AlignmentFlag.AlignHCenter)
    lines = {
        "统一社会信用代码": company.uscc,
        "名称": company.name,
        "注册资本": company.registered_capital,
        "成立日期": company.founded_on,
        "住所": company.address,
    }
    for place, (name, value) in enumerate(lines.items()):
        _write(painter, 180 + place * 74, 26, f"{name}　{value}", Qt.AlignmentFlag.AlignLeft)
    _write(painter, _HEIGHT - 90, 20, "样本，非真实企业", Qt.AlignmentFlag.AlignRight)
    painter.end()
    return image


def _write(painter: QPainter, top: int, size: int, text: str, align: Qt.AlignmentFlag) -> None:
    font = painter.font()
    font.setPixelSize(size)
    painter.setFont(font)
    painter.drawText(QRectF(_MARGIN, top, _WIDTH - 2 * _MARGIN, size * 1.6), align, text)
