"""Steps that several journeys take."""

from playwright.sync_api import Page

from tests.world import PASSWORD


def sign_in(page: Page, username: str, password: str = PASSWORD) -> None:
    """Sign in and arrive at the worklist."""
    page.goto("/account/login/")
    page.fill("#id_username", username)
    page.fill("#id_password", password)
    page.click("main button.primary")
    page.wait_for_url("**/manage/")


def sign_out(page: Page) -> None:
    """Sign out."""
    page.click("text=退出")
    page.wait_for_url("**/")


def fits(page: Page) -> bool:
    """Whether nothing sticks out of the screen to the right."""
    # A page whose style sheet has not come yet sticks out.
    page.wait_for_load_state()
    width: int = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return width <= 0
