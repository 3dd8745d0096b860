"""The open platform (第三方平台): running mini programs for shops; start at ``openplatform.client``."""
