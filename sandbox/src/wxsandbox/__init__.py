"""wxsandbox: WeChat as a local server, for developing and testing shops without WeChat.

One origin answers for every WeChat host by path. Keys, signatures, limits and states are real; people,
money and the phone are played on its pages or through the device API. It shares no code with the shop that
it serves.
"""
