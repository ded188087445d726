//! What is known of a merchant, and what he wants to be told.

use super::On;
use crate::{
    amazon_pay::{self as pay, AccountStatus, Environment, ErrorCode, EventType},
    sandbox::{
        amazon_pay::{merchants, rows::NotificationConfiguration},
        books::{Books, Stop},
        command::is_web_address,
    },
    server::Seller,
};

/// Whether the merchant is active. Whoever may not act for him may not ask.
pub(crate) fn status(books: &Books<'_>, seller: &Seller) -> Result<pay::GetMerchantAccountStatusResult, Stop> {
    let on = On::of(books, seller).map_err(|stop| match stop {
        Stop::Refuse(error) if error.is(ErrorCode::AccessDenied) => Stop::refuse(
            ErrorCode::UnauthorizedSolutionProvider,
            format!(
                "The Solution Provider : {} is not authorized for getting the status of provided merchant : {}",
                merchants::seller_id_of(books.caller_id()),
                seller.seller_id,
            ),
        ),
        stop => stop,
    })?;
    let account_status = if on.merchant.active { AccountStatus::Active } else { AccountStatus::Inactive };
    Ok(pay::GetMerchantAccountStatusResult { account_status })
}

pub(crate) fn notification_configuration(
    _: &Books<'_>,
    on: &On,
    _: &pay::GetMerchantNotificationConfigurationRequest,
) -> Result<pay::GetMerchantNotificationConfigurationResult, Stop> {
    let there = on.merchant.notifications.iter().filter(|known| known.is_for(on.environment));
    let configured = there.map(|known| pay::ConfiguredNotification {
        notification_url: known.url.clone(),
        event_types: known.event_types.iter().map(|event| event.as_str().into()).collect(),
    });
    Ok(pay::GetMerchantNotificationConfigurationResult { notification_configuration_list: configured.collect() })
}

/// Has the merchant told what `request` says of this environment, and nothing of it that was said before. What he is told
/// of the other environment stays as it is.
pub(crate) fn configure_notifications(
    books: &mut Books<'_>,
    on: &On,
    request: &pay::SetMerchantNotificationConfigurationRequest,
) -> Result<pay::SetMerchantNotificationConfigurationResult, Stop> {
    let mut wanted: Vec<NotificationConfiguration> = Vec::new();
    for (index, configuration) in (1..).zip(&request.notification_configuration_list) {
        let field = format!("NotificationConfigurationList.NotificationConfiguration.{index}");
        let url = &configuration.notification_url;
        if !is_web_address(url) {
            return Err(invalid(format!("{field}.NotificationUrl must be an absolute http or https URL.")));
        }
        if wanted.iter().any(|known| known.url == *url) {
            return Err(invalid(format!("{field}.NotificationUrl stands there twice.")));
        }
        if configuration.event_types.is_empty() {
            return Err(invalid(format!("{field}.EventTypes names no event.")));
        }
        if let Some(EventType::Other(other)) =
            configuration.event_types.iter().find(|event| matches!(event, EventType::Other(_)))
        {
            let known = EventType::VALUES.join(", ");
            return Err(invalid(format!("{field}.EventTypes has '{other}', and may have {known}.")));
        }
        wanted.push(NotificationConfiguration {
            environment: Some(on.environment),
            url: url.clone(),
            event_types: configuration.event_types.iter().map(|event| event.as_str().to_owned()).collect(),
        });
    }
    if wanted.is_empty() {
        return Err(invalid("NotificationConfigurationList names no configuration."));
    }
    let mut merchant = on.merchant.clone();
    let other = match on.environment {
        Environment::Live => Environment::Sandbox,
        Environment::Sandbox => Environment::Live,
    };
    merchant.notifications.retain(|known| known.is_for(other));
    for known in &mut merchant.notifications {
        known.environment = Some(other);
    }
    merchant.notifications.extend(wanted);
    books.put(merchant);
    Ok(pay::SetMerchantNotificationConfigurationResult {})
}

fn invalid(message: impl Into<String>) -> Stop {
    Stop::refuse(ErrorCode::InvalidParameterValue, message)
}
