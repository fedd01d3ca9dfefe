"""One account per role for the city, the zone and the town (where three reviews need a second
reviewer), and two for a street that still
writes its summary; persons are invented."""

from zwgk.units.models import Membership, Role, Unit, User

PASSWORD = "zwgk-demo-2018"

# (account, name, unit, role)
ACCOUNTS: tuple[tuple[str, str, str, Role], ...] = (
    ("city-approver", "乔文博", "demo-city", Role.APPROVER),
    ("city-reviewer", "冉雪晴", "demo-city", Role.REVIEWER),
    ("city-officer", "倪立言", "demo-city", Role.OFFICER),
    ("city-admin", "宫以诚", "demo-city", Role.ADMIN),
    ("zone-officer", "厉知秋", "demo-zone", Role.OFFICER),
    ("zone-reviewer", "车明远", "demo-zone", Role.REVIEWER),
    ("zone-approver", "祁正阳", "demo-zone", Role.APPROVER),
    ("zone-attendant", "卜晓禾", "demo-zone", Role.ATTENDANT),
    ("town-officer", "苗青禾", "demo-town", Role.OFFICER),
    ("town-reviewer", "鲍春山", "demo-town", Role.REVIEWER),
    ("town-second", "穆云川", "demo-town", Role.REVIEWER),
    ("town-approver", "柏长河", "demo-town", Role.APPROVER),
    ("town-attendant", "温小满", "demo-town", Role.ATTENDANT),
    ("south-officer", "路遥远", "demo-south", Role.OFFICER),
    ("south-approver", "杭一帆", "demo-south", Role.APPROVER),
)


def open_accounts(units: dict[str, Unit]) -> None:
    """Open the accounts, all with the demo's password."""
    hashed = User(username="x")
    hashed.set_password(PASSWORD)
    for username, name, code, role in ACCOUNTS:
        user = User.objects.create(username=username, full_name=name, password=hashed.password)
        Membership.objects.create(user=user, unit=units[code], role=role)
