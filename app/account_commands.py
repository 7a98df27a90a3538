"""`heard user …`: the people who may sign in."""

import sys
from typing import Annotated

import typer

from app.command_line import Data, opened, told_plainly
from app.settings import WrongSetting
from people.account_help import end_all_sessions, reset_factor, set_password
from people.actor import COMMAND_LINE
from people.leaving import disable, enable
from people.roles import Role
from people.sign_on import untie_sign_on
from people.staff import add_staff, by_email, everyone
from storage.documents import number_of
from storage.store import Store

user = typer.Typer(no_args_is_help=True, help="People who may sign in.")


@user.command("add")
def user_add(
    name: str,
    email: str,
    role: Annotated[list[Role], typer.Option()],
    no_password: Annotated[bool, typer.Option("--no-password", help="They sign on through the provider.")] = False,
    data: Data = None,
) -> None:
    """Add a person; the password is read from standard input."""
    password = None if no_password else _password()
    with told_plainly(), opened(data, new=True) as (_, store):
        store.write_now(add_staff, name, email, role, password)


def _password() -> str:
    return str(typer.prompt("Password", hide_input=True)) if sys.stdin.isatty() else _piped_line()


def _piped_line() -> str:
    """What a pipe hands over, without the line end or the byte order mark of whatever system wrote it."""
    return sys.stdin.readline().rstrip("\r\n").removeprefix("\ufeff")


@user.command("list")
def user_list(data: Data = None) -> None:
    """List the people who may sign in."""
    with told_plainly(), opened(data) as (_, store):
        for one in store.read(everyone):
            typer.echo(f"{one['email']}\t{one['name']}\t{', '.join(one['roles'])}")


@user.command("disable")
def user_disable(email: str, data: Data = None) -> None:
    """End a person's access at once, open screens included."""
    with told_plainly(), opened(data) as (_, store):
        store.write_now(disable, COMMAND_LINE, _person(store, email))


@user.command("enable")
def user_enable(email: str, data: Data = None) -> None:
    """Give a person who was disabled their access back."""
    with told_plainly(), opened(data) as (_, store):
        store.write_now(enable, COMMAND_LINE, _person(store, email))


@user.command("set-password")
def user_set_password(email: str, data: Data = None) -> None:
    """Give a person a new password, read from standard input; they are signed out everywhere."""
    password = _password()
    with told_plainly(), opened(data) as (_, store):
        store.write_now(set_password, COMMAND_LINE, _person(store, email), password)


@user.command("reset-factor")
def user_reset_factor(email: str, data: Data = None) -> None:
    """Take away the second factor of who lost phone and recovery codes; they are signed out everywhere."""
    with told_plainly(), opened(data) as (_, store):
        there = store.write_now(reset_factor, COMMAND_LINE, _person(store, email))
    typer.echo("The second factor is taken away." if there else "There was no second factor.")


@user.command("untie-sign-on")
def user_untie_sign_on(email: str, data: Data = None) -> None:
    """Forget which account of the sign-on provider a person has; the next sign-in by their address ties it anew."""
    with told_plainly(), opened(data) as (_, store):
        there = store.write_now(untie_sign_on, COMMAND_LINE, _person(store, email))
    typer.echo("The sign-on account is untied." if there else "No sign-on account was tied.")


@user.command("end-sessions")
def user_end_sessions(email: str, data: Data = None) -> None:
    """Sign a person out everywhere, open screens included, without ending their access."""
    with told_plainly(), opened(data) as (_, store):
        ended = store.write_now(end_all_sessions, COMMAND_LINE, _person(store, email))
    typer.echo(f"Sessions ended: {ended}.")


def _person(store: Store, email: str) -> int:
    person = store.read(by_email, email)
    if person is None:
        raise WrongSetting(f"Nobody has the address {email}.")
    return number_of(person)
