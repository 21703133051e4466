from __future__ import annotations

import datetime as _dt

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class Invoice(_Model):
    """Invoice for customs. Needed when the goods cross the border of the EU."""

    customer_number: str | None | _Unset = UNSET
    """Your own unique number of the invoice. At most 50 characters."""
    incoterm: Incoterm | str | _Unset = UNSET
    """Terms of delivery: with DAP the recipient pays duties and taxes, with DDP the sender does."""
    currency_code: str | _Unset = UNSET
    """Currency of the invoice, ISO 4217. Usually EUR, for the USA, Brazil and Moldova USD."""
    export_reason: ExportReason | str | _Unset = UNSET
    """Why the goods leave the country. Gifts are ForPersonalPurposes."""
    total_cost: float | _Unset = UNSET
    """Value of all goods in the currency of the sender's country. From 1 to 9999999.99."""
    total_cost_eur: float | _Unset = UNSET
    """Value of all goods in EUR. From 1 to 9999999.99."""
    total_cost_usd: float | _Unset = UNSET
    """Value of all goods in USD. From 1 to 9999999.99."""
    payer_fees_customs: PayerType | str | _Unset = UNSET
    """Who pays customs duties, from Ukraine to the EU. Recipient if not given, or if the value
    is above the country's limit."""
    items: list[InvoiceItem] | _Unset = UNSET
    """The goods, one entry each. Needed for customs."""
    type_: str | _Unset = UNSET
    """Kind of invoice, Invoice or ProformaInvoice. In use, not published."""
    customer_created_at: _dt.datetime | None | _Unset = UNSET
    """When you made the invoice. In use, not published."""


from . import ExportReason, Incoterm, InvoiceItem, PayerType
