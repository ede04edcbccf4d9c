"""Who may be played in the practice hub: one sign-in for each role, one password for all."""

DEMO_PASSWORD = "ashmere-practice"  # noqa: S105 - of a hub in which everybody is invented
MAIL = "ashmere.example"

DEMO_SIGN_INS: dict[str, str] = {
    "Teacher (says a worry)": f"yewande.abara@{MAIL}",
    "Hub screener, children": f"sam.pritchett@{MAIL}",
    "Hub screener, adults": f"gethin.moxley@{MAIL}",
    "Decision maker, children": f"ruth.adeyemi-cole@{MAIL}",
    "Decision maker, adults": f"priya.hallworth@{MAIL}",
    "Hub manager": f"marguerite.osei-lamb@{MAIL}",
    "Health researcher": f"nasreen.quill@{MAIL}",
    "Police researcher": f"kirsty.vandermeer@{MAIL}",
    "GP practice": f"anselm.varga@{MAIL}",
    "School safeguarding lead": f"dermot.sissay@{MAIL}",
    "Lead practitioner, family help": f"femi.achterberg@{MAIL}",
    "Information governance": f"halima.broadbent@{MAIL}",
    "Analyst": f"wen.castellan@{MAIL}",
    "Administrator": f"rosalind.ekwueme@{MAIL}",
}
