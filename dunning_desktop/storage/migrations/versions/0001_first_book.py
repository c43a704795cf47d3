"""The first book."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table of the first book."""

    op.create_table(
        "book",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("demo", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_book")),
    )
    op.create_table(
        "dunning_policy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("gap_days", sa.Integer(), nullable=False),
        sa.Column("minimum", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dunning_policy")),
    )
    op.create_table(
        "import_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("profile", sa.String(length=64), server_default="", nullable=False),
        sa.Column("file_name", sa.String(length=255), server_default="", nullable=False),
        sa.Column("digest", sa.String(length=64), server_default="", nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.Column("summary", sa.JSON(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batch")),
    )
    op.create_table(
        "mail_account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(length=320), server_default="", nullable=False),
        sa.Column("host", sa.String(length=255), server_default="", nullable=False),
        sa.Column("port", sa.Integer(), nullable=False),
        sa.Column("tls", sa.String(length=32), nullable=False),
        sa.Column("user", sa.String(length=320), server_default="", nullable=False),
        sa.Column("sender_name", sa.String(length=255), server_default="", nullable=False),
        sa.Column("reply_to", sa.String(length=320), server_default="", nullable=False),
        sa.Column("secret_key", sa.String(length=64), server_default="", nullable=False),
        sa.Column("paused", sa.String(length=32), nullable=True),
        sa.Column("paused_detail", sa.String(length=512), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_account")),
    )
    op.create_table(
        "business",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), server_default="", nullable=False),
        sa.Column("address_lines", sa.JSON(), nullable=False),
        sa.Column("city", sa.String(length=255), server_default="", nullable=False),
        sa.Column("region", sa.String(length=255), server_default="", nullable=False),
        sa.Column("postcode", sa.String(length=32), server_default="", nullable=False),
        sa.Column("country", sa.String(length=2), server_default="", nullable=False),
        sa.Column("email", sa.String(length=320), server_default="", nullable=False),
        sa.Column("phone", sa.String(length=64), server_default="", nullable=False),
        sa.Column("website", sa.String(length=255), server_default="", nullable=False),
        sa.Column("registered_name", sa.String(length=255), server_default="", nullable=False),
        sa.Column("registration", sa.String(length=255), server_default="", nullable=False),
        sa.Column("vat_number", sa.String(length=64), server_default="", nullable=False),
        sa.Column("bank", sa.JSON(), nullable=False),
        sa.Column("jurisdiction", sa.String(length=16), server_default="", nullable=False),
        sa.Column("language", sa.String(length=16), server_default="", nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("net_days", sa.Integer(), nullable=False),
        sa.Column("due_basis", sa.String(length=32), nullable=False),
        sa.Column("late_basis", sa.String(length=32), nullable=False),
        sa.Column("contract_rate", sa.String(length=32), nullable=True),
        sa.Column("policy_id", sa.Integer(), nullable=True),
        sa.Column("signatory", sa.String(length=255), server_default="", nullable=False),
        sa.Column("logo", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["policy_id"], ["dunning_policy.id"], name=op.f("fk_business_policy_id_dunning_policy")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_business")),
    )
    op.create_table(
        "client",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), server_default="", nullable=False),
        sa.Column("name_key", sa.String(length=255), server_default="", nullable=False),
        sa.Column("debtor_type", sa.String(length=32), nullable=False),
        sa.Column("debtor_confirmed", sa.Boolean(), server_default=sa.text("1"), nullable=False),
        sa.Column("reference", sa.String(length=64), server_default="", nullable=False),
        sa.Column("jurisdiction", sa.String(length=16), server_default="", nullable=False),
        sa.Column("language", sa.String(length=16), server_default="", nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("address_lines", sa.JSON(), nullable=False),
        sa.Column("city", sa.String(length=255), server_default="", nullable=False),
        sa.Column("region", sa.String(length=255), server_default="", nullable=False),
        sa.Column("postcode", sa.String(length=32), server_default="", nullable=False),
        sa.Column("country", sa.String(length=2), server_default="", nullable=False),
        sa.Column("net_days", sa.Integer(), nullable=True),
        sa.Column("due_basis", sa.String(length=32), nullable=True),
        sa.Column("late_basis", sa.String(length=32), nullable=True),
        sa.Column("contract_rate", sa.String(length=32), nullable=True),
        sa.Column("policy_id", sa.Integer(), nullable=True),
        sa.Column("archived", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_client_batch_id_import_batch")
        ),
        sa.ForeignKeyConstraint(
            ["policy_id"], ["dunning_policy.id"], name=op.f("fk_client_policy_id_dunning_policy")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_client")),
    )
    op.create_index(op.f("ix_client_batch_id"), "client", ["batch_id"], unique=False)
    op.create_index(op.f("ix_client_name_key_id"), "client", ["name_key", "id"], unique=False)
    op.create_table(
        "dunning_level",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("policy_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("tone", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("days_to_pay", sa.Integer(), nullable=False),
        sa.Column("charges", sa.String(length=32), nullable=False),
        sa.Column("unattended", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(
            ["policy_id"],
            ["dunning_policy.id"],
            name=op.f("fk_dunning_level_policy_id_dunning_policy"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dunning_level")),
    )
    op.create_index(
        op.f("ix_dunning_level_policy_id_position"),
        "dunning_level",
        ["policy_id", "position"],
        unique=True,
    )
    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), server_default="", nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("email", sa.String(length=320), server_default="", nullable=False),
        sa.Column("phone", sa.String(length=64), server_default="", nullable=False),
        sa.Column("refused", sa.String(length=512), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name=op.f("fk_contact_client_id_client")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
    )
    op.create_index(op.f("ix_contact_client_id"), "contact", ["client_id"], unique=False)
    op.create_index(op.f("ix_contact_email"), "contact", ["email"], unique=False)
    op.create_table(
        "credit_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=64), server_default="", nullable=False),
        sa.Column("number_key", sa.String(length=64), server_default="", nullable=False),
        sa.Column("issued", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("source", sa.String(length=64), server_default="", nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("amount > 0", name=op.f("ck_credit_note_amount_positive")),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_credit_note_batch_id_import_batch")
        ),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name=op.f("fk_credit_note_client_id_client")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_credit_note")),
    )
    op.create_index(op.f("ix_credit_note_batch_id"), "credit_note", ["batch_id"], unique=False)
    op.create_index(op.f("ix_credit_note_client_id"), "credit_note", ["client_id"], unique=False)
    op.create_index(
        op.f("ix_credit_note_client_id_number_key"),
        "credit_note",
        ["client_id", "number_key"],
        unique=True,
    )
    op.create_table(
        "invoice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=64), server_default="", nullable=False),
        sa.Column("number_key", sa.String(length=64), server_default="", nullable=False),
        sa.Column("issued", sa.Date(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("reference", sa.String(length=255), server_default="", nullable=False),
        sa.Column("cancelled", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("source", sa.String(length=64), server_default="", nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("total > 0", name=op.f("ck_invoice_total_positive")),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_invoice_batch_id_import_batch")
        ),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name=op.f("fk_invoice_client_id_client")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invoice")),
    )
    op.create_index(op.f("ix_invoice_batch_id"), "invoice", ["batch_id"], unique=False)
    op.create_index(
        op.f("ix_invoice_client_id_number_key"), "invoice", ["client_id", "number_key"], unique=True
    )
    op.create_index(op.f("ix_invoice_issued_id"), "invoice", ["issued", "id"], unique=False)
    op.create_index(op.f("ix_invoice_number_key_id"), "invoice", ["number_key", "id"], unique=False)
    op.create_index(op.f("ix_invoice_total_id"), "invoice", ["total", "id"], unique=False)
    op.create_table(
        "payment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("received", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("method", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=255), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("amount > 0", name=op.f("ck_payment_amount_positive")),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_payment_batch_id_import_batch")
        ),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name=op.f("fk_payment_client_id_client")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment")),
    )
    op.create_index(op.f("ix_payment_batch_id"), "payment", ["batch_id"], unique=False)
    op.create_index(op.f("ix_payment_client_id"), "payment", ["client_id"], unique=False)
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("run", sa.String(length=32), server_default="", nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=False),
        sa.Column("level_position", sa.Integer(), nullable=False),
        sa.Column("tone", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("language", sa.String(length=16), server_default="", nullable=False),
        sa.Column("subject", sa.String(length=255), server_default="", nullable=False),
        sa.Column("opening", sa.Text(), nullable=False),
        sa.Column("closing", sa.Text(), nullable=False),
        sa.Column("unattended", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name=op.f("fk_reminder_client_id_client")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
    )
    op.create_index(op.f("ix_reminder_client_id"), "reminder", ["client_id"], unique=False)
    op.create_index(op.f("ix_reminder_run"), "reminder", ["run"], unique=False)
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=True),
        sa.Column("invoice_id", sa.Integer(), nullable=True),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name=op.f("fk_audit_entry_client_id_client")
        ),
        sa.ForeignKeyConstraint(
            ["invoice_id"], ["invoice.id"], name=op.f("fk_audit_entry_invoice_id_invoice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
    )
    op.create_index(
        op.f("ix_audit_entry_client_id_id"), "audit_entry", ["client_id", "id"], unique=False
    )
    op.create_table(
        "due_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("invoice_id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("original_due", sa.Date(), nullable=False),
        sa.Column("cycle", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_due_item_amount_positive")),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name=op.f("fk_due_item_client_id_client")
        ),
        sa.ForeignKeyConstraint(
            ["invoice_id"], ["invoice.id"], name=op.f("fk_due_item_invoice_id_invoice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_due_item")),
    )
    op.create_index(
        op.f("ix_due_item_client_id_due"), "due_item", ["client_id", "due"], unique=False
    )
    op.create_index(op.f("ix_due_item_due_id"), "due_item", ["due", "id"], unique=False)
    op.create_index(
        op.f("ix_due_item_invoice_id_position"), "due_item", ["invoice_id", "position"], unique=True
    )
    op.create_index(
        op.f("ix_due_item_position_due_invoice_id"),
        "due_item",
        ["position", "due", "invoice_id"],
        unique=False,
    )
    op.create_table(
        "letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reminder_id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), server_default="", nullable=False),
        sa.Column("language", sa.String(length=16), server_default="", nullable=False),
        sa.Column("template", sa.String(length=64), server_default="", nullable=False),
        sa.Column("by_post", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("printed_at", sa.DateTime(), nullable=True),
        sa.Column("posted_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name=op.f("fk_letter_client_id_client")
        ),
        sa.ForeignKeyConstraint(
            ["reminder_id"], ["reminder.id"], name=op.f("fk_letter_reminder_id_reminder")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
    )
    op.create_index(
        op.f("ix_letter_by_post_posted_at"), "letter", ["by_post", "posted_at"], unique=False
    )
    op.create_index(op.f("ix_letter_reminder_id"), "letter", ["reminder_id"], unique=False)
    op.create_table(
        "outbox_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reminder_id", sa.Integer(), nullable=True),
        sa.Column("client_id", sa.Integer(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("sender", sa.String(length=320), server_default="", nullable=False),
        sa.Column("recipient", sa.String(length=320), server_default="", nullable=False),
        sa.Column("subject", sa.String(length=255), server_default="", nullable=False),
        sa.Column("message_id", sa.String(length=255), server_default="", nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("queued_at", sa.DateTime(), nullable=False),
        sa.Column("not_before", sa.DateTime(), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("claimed_at", sa.DateTime(), nullable=True),
        sa.Column("dot_at", sa.DateTime(), nullable=True),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("fault", sa.String(length=32), nullable=True),
        sa.Column("reply", sa.String(length=512), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["mail_account.id"],
            name=op.f("fk_outbox_message_account_id_mail_account"),
        ),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name=op.f("fk_outbox_message_client_id_client")
        ),
        sa.ForeignKeyConstraint(
            ["reminder_id"], ["reminder.id"], name=op.f("fk_outbox_message_reminder_id_reminder")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_message")),
    )
    op.create_index(
        op.f("ix_outbox_message_message_id"), "outbox_message", ["message_id"], unique=True
    )
    op.create_index(
        op.f("ix_outbox_message_reminder_id"), "outbox_message", ["reminder_id"], unique=False
    )
    op.create_index(
        op.f("ix_outbox_message_state_not_before_id"),
        "outbox_message",
        ["state", "not_before", "id"],
        unique=False,
    )
    op.create_table(
        "block",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name=op.f("fk_block_client_id_client")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["due_item.id"], name=op.f("fk_block_item_id_due_item")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_block")),
    )
    op.create_index(op.f("ix_block_client_id"), "block", ["client_id"], unique=False)
    op.create_table(
        "charge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("reminder_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("through", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_charge_amount_positive")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["due_item.id"], name=op.f("fk_charge_item_id_due_item")
        ),
        sa.ForeignKeyConstraint(
            ["reminder_id"], ["reminder.id"], name=op.f("fk_charge_reminder_id_reminder")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_charge")),
    )
    op.create_index(op.f("ix_charge_item_id"), "charge", ["item_id"], unique=False)
    op.create_index(op.f("ix_charge_reminder_id"), "charge", ["reminder_id"], unique=False)
    op.create_table(
        "letter_pdf",
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letter.id"], name=op.f("fk_letter_pdf_letter_id_letter")
        ),
        sa.PrimaryKeyConstraint("letter_id", name=op.f("pk_letter_pdf")),
    )
    op.create_table(
        "message_raw",
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"],
            ["outbox_message.id"],
            name=op.f("fk_message_raw_message_id_outbox_message"),
        ),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_message_raw")),
    )
    op.create_table(
        "reminder_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reminder_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("level_position", sa.Integer(), nullable=False),
        sa.Column("cycle", sa.Integer(), nullable=False),
        sa.Column("open", sa.BigInteger(), nullable=False),
        sa.Column("claimed", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("days_late", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["due_item.id"], name=op.f("fk_reminder_line_item_id_due_item")
        ),
        sa.ForeignKeyConstraint(
            ["reminder_id"], ["reminder.id"], name=op.f("fk_reminder_line_reminder_id_reminder")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder_line")),
    )
    op.create_index(
        op.f("ix_reminder_line_reminder_id"), "reminder_line", ["reminder_id"], unique=False
    )
    op.create_index(
        "uq_reminder_line_once",
        "reminder_line",
        ["item_id", "level_position", "cycle"],
        unique=True,
        sqlite_where=sa.text("withdrawn = 0"),
        postgresql_where=sa.text("NOT withdrawn"),
    )
    op.create_table(
        "allocation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("payment_id", sa.Integer(), nullable=True),
        sa.Column("credit_note_id", sa.Integer(), nullable=True),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("charge_id", sa.Integer(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "(item_id IS NULL) <> (charge_id IS NULL)", name=op.f("ck_allocation_one_target")
        ),
        sa.CheckConstraint(
            "(payment_id IS NULL) <> (credit_note_id IS NULL)",
            name=op.f("ck_allocation_one_source"),
        ),
        sa.CheckConstraint("amount > 0", name=op.f("ck_allocation_amount_positive")),
        sa.ForeignKeyConstraint(
            ["charge_id"], ["charge.id"], name=op.f("fk_allocation_charge_id_charge")
        ),
        sa.ForeignKeyConstraint(
            ["credit_note_id"],
            ["credit_note.id"],
            name=op.f("fk_allocation_credit_note_id_credit_note"),
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["due_item.id"], name=op.f("fk_allocation_item_id_due_item")
        ),
        sa.ForeignKeyConstraint(
            ["payment_id"], ["payment.id"], name=op.f("fk_allocation_payment_id_payment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allocation")),
    )
    op.create_index(op.f("ix_allocation_charge_id"), "allocation", ["charge_id"], unique=False)
    op.create_index(
        op.f("ix_allocation_credit_note_id"), "allocation", ["credit_note_id"], unique=False
    )
    op.create_index(
        op.f("ix_allocation_item_id_amount"), "allocation", ["item_id", "amount"], unique=False
    )
    op.create_index(op.f("ix_allocation_payment_id"), "allocation", ["payment_id"], unique=False)

    # The history can only be added to.
    for event in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER audit_entry_no_{event.lower()} BEFORE {event} ON audit_entry "
            "BEGIN SELECT RAISE(ABORT, 'the history cannot be changed'); END"
        )
