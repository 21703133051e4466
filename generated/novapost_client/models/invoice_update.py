from __future__ import annotations

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset


@_model
class InvoiceUpdate(_Model):
    """Invoice for customs; needed when the goods cross the border of the EU."""

    _json_names = {
        "customer_number": "customerNumber",
        "currency_code": "currencyCode",
        "export_reason": "exportReason",
        "total_cost": "totalCost",
        "total_cost_eur": "totalCostEur",
        "total_cost_usd": "totalCostUsd",
        "payer_fees_customs": "payerFeesCustoms",
    }

    customer_number: str | None | _Unset = UNSET
    """Your own unique number of the invoice. At most 50 characters."""
    incoterm: DapIncoterm | str | _Unset = UNSET
    """Terms of delivery: with DAP the recipient pays duties and taxes."""
    currency_code: str | _Unset = UNSET
    """Currency of the invoice, ISO 4217; usually EUR, for the USA, Brazil and Moldova USD."""
    export_reason: ExportReason | str | _Unset = UNSET
    """Why the goods leave the country; gifts are ForPersonalPurposes."""
    total_cost: float | _Unset = UNSET
    """Value of all goods in the currency of the sender's country. From 1 to 9999999.99."""
    total_cost_eur: float | _Unset = UNSET
    """Value of all goods in EUR. From 1 to 9999999.99."""
    total_cost_usd: float | _Unset = UNSET
    """Value of all goods in USD. From 1 to 9999999.99."""
    payer_fees_customs: PayerType | str | _Unset = UNSET
    """Who pays customs duties, from Ukraine to the EU; Recipient if not given, or if the value
    is above the country's limit."""
    items: list[InvoiceItemUpdate] | _Unset = UNSET
    """The goods, one entry each; needed for customs."""


from ..models.dap_incoterm import DapIncoterm
from ..models.export_reason import ExportReason
from ..models.invoice_item_update import InvoiceItemUpdate
from ..models.payer_type import PayerType
