"""Small things to remember about this person on this machine."""

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from sync.cache.files import StoreFile
from sync.cache.tables import setting


class Settings:
    def __init__(self, me: StoreFile) -> None:
        self._me = me

    def get(self, name: str, default: str = "") -> str:
        with self._me.reading() as connection:
            value = connection.scalar(select(setting.c.value).where(setting.c.name == name))
        return default if value is None else str(value)

    def put(self, name: str, value: str) -> None:
        put = insert(setting).values(name=name, value=value)
        with self._me.writing() as connection:
            connection.execute(put.on_conflict_do_update(index_elements=["name"], set_={"value": value}))
