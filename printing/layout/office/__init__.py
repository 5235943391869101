"""Office sheets about people, lessons and the law: papers, account cards, sheets to sign on, certificates. A4 and F4, black on white."""
