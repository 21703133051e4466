from __future__ import annotations

import datetime as _dt

from ..model import UNSET, AsText as _AsText, Model as _Model, Unset as _Unset, model as _model


@_model
class TrackingDetailsEvent(_Model):
    """One event on the way of a shipment."""

    number: str | _Unset = UNSET
    """Number of the shipment."""
    date: _dt.datetime | None | _Unset = UNSET
    """When it happens or happened. Null, or a date in the year 1, if not known."""
    event: str | _Unset = UNSET
    """Kind of the event:

    - MovingPostomat: waits for, or is on, its way to the parcel locker
    - Utilization: sent to be disposed of
    - ReturnTransferPoint: goes back to the transfer point
    - ChangingTheDateWithTimeInterval: delivery moved to another day, with an interval
    - OrderRedirecting: another destination was asked for
    - EWCargoAutoReturnRecipient: goes back to the sender by itself
    - ChangingTheDate: delivery moved to another day
    - UndeliveryReasonsNoConnection: not delivered, the recipient could not be reached
    - UndeliveryReasonsClient: not delivered, the recipient refused
    - ArrivalSenderDoors: collected from the sender by the courier
    - LoadingCourier: being loaded by the courier
    - OrderCargoReturn: the return was asked for
    - Deleted: deleted
    - TransferPoint: at a transfer point
    - InCityRecipientDeparture: leaves a place in the recipient's city
    - InCityRecipientArrival: reached a place in the recipient's city
    - MoneyTransferAddress: money is brought to an address
    - MoneyTransfer: money is sent to a branch
    - DepartureSenderWarehouseFullfilment: left the warehouse it was kept in (fulfillment)
    - DepartureSenderWarehouse: left the warehouse of the sender
    - Departure: left
    - Arrival: arrived
    - CreateID: the number was created
    - CreateIDFullfilment: the number was created (fulfillment)
    - ReceivedDoorsFuture: planned, as ReceivedDoors
    - EWRedeliveryAddress: delivered anew, to an address
    - EWRedeliveryDivision: delivered anew, to a branch
    - MovingPoint: at a pick-up point
    - InCityRecipientPlan: expected in the recipient's city
    - DepartureSenderWarehouseFuture: planned, as DepartureSenderWarehouse
    - DepartureFuture: planned, as Departure
    - ArrivalFuture: planned, as Arrival
    - TransferPointPostomat: reached the parcel locker
    - OnTheWayArrival: on the way to where it arrives
    - OnTheWayArrivalFuture: planned, as OnTheWayArrival
    - ArrivalSenderWarehouse: reached the warehouse of the sender
    - ArrivalRecipientWarehouse: reached the warehouse of the recipient
    - ArrivalRecipientWarehouseFuture: planned, as ArrivalRecipientWarehouse
    - OnTheWayDeparture: on the way
    - OnTheWayDepartureFuture: planned, as OnTheWayDeparture
    - ReceivedWarehouse: handed over at a warehouse
    - ReceivedDoors: handed over at the address
    - InCityRecipientFuture: planned, as InCityRecipient
    - InCityRecipient: in the recipient's city
    - InCityRecipientArrivalFuture: planned, as InCityRecipientArrival
    - InCityRecipientDepartureFuture: planned, as InCityRecipientDeparture
    - InCityRecipientPlanFuture: planned, as InCityRecipientPlan
    - ArrivalSenderPostomat: in the parcel locker of the sender
    - LoadingCourierFuture: planned, as LoadingCourier
    - ArrivalSenderDoorsFuture: planned, as ArrivalSenderDoors
    - MoneyTransferAddressFuture: planned, as MoneyTransferAddress
    - EWRedeliveryAddressFuture: planned, as EWRedeliveryAddress
    - ArrivalDeliveryService: reached a delivery service
    - ArrivalSenderCityDeliveryService: reached the delivery service of a city. Published for
      the recipient's, and planned for the sender's
    - ArrivalTerminal: reached a terminal
    - ArrivalCustomsBrokerPartner: reached the partner who is customs broker
    - DepartureDeliveryService: left a delivery service
    - DepartureSenderCityDeliveryService: left the delivery service of the sender's city
    - DepartureCustomsBrokerPartner: left the partner who is customs broker
    - ArrivalDeliveryServiceFuture: planned, as ArrivalDeliveryService
    - ArrivalSenderCityDeliveryServiceFuture: planned, as ArrivalSenderCityDeliveryService
    - ArrivalTerminalFuture: planned, as ArrivalTerminal
    - ArrivalCustomsBrokerPartnerFuture: planned, as ArrivalCustomsBrokerPartner
    - DepartureDeliveryServiceFuture: planned, as DepartureDeliveryService
    - DepartureSenderCityDeliveryServiceFuture: planned, as DepartureSenderCityDeliveryService
    - DepartureTerminalFuture: planned, as DepartureTerminal
    - DepartureCustomsBrokerPartnerFuture: planned, as DepartureCustomsBrokerPartner
    - DepartureTerminal: left a terminal
    - ArrivalDepot: reached a depot
    - DepartureDepot: left a depot
    - ArrivalDepotFuture: planned, as ArrivalDepot
    - DepartureDepotFuture: planned, as DepartureDepot
    - ArrivalSenderCityDepot: reached the depot of the sender's city
    - DepartureSenderCityDepot: left the depot of the sender's city
    - ArrivalSenderCityDepotFuture: planned, as ArrivalSenderCityDepot
    - DepartureSenderCityDepotFuture: planned, as DepartureSenderCityDepot
    - CustomsClearanceInitiated: customs began
    - ArrivalSC: reached a sorting centre
    - TransferToPartner: given to a partner
    - ArrivalDestinationDepot: reached the warehouse of the city of destination
    - DepartureDestinationDepot: left the warehouse of the city of destination
    - ArrivalDestinationDepotFuture: planned, as ArrivalDestinationDepot
    - DepartureDestinationDepotFuture: planned, as DepartureDestinationDepot
    - ArrivalDestinationDeliveryService: reached the delivery service of the recipient's city
    - DepartureDestinationDeliveryService: left the delivery service of the recipient's city
    - ArrivalDestinationDeliveryServiceFuture: planned, as ArrivalDestinationDeliveryService
    - DepartureDestinationDeliveryServiceFuture: planned, as
      DepartureDestinationDeliveryService
    - ArrivalSenderCityTerminal: reached the terminal of the sender's city
    - ArrivalDestinationTerminal: reached the terminal of the recipient's city
    - ArrivalSenderCityTerminalFuture: planned, as ArrivalSenderCityTerminal
    - ArrivalDestinationTerminalFuture: planned, as ArrivalDestinationTerminal
    - DepartureSenderCityTerminal: left the terminal of the sender's city
    - DepartureDestinationTerminal: left the terminal of the recipient's city
    - DepartureSenderCityTerminalFuture: planned, as DepartureSenderCityTerminal
    - DepartureDestinationTerminalFuture: planned, as DepartureDestinationTerminal
    - ArrivalSameSettlementImport: arrived within one settlement, imported
    - ArrivalSameSettlementImportFuture: planned, as ArrivalSameSettlementImport
    - ArrivalSameSettlementLocal: arrived within one settlement, local
    - ArrivalSameSettlementLocalFuture: planned, as ArrivalSameSettlementLocal
    - DeclarationDeleted: the declaration was cancelled
    - DeclarationUtilization: disposed of
    - DeclarationArrivalCustomTerminal: customs control began
    - DeclarationInRoute: on the way to customs control
    - DeclarationBrokerRejection: the broker refused it. That is being looked into
    - DeclarationCargoLost: lost
    - DeclarationCargoNotArrive: did not arrive in time. That is being looked into
    - DeclarationCargoProhibitedForImport: holds what is forbidden, cannot be delivered
    - DeclarationCargoUnderInspectionCustoms: customs inspect it further
    - DeclarationCustomsCargoInspection: customs inspect it
    - DeclarationCustomsCargoSeizedBySmugglingDepartment: seized by those at customs who fight
      smuggling
    - DeclarationCustomsClearanceInitiated: customs are at work on it
    - DeclarationCustomsDocumentsReceived: customs have the papers and go on
    - DeclarationCustomsHold: held up by customs for now
    - DeclarationCustomClearanceIsCompleted: customs are done
    - DeclarationSentToDestinationCountry: through customs, on the way to the country of
      destination
    - DeclarationArrivalCustomTerminalOutsideManifest: customs control began, outside of the
      manifest
    - ArrivalTransitWarehouse: reached a warehouse on the way
    - DepartureFromTransitWarehouse: left a warehouse on the way
    - ParcelWasTransferredToPartner: given to a partner who delivers it
    - ReceivedPartner: the partner has it
    - ArrivalRecipientPartnerWarehouse: reached the warehouse of the partner
    - AlternativeDelivery: delivered in another way: to a neighbour, at the door, into the
      mailbox
    - ShelfLifeHasExpired: the time in storage is over
    - ShelfLifeHasExpiredReturn: not collected from the parcel locker, moved to the nearest
      division
    - Lost: lost
    - ProblemWithPostomat: cannot be put into the parcel locker
    - NoFreeSlotsInPostomat: no compartment of the parcel locker is free
    - DepartureDuplicate: about to leave the warehouse of the partner
    - ArrivalDuplicate: about to be dealt with in the warehouse of the partner
    - InRouteDuplicate: on the way, held up at the partner's for now
    - InRouteDuplicatePassed: no longer held up at the partner's
    - DepartureDuplicatePassed: was about to leave the warehouse of the partner
    - ArrivalDuplicatePassed: was about to be dealt with in the warehouse of the partner
    - ArrivalCustomTerminal: reached the customs terminal
    - SentForCustomsClearance: sent to customs
    - CustomClearanceIsCompleted: customs are done
    - SentToDestinationCountry: sent on to the city of destination after customs
    - ArrivalRecipientPostomat: in the parcel locker of the recipient
    - LoadingCourierForMoving: the courier has it
    - CanceledSender: cancelled by the sender
    - PickUpCreated: a pickup was ordered
    - PickUpAppointedCourier: a courier was assigned
    - PickUpInProgress: the courier is on the way to collect it
    - PickUpDone: collected by the courier
    - PickUpNotCompleted: not collected by the courier
    - PickUpReceivedByCourier: received by the courier
    - PickUpNotPacked: not collected, since it was not packed
    - CustomsRefusal: customs forbid the import
    - DeclarationAddedToManifest: put on the manifest
    - DeclarationCustomerNoResponse: information is awaited from the recipient
    - DeclarationPackagingDamaged: the packaging is damaged
    - DeclarationShipmentDamaged: damaged
    - DeclarationInvalidCustomerData: the data of the declaration are being verified
    - DeclarationNoSupportingDocuments: papers are missing
    - DeclarationAwaitingCustomsRelease: customs work on the papers
    - DeclarationShipmentAudit: customs inspect the cargo
    - DeclarationRequireCustomsClearance: has to go through customs."""
    event_status: str | _Unset = UNSET
    """Whether it has happened; may be written in small letters:

    - Passed: it has
    - Now: it is happening
    - Future: it is planned."""
    country_code: str | None | _Unset = UNSET
    """Country, ISO 3166-1 alpha-2."""
    code: _AsText | _Unset = UNSET
    """Status code, as in statusCode of the current status."""
    division_name: str | _Unset = UNSET
    """Division the event takes place at. May be empty."""
    settlement_name: str | _Unset = UNSET
    """Settlement the event takes place in. May be empty."""
    event_name: str | _Unset = UNSET
    """Name of the event for readers."""
