//! Converts the crate's error to a JavaScript error.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

use crate::Error;

/// Returns an `Error` with the properties `code`, `where` and `advice`.
pub(super) fn thrown(error: Error) -> JsValue {
    let value: JsValue = js_sys::Error::new(error.message()).into();
    for (key, text) in [
        ("code", error.code().as_str()),
        ("where", error.place()),
        ("advice", error.advice()),
    ] {
        // Setting a property of a new object cannot fail.
        let _ = Reflect::set(&value, &key.into(), &text.into());
    }
    value
}
