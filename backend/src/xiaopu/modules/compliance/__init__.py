"""Who sells: the subject and its papers, what each kind of subject may do at WeChat, and the adviser."""
