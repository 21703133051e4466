"""The models, each in a module that is imported when its name is first asked for."""

from typing import TYPE_CHECKING

from ..lazy import lazy as _lazy

if TYPE_CHECKING:
    from .added_numbers import AddedNumbers
    from .address_parts import AddressParts
    from .alternative_number import AlternativeNumber
    from .api_key_status import ApiKeyStatus
    from .attachment import Attachment
    from .bank_account import BankAccount
    from .calculated_party import CalculatedParty
    from .calculated_service import CalculatedService
    from .calculated_service_parameters import CalculatedServiceParameters
    from .calculated_service_row import CalculatedServiceRow
    from .calculation import Calculation
    from .calculation_invoice import CalculationInvoice
    from .calculation_parcel import CalculationParcel
    from .calculation_recipient import CalculationRecipient
    from .calculation_request import CalculationRequest
    from .calculation_sender import CalculationSender
    from .cargo_category import CargoCategory
    from .cash_on_delivery import CashOnDelivery
    from .classifier_item import ClassifierItem
    from .classifier_result import ClassifierResult
    from .client_authorization import ClientAuthorization
    from .conversion import Conversion
    from .conversion_request import ConversionRequest
    from .country_code import CountryCode
    from .created_pickup import CreatedPickup
    from .created_pickup_address import CreatedPickupAddress
    from .created_shipment import CreatedShipment
    from .currency import Currency
    from .currency_amount import CurrencyAmount
    from .currency_page import CurrencyPage
    from .customs_fees import CustomsFees
    from .dap_incoterm import DapIncoterm
    from .deleted_shipment import DeletedShipment
    from .deletion import Deletion
    from .delivery_type import DeliveryType
    from .derived_shipment import DerivedShipment
    from .division import Division
    from .division_attributes import DivisionAttributes
    from .division_category import DivisionCategory
    from .division_page import DivisionPage
    from .division_status import DivisionStatus
    from .error import Error
    from .error_response import ErrorResponse
    from .export_reason import ExportReason
    from .file_upload import FileUpload
    from .full_address import FullAddress
    from .goods import Goods
    from .incoterm import Incoterm
    from .invoice import Invoice
    from .invoice_item import InvoiceItem
    from .invoice_item_update import InvoiceItemUpdate
    from .invoice_update import InvoiceUpdate
    from .light_return_invoice import LightReturnInvoice
    from .light_return_invoice_item import LightReturnInvoiceItem
    from .light_return_parcel import LightReturnParcel
    from .light_return_request import LightReturnRequest
    from .localised_text import LocalisedText
    from .measurement import Measurement
    from .measurement_page import MeasurementPage
    from .new_pickup_status import NewPickupStatus
    from .new_shipment_status import NewShipmentStatus
    from .online_tracking import OnlineTracking
    from .packing_type import PackingType
    from .parcel import Parcel
    from .parcel_update import ParcelUpdate
    from .parent_region import ParentRegion
    from .party import Party
    from .payer_type import PayerType
    from .pickup import Pickup
    from .pickup_address import PickupAddress
    from .pickup_page import PickupPage
    from .pickup_request import PickupRequest
    from .pickup_shipment import PickupShipment
    from .pickup_shipments import PickupShipments
    from .pickup_shipments_removal import PickupShipmentsRemoval
    from .pickup_shipments_request import PickupShipmentsRequest
    from .pickup_status import PickupStatus
    from .pickup_status_update import PickupStatusUpdate
    from .pickup_update import PickupUpdate
    from .print_size import PrintSize
    from .print_type import PrintType
    from .recipient_update import RecipientUpdate
    from .region import Region
    from .register import Register
    from .register_address_parts import RegisterAddressParts
    from .register_page import RegisterPage
    from .register_rename_request import RegisterRenameRequest
    from .register_request import RegisterRequest
    from .register_shipment import RegisterShipment
    from .register_shipments_update import RegisterShipmentsUpdate
    from .registration_address import RegistrationAddress
    from .removed_numbers import RemovedNumbers
    from .removed_pickup_shipments import RemovedPickupShipments
    from .removed_shipment_reference import RemovedShipmentReference
    from .saved_subscriber import SavedSubscriber
    from .schedule_day import ScheduleDay
    from .sender_update import SenderUpdate
    from .service_parameters import ServiceParameters
    from .service_request import ServiceRequest
    from .settlement import Settlement
    from .settlement_page import SettlementPage
    from .shipment import Shipment
    from .shipment_cargo_category import ShipmentCargoCategory
    from .shipment_page import ShipmentPage
    from .shipment_parcel import ShipmentParcel
    from .shipment_recipient import ShipmentRecipient
    from .shipment_reference import ShipmentReference
    from .shipment_request import ShipmentRequest
    from .shipment_sender import ShipmentSender
    from .shipment_service import ShipmentService
    from .shipment_service_parameters import ShipmentServiceParameters
    from .shipment_tracking import ShipmentTracking
    from .shipment_update import ShipmentUpdate
    from .storage_info import StorageInfo
    from .subscriber import Subscriber
    from .subscriber_numbers import SubscriberNumbers
    from .subscriber_page import SubscriberPage
    from .subscriber_request import SubscriberRequest
    from .subscriber_type import SubscriberType
    from .subscriber_update import SubscriberUpdate
    from .success import Success
    from .tariff_type import TariffType
    from .test_api_key_request import TestApiKeyRequest
    from .test_api_key_response import TestApiKeyResponse
    from .time_interval import TimeInterval
    from .time_interval_address_parts import TimeIntervalAddressParts
    from .time_interval_request import TimeIntervalRequest
    from .time_interval_schedule import TimeIntervalSchedule
    from .time_interval_type import TimeIntervalType
    from .tracked_parcel import TrackedParcel
    from .tracked_shipment import TrackedShipment
    from .tracking import Tracking
    from .tracking_details import TrackingDetails
    from .tracking_details_event import TrackingDetailsEvent
    from .tracking_event import TrackingEvent
    from .tracking_status import TrackingStatus
    from .undelivery_reason import UndeliveryReason
    from .updated_pickup import UpdatedPickup
    from .updated_shipment import UpdatedShipment
    from .verification_state import VerificationState
    from .verification_status import VerificationStatus
    from .verification_status_list import VerificationStatusList
    from .webhook_test_request import WebhookTestRequest
    from .work_schedule_day import WorkScheduleDay

__all__ = (
    "AddedNumbers", "AddressParts", "AlternativeNumber", "ApiKeyStatus", "Attachment",
    "BankAccount", "CalculatedParty", "CalculatedService", "CalculatedServiceParameters",
    "CalculatedServiceRow", "Calculation", "CalculationInvoice", "CalculationParcel",
    "CalculationRecipient", "CalculationRequest", "CalculationSender", "CargoCategory",
    "CashOnDelivery", "ClassifierItem", "ClassifierResult", "ClientAuthorization", "Conversion",
    "ConversionRequest", "CountryCode", "CreatedPickup", "CreatedPickupAddress", "CreatedShipment",
    "Currency", "CurrencyAmount", "CurrencyPage", "CustomsFees", "DapIncoterm", "DeletedShipment",
    "Deletion", "DeliveryType", "DerivedShipment", "Division", "DivisionAttributes",
    "DivisionCategory", "DivisionPage", "DivisionStatus", "Error", "ErrorResponse", "ExportReason",
    "FileUpload", "FullAddress", "Goods", "Incoterm", "Invoice", "InvoiceItem",
    "InvoiceItemUpdate", "InvoiceUpdate", "LightReturnInvoice", "LightReturnInvoiceItem",
    "LightReturnParcel", "LightReturnRequest", "LocalisedText", "Measurement", "MeasurementPage",
    "NewPickupStatus", "NewShipmentStatus", "OnlineTracking", "PackingType", "Parcel",
    "ParcelUpdate", "ParentRegion", "Party", "PayerType", "Pickup", "PickupAddress", "PickupPage",
    "PickupRequest", "PickupShipment", "PickupShipments", "PickupShipmentsRemoval",
    "PickupShipmentsRequest", "PickupStatus", "PickupStatusUpdate", "PickupUpdate", "PrintSize",
    "PrintType", "RecipientUpdate", "Region", "Register", "RegisterAddressParts", "RegisterPage",
    "RegisterRenameRequest", "RegisterRequest", "RegisterShipment", "RegisterShipmentsUpdate",
    "RegistrationAddress", "RemovedNumbers", "RemovedPickupShipments", "RemovedShipmentReference",
    "SavedSubscriber", "ScheduleDay", "SenderUpdate", "ServiceParameters", "ServiceRequest",
    "Settlement", "SettlementPage", "Shipment", "ShipmentCargoCategory", "ShipmentPage",
    "ShipmentParcel", "ShipmentRecipient", "ShipmentReference", "ShipmentRequest",
    "ShipmentSender", "ShipmentService", "ShipmentServiceParameters", "ShipmentTracking",
    "ShipmentUpdate", "StorageInfo", "Subscriber", "SubscriberNumbers", "SubscriberPage",
    "SubscriberRequest", "SubscriberType", "SubscriberUpdate", "Success", "TariffType",
    "TestApiKeyRequest", "TestApiKeyResponse", "TimeInterval", "TimeIntervalAddressParts",
    "TimeIntervalRequest", "TimeIntervalSchedule", "TimeIntervalType", "TrackedParcel",
    "TrackedShipment", "Tracking", "TrackingDetails", "TrackingDetailsEvent", "TrackingEvent",
    "TrackingStatus", "UndeliveryReason", "UpdatedPickup", "UpdatedShipment", "VerificationState",
    "VerificationStatus", "VerificationStatusList", "WebhookTestRequest", "WorkScheduleDay",
)  # fmt: skip

if not TYPE_CHECKING:
    __getattr__, __dir__ = _lazy(__name__, {}, __all__)
