"""A desktop's notification service: python notice_service.py HOW; prints what it is told to show.

HOW: plain, marked-up (it reads mark-up), refuses, strange (an answer of another kind), silent.
"""

import sys

from jeepney import (  # type: ignore[import-untyped]
    Message,
    MessageType,
    message_bus,
    new_error,
    new_method_return,
)
from jeepney.io.blocking import Proxy, open_dbus_connection  # type: ignore[import-untyped]
from jeepney.low_level import HeaderFields  # type: ignore[import-untyped]

NAME = "org.freedesktop.Notifications"
CAPABILITIES = {"plain": ["body"], "marked-up": ["body", "body-markup"], "refuses": ["body"]}


def answer(how: str, call: Message) -> Message | None:
    if how == "silent":
        return None
    if how == "strange":
        return new_method_return(call, "u", (7,))
    if call.header.fields[HeaderFields.member] == "GetCapabilities":
        return new_method_return(call, "as", (CAPABILITIES[how],))
    if how == "refuses":
        return new_error(call, f"{NAME}.Error.ExcessNotificationGeneration")
    print(list(call.body), flush=True)
    return new_method_return(call, "u", (1,))


def main(how: str) -> None:
    with open_dbus_connection("SESSION") as bus:
        Proxy(message_bus, bus).RequestName(NAME)
        print("ready", flush=True)
        while True:
            call = bus.receive()
            if call.header.message_type is MessageType.method_call:
                said = answer(how, call)
                if said is not None:
                    bus.send(said)


if __name__ == "__main__":
    main(sys.argv[1])
