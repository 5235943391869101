"""Where editors keep the law in Wagtail's admin: propose, see what would change, decide in twos, look what is due."""
