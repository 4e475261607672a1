"""Bars connections to other machines in every Python with this folder on its path, and tells of tries."""

import os
import socket

HERE = ("127.0.0.1", "::1", "localhost", "", None)
connect, look_up = socket.socket.connect, socket.getaddrinfo


def tell(target: object) -> None:
    with open(os.environ["TRIED"], "a", encoding="utf-8") as file:
        file.write(f"{target}\n")
    raise OSError(f"barred: {target}")


def guarded_connect(self: socket.socket, address: object) -> None:
    if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in HERE:  # type: ignore[index]
        tell(address)
    connect(self, address)  # type: ignore[arg-type]


def guarded_look_up(host: object, *rest: object, **more: object) -> object:
    if host not in HERE:
        tell(host)
    return look_up(host, *rest, **more)  # type: ignore[arg-type]


socket.socket.connect = guarded_connect  # type: ignore[method-assign]
socket.socket.connect_ex = guarded_connect  # type: ignore[method-assign,assignment]
socket.getaddrinfo = guarded_look_up  # type: ignore[assignment]
