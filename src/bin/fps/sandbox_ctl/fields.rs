//! What stands on the command line, as the control plane takes it.

use serde_json::Value;

/// `FIELD=VALUE`. Whole numbers, `true`, `false`, `null`, and what begins with `"`, `{` or `[` is JSON; everything else
/// is a text, also a number with decimals, so that it stays as it is.
pub fn field(text: &str) -> Result<(String, Value), String> {
    let (name, value) = text.split_once('=').ok_or("it must be FIELD=VALUE")?;
    if name.is_empty() {
        return Err("the field has no name".to_owned());
    }
    let is_json = value.starts_with(['"', '{', '['])
        || matches!(value, "true" | "false" | "null")
        || value.parse::<i64>().is_ok_and(|number| number.to_string() == value);
    let value = match is_json {
        true => serde_json::from_str(value).map_err(|error| format!("the value of {name} is no JSON: {error}"))?,
        false => value.into(),
    };
    Ok((name.to_owned(), value))
}

/// Seconds: `90s`, `15m`, `3h`, `7d` or `2w`.
pub fn duration(text: &str) -> Result<i64, String> {
    let expected = || "it must be a number with a unit: 90s, 15m, 3h, 7d or 2w".to_owned();
    let unit = text.chars().next_back().ok_or_else(expected)?;
    let seconds = match unit {
        's' => 1,
        'm' => 60,
        'h' => 3_600,
        'd' => 86_400,
        'w' => 7 * 86_400,
        _ => return Err(expected()),
    };
    let number: u32 = text[..text.len() - unit.len_utf8()].parse().map_err(|_| expected())?;
    Ok(i64::from(number) * seconds)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_are_what_they_look_like() {
        for (text, value) in [
            ("x=anna", json!("anna")),
            ("x=", json!("")),
            ("x=a=b", json!("a=b")),
            ("x=7", json!(7)),
            ("x=-7", json!(-7)),
            ("x=007", json!("007")),
            ("x=12.50", json!("12.50")),
            ("x=\"7\"", json!("7")),
            ("x=null", json!(null)),
            ("x=true", json!(true)),
            ("x={\"declines\": true}", json!({"declines": true})),
        ] {
            assert_eq!(field(text), Ok(("x".to_owned(), value)), "{text}");
        }
        for text in ["x", "=1", "x={", "x=[1"] {
            assert!(field(text).is_err(), "{text}");
        }
    }

    #[test]
    fn durations_have_units() {
        for (text, seconds) in [("90s", 90), ("15m", 900), ("3h", 10_800), ("7d", 604_800), ("2w", 1_209_600)] {
            assert_eq!(duration(text), Ok(seconds));
        }
        for text in ["", "7", "d", "-1d", "1.5h", "7x", "7é"] {
            assert!(duration(text).is_err(), "{text}");
        }
    }
}
