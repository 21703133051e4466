"""Bodies as plain dictionaries, spelt as published, for type checkers.

``{"payerType": "Sender"}`` is as good as ``ShipmentRequest(payer_type="Sender")``, and what
is misspelt, missing or of the wrong type is as much an error to them. Models may stand
inside.
"""

import datetime as _dt
from collections.abc import Sequence as _Sequence
from typing import Required as _Required, TypedDict as _TypedDict

from . import models as _models

AddressPartsDict = _TypedDict("AddressPartsDict", {
    "city": str, "region": str, "street": str, "postCode": str, "building": str, "flat": str,
    "block": str | None, "note": str,
}, total=False)  # fmt: skip
BankAccountDict = _TypedDict("BankAccountDict", {
    "amount": float, "currencyCode": str, "bankAccountId": str, "bankAccountName": str,
    "commissionPayer": str, "description": str,
}, total=False)  # fmt: skip
CalculationInvoiceDict = _TypedDict("CalculationInvoiceDict", {
    "incoterm": str, "currency": str, "cost": float, "payerFeesCustoms": str,
}, total=False)  # fmt: skip
CalculationParcelDict = _TypedDict("CalculationParcelDict", {
    "cargoCategory": str, "insuranceCost": float, "rowNumber": int, "width": int, "length": int,
    "height": int, "actualWeight": int, "volumetricWeight": int,
}, total=False)  # fmt: skip
CalculationRecipientDict = _TypedDict("CalculationRecipientDict", {
    "countryCode": str, "divisionNumber": str | None, "divisionId": int | str | None,
    "addressParts": "_models.AddressParts | AddressPartsDict", "settlementId": int | str | None,
}, total=False)  # fmt: skip
CalculationRequestDict = _TypedDict("CalculationRequestDict", {
    "payerType": str, "payerContractNumber": str,
    "invoice": "_models.CalculationInvoice | CalculationInvoiceDict",
    "parcels": "_Sequence[_models.CalculationParcel | CalculationParcelDict]",
    "sender": "_models.CalculationSender | CalculationSenderDict",
    "recipient": "_models.CalculationRecipient | CalculationRecipientDict",
}, total=False)  # fmt: skip
CalculationSenderDict = _TypedDict("CalculationSenderDict", {
    "companyTin": str | None, "companyName": str | None, "countryCode": str,
    "divisionNumber": str | None, "divisionId": int | str | None,
    "addressParts": "_models.AddressParts | AddressPartsDict", "settlementId": int | str | None,
}, total=False)  # fmt: skip
CashOnDeliveryDict = _TypedDict("CashOnDeliveryDict", {
    "bankAccount": "_models.BankAccount | BankAccountDict",
}, total=False)  # fmt: skip
ConversionRequestDict = _TypedDict("ConversionRequestDict", {
    "amount": float, "countryCode": str, "currencyCode": str, "date": _dt.datetime | str | None,
}, total=False)  # fmt: skip
FileUploadDict = _TypedDict("FileUploadDict", {
    "file": str, "fileName": str,
}, total=False)  # fmt: skip
GoodsDict = _TypedDict("GoodsDict", {
    "goodsUnitName": str, "goodsUnitFullName": str, "price": float, "inventExpireDays": int | None,
}, total=False)  # fmt: skip
InvoiceDict = _TypedDict("InvoiceDict", {
    "customerNumber": str | None, "incoterm": str, "currencyCode": str, "exportReason": str,
    "totalCost": float, "totalCostEur": float, "totalCostUsd": float, "payerFeesCustoms": str,
    "items": "_Sequence[_models.InvoiceItem | InvoiceItemDict]", "type": str,
    "customerCreatedAt": _dt.datetime | str | None,
}, total=False)  # fmt: skip
InvoiceItemDict = _TypedDict("InvoiceItemDict", {
    "id": str, "packingType": str | None, "hsCode": str | None, "name": str, "nameEng": str,
    "material": str, "materialEng": str, "madeInCountryCode": str | None,
    "producerAndModel": str | None, "actualWeight": int | None, "measurementCode": str,
    "amount": float, "cost": float, "currency": str, "costUsd": float, "costEur": float,
}, total=False)  # fmt: skip
InvoiceItemUpdateDict = _TypedDict("InvoiceItemUpdateDict", {
    "id": str, "packingType": str | None, "hsCode": str | None, "name": str, "nameEng": str,
    "materialEng": str, "madeInCountryCode": str | None, "producerAndModel": str | None,
    "actualWeight": int | None, "measurementCode": str, "amount": float, "cost": float,
    "currency": str, "costUsd": float, "costEur": float,
}, total=False)  # fmt: skip
InvoiceUpdateDict = _TypedDict("InvoiceUpdateDict", {
    "customerNumber": str | None, "incoterm": str, "currencyCode": str, "exportReason": str,
    "totalCost": float, "totalCostEur": float, "totalCostUsd": float, "payerFeesCustoms": str,
    "items": "_Sequence[_models.InvoiceItemUpdate | InvoiceItemUpdateDict]",
}, total=False)  # fmt: skip
LightReturnInvoiceDict = _TypedDict("LightReturnInvoiceDict", {
    "customerNumber": str | None, "incoterm": str, "currencyCode": str, "exportReason": str,
    "totalCost": float, "totalCostEur": float, "totalCostUsd": float,
    "items": "_Sequence[_models.LightReturnInvoiceItem | LightReturnInvoiceItemDict]",
}, total=False)  # fmt: skip
LightReturnInvoiceItemDict = _TypedDict("LightReturnInvoiceItemDict", {
    "id": str, "packingType": str, "hsCode": str, "name": str, "nameEng": str, "material": str,
    "madeInCountryCode": str, "actualWeight": int, "measurementCode": str, "amount": float,
    "cost": float, "costUsd": float, "costEur": float,
}, total=False)  # fmt: skip
LightReturnParcelDict = _TypedDict("LightReturnParcelDict", {
    "cargoCategory": str, "parcelDescription": str, "insuranceCost": float, "rowNumber": int,
    "width": int, "length": int, "height": int, "actualWeight": int,
}, total=False)  # fmt: skip
LightReturnRequestDict = _TypedDict("LightReturnRequestDict", {
    "number": _Required[str], "divisionId": int | str, "senderPhone": str,
    "addressParts": "_models.AddressParts | AddressPartsDict",
    "invoice": "_models.LightReturnInvoice | LightReturnInvoiceDict",
    "parcels": "_Sequence[_models.LightReturnParcel | LightReturnParcelDict]",
}, total=False)  # fmt: skip
ParcelUpdateDict = _TypedDict("ParcelUpdateDict", {
    "cargoCategory": str, "parcelDescription": str, "insuranceCost": float, "rowNumber": int,
    "untied": bool, "width": int, "length": int, "height": int, "actualWeight": int,
}, total=False)  # fmt: skip
PickupRequestDict = _TypedDict("PickupRequestDict", {
    "note": str, "services": list[str] | None, "phone": str, "email": str | None, "fullName": str,
    "companyTin": str, "companyName": str, "countryCode": str,
    "addressParts": "_models.AddressParts | AddressPartsDict",
    "pickedTimeFrom": _dt.datetime | str | None, "pickedTimeTo": _dt.datetime | str | None,
}, total=False)  # fmt: skip
PickupShipmentsRemovalDict = _TypedDict("PickupShipmentsRemovalDict", {
    "shipments": "_Sequence[_models.RemovedShipmentReference | RemovedShipmentReferenceDict]",
}, total=False)  # fmt: skip
PickupShipmentsRequestDict = _TypedDict("PickupShipmentsRequestDict", {
    "shipments": "_Sequence[_models.ShipmentReference | ShipmentReferenceDict]",
}, total=False)  # fmt: skip
PickupStatusUpdateDict = _TypedDict("PickupStatusUpdateDict", {
    "id": _Required[int | str], "status": _Required[str], "lockVersion": _Required[int],
    "note": str,
}, total=False)  # fmt: skip
PickupUpdateDict = _TypedDict("PickupUpdateDict", {
    "note": str, "services": list[str] | None, "phone": str, "email": str | None, "fullName": str,
    "companyTin": str, "companyName": str, "lockVersion": int, "countryCode": str,
    "addressParts": "_models.AddressParts | AddressPartsDict",
    "pickedTimeFrom": _dt.datetime | str | None, "pickedTimeTo": _dt.datetime | str | None,
}, total=False)  # fmt: skip
RecipientUpdateDict = _TypedDict("RecipientUpdateDict", {
    "companyTin": str | None, "companyName": str | None, "eoriCode": str | None, "phone": str,
    "email": str, "name": str, "countryCode": str, "divisionNumber": str | None, "placeId": str,
    "addressParts": "_models.AddressParts | AddressPartsDict",
    "registrationAddressRecipient": "_models.RegistrationAddress | RegistrationAddressDict",
    "settlementId": int | str | None,
}, total=False)  # fmt: skip
RegisterRenameRequestDict = _TypedDict("RegisterRenameRequestDict", {
    "description": _Required[str],
}, total=False)  # fmt: skip
RegisterRequestDict = _TypedDict("RegisterRequestDict", {
    "description": _Required[str], "shipments": _Required[list[str]],
}, total=False)  # fmt: skip
RegisterShipmentsUpdateDict = _TypedDict("RegisterShipmentsUpdateDict", {
    "shipments": _Required[list[str]],
}, total=False)  # fmt: skip
RegistrationAddressDict = _TypedDict("RegistrationAddressDict", {
    "city": str, "street": str, "zipCode": str, "building": str, "apartment": str, "state": str,
}, total=False)  # fmt: skip
RemovedShipmentReferenceDict = _TypedDict("RemovedShipmentReferenceDict", {
    "shipmentId": int | str,
}, total=False)  # fmt: skip
SenderUpdateDict = _TypedDict("SenderUpdateDict", {
    "companyTin": str | None, "companyName": str | None, "eoriCode": str | None, "phone": str,
    "email": str, "name": str, "ioss": str | None, "countryCode": str, "divisionNumber": str | None,
    "addressParts": "_models.AddressParts | AddressPartsDict", "settlementId": int | str | None,
}, total=False)  # fmt: skip
ServiceParametersDict = _TypedDict("ServiceParametersDict", {
    "cod": "_models.CashOnDelivery | CashOnDeliveryDict", "avaiblePayments": str,
}, total=False)  # fmt: skip
ServiceRequestDict = _TypedDict("ServiceRequestDict", {
    "serviceCode": str, "amount": float, "payerType": str,
    "additionalParameters": "_models.ServiceParameters | ServiceParametersDict",
    "contractNumber": str | None, "shipmentParcelRowNumber": int | None, "serviceName": str,
    "serviceId": str,
}, total=False)  # fmt: skip
ShipmentParcelDict = _TypedDict("ShipmentParcelDict", {
    "cargoCategory": _Required[str], "parcelDescription": _Required[str],
    "insuranceCost": _Required[float], "rowNumber": _Required[int], "width": _Required[int],
    "length": _Required[int], "height": _Required[int], "actualWeight": _Required[int],
    "insuranceCurrencyCode": str, "volumetricWeight": int,
}, total=False)  # fmt: skip
ShipmentRecipientDict = _TypedDict("ShipmentRecipientDict", {
    "companyTin": str | None, "companyName": str | None, "eoriCode": str | None,
    "phone": _Required[str], "email": str, "name": _Required[str], "countryCode": _Required[str],
    "divisionNumber": str | None, "placeId": str,
    "addressParts": "_models.AddressParts | AddressPartsDict",
    "registrationAddressRecipient": "_models.RegistrationAddress | RegistrationAddressDict",
    "divisionId": int | str | None, "settlementId": int | str | None,
}, total=False)  # fmt: skip
ShipmentReferenceDict = _TypedDict("ShipmentReferenceDict", {
    "shipmentId": _Required[int | str],
}, total=False)  # fmt: skip
ShipmentRequestDict = _TypedDict("ShipmentRequestDict", {
    "status": str, "clientOrder": str, "note": str, "payerType": _Required[str],
    "payerContractNumber": str | None,
    "services": "_Sequence[_models.ServiceRequest | ServiceRequestDict]",
    "invoice": "_models.Invoice | InvoiceDict | None",
    "parcels": _Required["_Sequence[_models.ShipmentParcel | ShipmentParcelDict]"],
    "sender": _Required["_models.ShipmentSender | ShipmentSenderDict"],
    "recipient": _Required["_models.ShipmentRecipient | ShipmentRecipientDict"], "tariffType": str,
}, total=False)  # fmt: skip
ShipmentSenderDict = _TypedDict("ShipmentSenderDict", {
    "companyTin": str | None, "companyName": str | None, "eoriCode": str | None,
    "phone": _Required[str], "email": str, "name": _Required[str], "ioss": str | None,
    "countryCode": _Required[str], "divisionNumber": str | None,
    "addressParts": "_models.AddressParts | AddressPartsDict", "divisionId": int | str | None,
    "settlementId": int | str | None,
}, total=False)  # fmt: skip
ShipmentUpdateDict = _TypedDict("ShipmentUpdateDict", {
    "status": str, "clientOrder": str, "note": str, "payerType": str,
    "payerContractNumber": str | None, "invoice": "_models.InvoiceUpdate | InvoiceUpdateDict",
    "parcels": "_Sequence[_models.ParcelUpdate | ParcelUpdateDict]",
    "sender": "_models.SenderUpdate | SenderUpdateDict",
    "recipient": "_models.RecipientUpdate | RecipientUpdateDict", "tariffType": str,
}, total=False)  # fmt: skip
SubscriberNumbersDict = _TypedDict("SubscriberNumbersDict", {
    "numbers": list[str],
}, total=False)  # fmt: skip
SubscriberRequestDict = _TypedDict("SubscriberRequestDict", {
    "type": _Required[str], "url": _Required[str], "isActive": _Required[bool], "phone": str,
    "secretToken": str, "secretTokenHeaderName": str, "eventTypes": list[str], "sendWarnings": bool,
    "warningEmail": str, "companyTins": list[str],
}, total=False)  # fmt: skip
SubscriberUpdateDict = _TypedDict("SubscriberUpdateDict", {
    "url": _Required[str], "isActive": _Required[bool], "type": str, "eventTypes": list[str],
    "sendWarnings": bool, "warningEmail": str, "secretToken": str, "secretTokenHeaderName": str,
}, total=False)  # fmt: skip
TestApiKeyRequestDict = _TypedDict("TestApiKeyRequestDict", {
    "phone": _Required[str],
}, total=False)  # fmt: skip
TimeIntervalAddressPartsDict = _TypedDict("TimeIntervalAddressPartsDict", {
    "building": str, "street": str, "city": str, "region": str, "postCode": str, "flat": str | None,
    "note": str | None,
}, total=False)  # fmt: skip
TimeIntervalRequestDict = _TypedDict("TimeIntervalRequestDict", {
    "type": _Required[str], "countryCode": _Required[str], "divisionId": int | str | None,
    "latitude": float | None, "longitude": float | None, "maxWeightPlaceRecipient": int | None,
    "addressParts": "_models.TimeIntervalAddressParts | TimeIntervalAddressPartsDict | None",
}, total=False)  # fmt: skip
WebhookTestRequestDict = _TypedDict("WebhookTestRequestDict", {
    "numbers": list[str], "id": str, "cid": str,
}, total=False)  # fmt: skip

__all__ = (
    "AddressPartsDict", "BankAccountDict", "CalculationInvoiceDict", "CalculationParcelDict",
    "CalculationRecipientDict", "CalculationRequestDict", "CalculationSenderDict",
    "CashOnDeliveryDict", "ConversionRequestDict", "FileUploadDict", "GoodsDict", "InvoiceDict",
    "InvoiceItemDict", "InvoiceItemUpdateDict", "InvoiceUpdateDict", "LightReturnInvoiceDict",
    "LightReturnInvoiceItemDict", "LightReturnParcelDict", "LightReturnRequestDict",
    "ParcelUpdateDict", "PickupRequestDict", "PickupShipmentsRemovalDict",
    "PickupShipmentsRequestDict", "PickupStatusUpdateDict", "PickupUpdateDict",
    "RecipientUpdateDict", "RegisterRenameRequestDict", "RegisterRequestDict",
    "RegisterShipmentsUpdateDict", "RegistrationAddressDict", "RemovedShipmentReferenceDict",
    "SenderUpdateDict", "ServiceParametersDict", "ServiceRequestDict", "ShipmentParcelDict",
    "ShipmentRecipientDict", "ShipmentReferenceDict", "ShipmentRequestDict", "ShipmentSenderDict",
    "ShipmentUpdateDict", "SubscriberNumbersDict", "SubscriberRequestDict", "SubscriberUpdateDict",
    "TestApiKeyRequestDict", "TimeIntervalAddressPartsDict", "TimeIntervalRequestDict",
    "WebhookTestRequestDict",
)  # fmt: skip
