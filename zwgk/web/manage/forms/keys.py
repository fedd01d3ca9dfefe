"""What is asked for a key."""

from zwgk.web.shared.forms import ZwgkForm, date_field, text_field


class KeyForm(ZwgkForm):
    """A key: what for, and until when."""

    name = text_field("用途", 60, help_text="写明哪个系统使用，如：市数据共享平台取报送数据。")
    expires_on = date_field("有效期至", help_text="最长两年；到期后自动失效。")
